// Questions over the page: a title, what it is about, and buttons. Escape is always the last answer.

/** @typedef {{ name: string, label: string, tone?: string }} Answer */

/** @param {import('./grid.js').Grid} grid @param {string} title @param {Node[]} content
 * @param {Answer[]} answers the first is what Enter says; the last gives up
 * @param {{ wide?: boolean, check?: () => boolean }} [how] check: before any but the last
 * @returns {Promise<string | null>} null: given up */
export function ask(grid, title, content, answers, { wide = false, check = () => true } = {}) {
  const dialog = document.createElement('dialog');
  dialog.className = `grid-dialog ${wide ? 'wide' : ''}`;
  const form = document.createElement('form');
  form.method = 'dialog';
  form.noValidate = true;
  const head = element('header');
  const name = element('h2', '', title);
  name.id = 'grid-dialog-title';
  dialog.setAttribute('aria-labelledby', name.id);
  head.append(name);
  const body = element('div', 'content');
  body.append(...content);
  const foot = element('footer');
  const buttons = answers.map((answer, i) => {
    const button = /** @type {HTMLButtonElement} */ (element('button', `btn ${answer.tone ?? (i === 0 ? 'primary' : '')}`, answer.label));
    button.value = answer.name;
    button.type = 'submit';
    return button;
  });
  foot.append(...[...buttons].reverse());
  form.append(head, body, foot);
  dialog.append(form);
  document.body.append(dialog);
  grid.signal.addEventListener('abort', () => dialog.close());
  const last = answers[answers.length - 1].name;
  return new Promise(resolve => {
    form.addEventListener('submit', event => {
      const said = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value ?? answers[0].name;
      if (said !== last && !check()) event.preventDefault(); else dialog.returnValue = said;
    });
    // Enter in a field says the first answer, whichever button stands first in the page.
    form.addEventListener('keydown', event => {
      const at = /** @type {HTMLElement} */ (event.target);
      event.stopPropagation();
      if (event.key !== 'Enter' || event.isComposing || !at.matches('input, select')) return;
      event.preventDefault();
      form.requestSubmit(buttons[0]);
    });
    dialog.addEventListener('close', () => {
      const said = dialog.returnValue;
      dialog.remove();
      resolve(said === '' || said === last ? null : said);
    });
    dialog.showModal();
    (/** @type {HTMLElement | null} */ (body.querySelector('input, select, textarea')) ?? buttons[0]).focus();
  });
}

/** @param {string} name @param {string} [className] @param {string} [text] */
export function element(name, className = '', text = undefined) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @param {string} label @param {HTMLElement} control @param {boolean} [must] */
export function field(label, control, must = false) {
  const box = element('div', 'field');
  const name = /** @type {HTMLLabelElement} */ (element('label', '', label));
  control.id ||= `grid-field-${Math.random().toString(36).slice(2)}`;
  name.htmlFor = control.id;
  if (must) name.append(element('span', 'must', '*'));
  box.append(name, control);
  return box;
}

/** @param {import('./types.js').Option[]} options @param {string} [value] */
export function select(options, value = '') {
  const made = /** @type {HTMLSelectElement} */ (element('select', 'in'));
  made.append(...options.map(option => new Option(option.label, option.value, false, option.value === value)));
  return made;
}

/** @param {string} type @param {string} [value] @param {import('./types.js').Option[]} [offers] */
export function input(type, value = '', offers = []) {
  const made = /** @type {HTMLInputElement} */ (element('input', 'in'));
  made.type = type;
  made.value = value;
  made.autocomplete = 'off';
  if (offers.length > 0) {
    const list = document.createElement('datalist');
    list.id = `grid-list-${Math.random().toString(36).slice(2)}`;
    list.append(...offers.map(option => new Option(option.label, option.value)));
    made.setAttribute('list', list.id);
    made.append(list);
  }
  return made;
}

// Pickers: a field that finds customers or products as one types, by name, code, pinyin or initials.

const page = document;
const REST_MS = 120;

/** @typedef {{ picker: HTMLElement, field: HTMLInputElement, row: any }} Choice row null: what is typed shall be made anew */

/** @type {WeakMap<Element, any[]>} */ const found = new WeakMap();
/** What is still asked for, so that a form is not sent before it is known. @type {Set<Promise<void>>} */ const asked = new Set();
/** @type {(choice: Choice) => void} */ let taken = () => {};
/** @type {number | undefined} */ let resting;

/** @param {(choice: Choice) => void} chosen */
export function bindPickers(chosen) { taken = chosen; }

/** Waits for choices that were made faster than the server answers. */
export const settled = () => Promise.all(asked);

/** The choice of an order's form. @param {Element} picker @param {string | number} id @param {string} text */
export function pick(picker, id, text) {
  /** @type {HTMLInputElement} */ (picker.querySelector('input:not([type="hidden"])')).value = text;
  /** @type {HTMLInputElement} */ (picker.querySelector('[data-picked-id]')).value = String(id);
  /** @type {HTMLInputElement} */ (picker.querySelector('[data-picked-text]')).value = text;
}

/** Whether the text is that of a thing that was picked. @param {Element} picker */
export function isPicked(picker) {
  const text = /** @type {HTMLInputElement} */ (picker.querySelector('[data-picked-text]')).value;
  return text !== '' && text === /** @type {HTMLInputElement} */ (picker.querySelector('input:not([type="hidden"])')).value.trim();
}

page.addEventListener('input', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const picker = /** @type {HTMLElement | null} */ (field.closest('[data-picker]'));
  if (!picker || field.type === 'hidden') return;
  clearTimeout(resting);
  found.delete(picker);
  if (field.value.trim() === '') close(picker); else resting = setTimeout(() => search(picker, field), REST_MS);
});

page.addEventListener('click', event => {
  const at = /** @type {HTMLElement} */ (event.target);
  for (const picker of page.querySelectorAll('[data-picker]')) if (!picker.contains(at)) close(picker);
  const option = at.closest('[data-picker] li');
  if (option) choose(/** @type {HTMLElement} */ (option));
});

/** Arrow keys, Enter, Tab and Escape. True: the key is used up. @param {HTMLElement} picker @param {KeyboardEvent} event */
export function press(picker, event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const list = picker.querySelector('ul');
  if (!list || list.hidden || !found.has(picker)) return hasten(picker, field, event);
  const at = [...list.children].findIndex(option => option.getAttribute('aria-selected') === 'true');
  switch (event.key) {
    case 'ArrowDown': mark(list, field, Math.min(at + 1, list.children.length - 1)); break;
    case 'ArrowUp': mark(list, field, Math.max(at - 1, 0)); break;
    case 'Escape': close(picker); event.stopPropagation(); break;
    case 'Enter': choose(/** @type {HTMLElement} */ (list.children[Math.max(at, 0)])); break;
    case 'Tab': choose(/** @type {HTMLElement} */ (list.children[Math.max(at, 0)])); return true;
    default: return false;
  }
  event.preventDefault();
  return true;
}

/** Enter or Tab before the list is there takes its first entry when it comes; the hands go on typing in the next field.
 * @param {HTMLElement} picker @param {HTMLInputElement} field @param {KeyboardEvent} event */
function hasten(picker, field, event) {
  const text = field.value.trim();
  if ((event.key !== 'Enter' && event.key !== 'Tab') || text === '' || isPicked(picker) || found.has(picker)) return false;
  clearTimeout(resting);
  const waiting = search(picker, field, false).then(() => {
    const [first] = found.get(picker) ?? [];
    if (field.value.trim() === text && (first || (picker.dataset.create && found.has(picker)))) take(picker, field, first ?? null);
  });
  asked.add(waiting);
  picker.toggleAttribute('data-pending', true);
  waiting.finally(() => { asked.delete(waiting); picker.removeAttribute('data-pending'); });
  return false;
}

/** @param {HTMLElement} picker @param {HTMLInputElement} field @param {boolean} [open] shows what was found */
async function search(picker, field, open = true) {
  const text = field.value.trim();
  const answer = await fetch(`/api/v1/${picker.dataset.picker}?limit=12&q=${encodeURIComponent(text)}`, { headers: { accept: 'application/json' } });
  if (!answer.ok || field.value.trim() !== text) return;
  const rows = (await answer.json()).rows ?? [];
  found.set(picker, rows);
  if (open && page.activeElement === field) show(picker, field, rows);
}

/** @param {HTMLElement} picker @param {HTMLInputElement} field @param {any[]} rows */
function show(picker, field, rows) {
  const list = picker.querySelector('ul') ?? listOf(picker, field);
  const text = field.value.trim();
  list.replaceChildren(...rows.map((row, i) => option(list, i, row.name, [row.code ?? row.sku, row.spec, row.class].filter(Boolean).join(' · '))));
  if (picker.dataset.create && !rows.some(row => row.name === text)) {
    list.append(option(list, rows.length, picker.dataset.create.replace('{0}', text), ''));
  }
  list.hidden = list.children.length === 0;
  field.setAttribute('aria-expanded', String(!list.hidden));
  mark(list, field, 0);
}

/** @param {HTMLElement} picker @param {HTMLInputElement} field */
function listOf(picker, field) {
  const list = page.createElement('ul');
  list.id = `list-${Math.random().toString(36).slice(2)}`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent?.trim() ?? '');
  picker.append(list);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  return list;
}

/** @param {Element} list @param {number} i @param {string} name @param {string} detail */
function option(list, i, name, detail) {
  const made = page.createElement('li');
  const more = page.createElement('small');
  made.id = `${list.id}-${i}`;
  made.setAttribute('role', 'option');
  made.dataset.at = String(i);
  more.textContent = detail;
  made.append(name, more);
  return made;
}

/** @param {Element} picker */
function close(picker) {
  const list = picker.querySelector('ul');
  if (list) list.hidden = true;
  picker.querySelector('[role="combobox"]')?.setAttribute('aria-expanded', 'false');
}

/** @param {Element} list @param {Element} field @param {number} at */
function mark(list, field, at) {
  [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
  const option = list.children[at];
  option?.scrollIntoView({ block: 'nearest' });
  if (option) field.setAttribute('aria-activedescendant', option.id); else field.removeAttribute('aria-activedescendant');
}

/** @param {HTMLElement} option */
function choose(option) {
  const picker = /** @type {HTMLElement} */ (option.closest('[data-picker]'));
  const field = /** @type {HTMLInputElement} */ (picker.querySelector('[role="combobox"]'));
  take(picker, field, found.get(picker)?.[Number(option.dataset.at)] ?? null);
}

/** @param {HTMLElement} picker @param {HTMLInputElement} field @param {any} row */
function take(picker, field, row) {
  close(picker);
  if (row) pick(picker, row.id, row.name);
  taken({ picker, field, row });
}

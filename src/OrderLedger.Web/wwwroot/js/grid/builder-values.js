// The right side of a condition: fields for what its column holds.

/** @typedef {import('./types.js').Tree} Tree */
/** @typedef {import('./types.js').Column} Column */

/** Days that move with the calendar, as the filter names them. */
export const DAYS = ['today', 'yesterday', 'tomorrow', 'this-week', 'last-week', 'next-week', 'this-month', 'last-month', 'next-month',
  'this-year', 'last-year', 'today-7d', 'today-30d', 'today-90d'];

/** What a sign is called. @param {string} sign */
export const spoken = sign => `grid.filter.${SPOKEN[sign] ?? sign}`;
const SPOKEN = /** @type {Record<string, string>} */ ({
  '=': 'is', '!=': 'isNot', '>': 'more', '>=': 'least', '<': 'less', '<=': 'most', '~': 'has', '!~': 'hasNot', 'not in': 'notIn',
  'is empty': 'empty', 'is not empty': 'filled', 'in (': 'in', 'not in (': 'notIn',
});

/** What can be asked of a column of this kind. @param {Column} column @returns {string[]} */
export function signsOf(column) {
  switch (column.kind) {
    case 'text': return ['~', '!~', '=', '!=', 'in', 'not in', 'empty', 'filled'];
    case 'word': return ['in', 'not in', 'empty', 'filled'];
    case 'yesNo': return ['=', '!='];
    case 'date': case 'instant': return ['=', '>=', '<=', '>', '<', '!=', 'empty', 'filled'];
    default: return ['>=', '<=', '>', '<', '=', '!=', 'empty', 'filled'];
  }
}

/** @param {Tree} part @param {Column | undefined} column @param {import('./builder-tree.js').Desk} desk @returns {HTMLElement} */
export function drawValues(part, column, desk) {
  const box = document.createElement('span');
  box.className = 'value';
  if (!column || part.sign === 'empty' || part.sign === 'filled') return box;
  const values = part.values ??= [''];
  const set = (/** @type {string[]} */ ...next) => { part.values = next; desk.changed(); };
  if (column.words) box.append(words(column, values, set, desk));
  else if (column.kind === 'yesNo') {
    box.append(choice([['yes', desk.say('common.yes')], ['no', desk.say('common.no')]], values[0] || 'yes', set, desk));
  } else if (column.kind === 'date' || column.kind === 'instant') box.append(...days(values, set, desk));
  else box.append(field(column, part, values, set, desk));
  return box;
}

/** @param {Column} column @param {string[]} values @param {(...next: string[]) => void} set @param {import('./builder-tree.js').Desk} desk */
function words(column, values, set, desk) {
  const box = document.createElement('span');
  box.className = 'words';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', desk.say('grid.filter.value'));
  for (const word of column.words ?? []) {
    const label = document.createElement('label');
    label.className = 'check';
    const tick = document.createElement('input');
    tick.type = 'checkbox';
    tick.value = word.name;
    tick.checked = values.includes(word.name);
    tick.addEventListener('change', () =>
      set(.../** @type {HTMLInputElement[]} */ ([...box.querySelectorAll('input:checked')]).map(one => one.value)));
    label.append(tick, word.label);
    box.append(label);
  }
  return box;
}

/** @param {[string, string][]} options @param {string} value @param {(...next: string[]) => void} set @param {import('./builder-tree.js').Desk} desk */
function choice(options, value, set, desk) {
  const select = document.createElement('select');
  select.className = 'in';
  select.setAttribute('aria-label', desk.say('grid.filter.value'));
  for (const [name, label] of options) select.add(new Option(label, name));
  select.value = value;
  select.addEventListener('change', () => set(select.value));
  return select;
}

/** A day of the calendar, or one that moves with it. @param {string[]} values @param {(...next: string[]) => void} set
 * @param {import('./builder-tree.js').Desk} desk */
function days(values, set, desk) {
  const now = values[0] ?? '';
  const isDay = now === '' || /^\d{4}-\d\d-\d\d$/.test(now);
  const others = isDay || DAYS.includes(now) ? DAYS : [now, ...DAYS];
  const day = document.createElement('input');
  day.type = 'date';
  day.className = 'in';
  day.value = isDay ? now : '';
  day.hidden = !isDay;
  day.setAttribute('aria-label', desk.say('grid.filter.value'));
  day.addEventListener('input', () => set(day.value));
  const select = choice([['', desk.say('grid.day')],
    ...others.map(name => /** @type {[string, string]} */ ([name, DAYS.includes(name) ? desk.say(`grid.day.${name}`) : name]))],
  isDay ? '' : now, next => { day.hidden = next !== ''; set(next || day.value); }, desk);
  return [select, day];
}

/** @param {Column} column @param {Tree} part @param {string[]} values @param {(...next: string[]) => void} set
 * @param {import('./builder-tree.js').Desk} desk */
function field(column, part, values, set, desk) {
  const isList = part.sign === 'in' || part.sign === 'not in';
  const input = document.createElement('input');
  input.className = 'in';
  input.setAttribute('aria-label', desk.say('grid.filter.value'));
  input.autocomplete = 'off';
  input.value = isList ? values.join('、') : values[0] ?? '';
  if (column.kind !== 'text') input.inputMode = 'decimal';
  if (isList) input.placeholder = desk.say('grid.builder.list');
  input.addEventListener('input', () => isList ? set(...input.value.split(/[,，、]/).map(one => one.trim()).filter(Boolean)) : set(input.value.trim()));
  return input;
}

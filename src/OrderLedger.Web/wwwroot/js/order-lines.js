// Order forms: pickers of customers and products, amounts that follow prices and back, rows by Enter.
// The server reads and computes everything again; without this file the form works all the same.

const page = document;
const money = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 1,200 · ¥1200 · １２００ · 1.2万 as a number, or null. @param {string} text */
function numberOf(text) {
  const half = text.replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[¥￥,\s元%]/g, '');
  const match = /^(-?\d*\.?\d+)(万?)$/.exec(half);
  return match ? Number(match[1]) * (match[2] ? 10000 : 1) : null;
}

/** At most so many decimals, without zeros that say nothing. @param {number} value @param {number} decimals */
const plain = (value, decimals) => String(Number(value.toFixed(decimals)));

/** @param {Element} row @param {string} field */
const input = (row, field) => /** @type {HTMLInputElement | null} */ (row.querySelector(`[data-field="${field}"]`));

/** Quantity, price and discount make the amount; a typed amount makes the price.
 * @param {Element} row @param {string} changed */
function compute(row, changed) {
  const [quantity, price, off, amount] = ['Quantity', 'UnitPrice', 'Discount', 'Amount'].map(name => input(row, name));
  if (!quantity || !price || !amount) return;
  const count = numberOf(quantity.value);
  const share = 1 - (numberOf(off?.value ?? '') ?? 0) / 100;
  if (!count || share <= 0) return;
  if (changed === 'Amount') {
    const total = numberOf(amount.value);
    if (total !== null) price.value = plain(total / count / share, 8);
  } else {
    const each = numberOf(price.value);
    if (each !== null) amount.value = (Math.round(count * each * share * 100 + 1e-7) / 100).toFixed(2);
  }
}

/** @param {Element} card */
function total(card) {
  let [sum, count] = [0, 0];
  for (const row of card.querySelectorAll('tbody tr:not([hidden])')) {
    const gone = /** @type {HTMLInputElement | null} */ (row.querySelector('[name$=".Delete"]'))?.checked;
    const amount = numberOf(input(row, 'Amount')?.value ?? '');
    if (amount === null || gone) continue;
    sum += Math.round(amount * 100);
    count++;
  }
  const [sumAt, countAt] = [card.querySelector('[data-line-total]'), card.querySelector('[data-line-count]')];
  if (sumAt) sumAt.textContent = `¥ ${money.format(sum / 100)}`;
  if (countAt) countAt.textContent = String(count);
}

/** A blank copy of the last row, numbered on. @param {Element} card */
function addRow(card) {
  const rows = card.querySelectorAll('tbody tr');
  const last = rows[rows.length - 1];
  const blank = [...rows].reverse().find(row => row.querySelector('[data-remove-line]')) ?? last;
  const row = /** @type {HTMLElement} */ (blank.cloneNode(true));
  row.hidden = false;
  row.querySelectorAll('.field-error, .picker > ul').forEach(part => part.remove());
  for (const field of row.querySelectorAll('input')) {
    field.name = field.name.replace(/\[\d+\]/, `[${rows.length}]`);
    field.value = '';
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-expanded');
  }
  last.after(row);
  return row;
}

page.addEventListener('input', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const card = field.closest('[data-lines]');
  const row = field.closest('tr');
  if (card && row && field.dataset.field) {
    compute(row, field.dataset.field);
    total(card);
  }
  const picker = field.closest('[data-picker]');
  if (picker && field.type !== 'hidden') search(/** @type {HTMLElement} */ (picker), field);
});

page.addEventListener('change', event => {
  const field = /** @type {HTMLElement} */ (event.target);
  const card = field.closest('[data-lines]');
  if (card) total(card);
});

page.addEventListener('click', event => {
  const at = /** @type {HTMLElement} */ (event.target);
  for (const picker of page.querySelectorAll('[data-picker]')) if (!picker.contains(at)) close(picker);
  const card = at.closest('[data-lines]');
  if (card && at.closest('[data-add-line]')) {
    event.preventDefault();
    const first = addRow(card);
    for (let i = 1; i < 5; i++) addRow(card);
    input(first, 'Product')?.focus();
  } else if (card && at.closest('[data-remove-line]')) {
    const row = /** @type {HTMLElement} */ (at.closest('tr'));
    // A row that stays, blank and unseen, keeps the numbers of the others.
    row.querySelectorAll('input').forEach(field => { field.value = ''; });
    row.hidden = true;
    total(card);
  } else if (at.closest('[data-picker] li')) choose(/** @type {HTMLElement} */ (at.closest('li')));
});

page.addEventListener('keydown', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!(field instanceof HTMLInputElement) || event.isComposing) return;
  const picker = /** @type {HTMLElement | null} */ (field.closest('[data-picker]'));
  if (picker && move(picker, event)) return;
  const card = field.closest('[data-lines]');
  if (event.key !== 'Enter' || !card || field.type === 'checkbox') return;
  event.preventDefault();
  const rows = [...card.querySelectorAll('tbody tr:not([hidden])')];
  const next = rows[rows.indexOf(/** @type {Element} */ (field.closest('tr'))) + 1] ?? addRow(card);
  (input(next, 'Product') ?? input(next, 'Quantity'))?.focus();
});

/** @type {WeakMap<Element, any[]>} */ const found = new WeakMap();
/** @type {number | undefined} */ let waiting;

/** Asks for what was typed, when the hand rests. @param {HTMLElement} picker @param {HTMLInputElement} field */
function search(picker, field) {
  clearTimeout(waiting);
  const text = field.value.trim();
  if (!text) { close(picker); return; }
  waiting = setTimeout(async () => {
    const answer = await fetch(`/api/v1/${picker.dataset.picker}?limit=12&q=${encodeURIComponent(text)}`, { headers: { accept: 'application/json' } });
    if (!answer.ok || field.value.trim() !== text) return;
    const rows = (await answer.json()).rows ?? [];
    found.set(picker, rows);
    show(picker, field, rows);
  }, 120);
}

/** @param {HTMLElement} picker @param {HTMLInputElement} field @param {any[]} rows */
function show(picker, field, rows) {
  let list = picker.querySelector('ul');
  if (!list) {
    list = page.createElement('ul');
    list.id = `list-${Math.random().toString(36).slice(2)}`;
    list.setAttribute('role', 'listbox');
    picker.append(list);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
  }
  list.replaceChildren(...rows.map((row, i) => {
    const option = page.createElement('li');
    const more = page.createElement('small');
    option.id = `${list.id}-${i}`;
    option.setAttribute('role', 'option');
    option.dataset.at = String(i);
    option.textContent = row.name;
    more.textContent = [row.code ?? row.sku, row.spec, row.class].filter(Boolean).join(' · ');
    option.append(more);
    return option;
  }));
  list.hidden = rows.length === 0;
  field.setAttribute('aria-expanded', String(rows.length > 0));
  mark(list, field, 0);
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

/** Arrow keys, Enter, Tab and Escape while the list is open. True: the key is used up.
 * @param {HTMLElement} picker @param {KeyboardEvent} event */
function move(picker, event) {
  const list = picker.querySelector('ul');
  const field = /** @type {HTMLElement} */ (event.target);
  if (!list || list.hidden) return false;
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

/** @param {HTMLElement} option */
function choose(option) {
  const picker = /** @type {HTMLElement} */ (option.closest('[data-picker]'));
  const row = found.get(picker)?.[Number(option.dataset.at)];
  if (!row) return;
  const field = /** @type {HTMLInputElement} */ (picker.querySelector('[role="combobox"]'));
  field.value = row.name;
  /** @type {HTMLInputElement} */ (picker.querySelector('[data-picked-id]')).value = row.id;
  /** @type {HTMLInputElement} */ (picker.querySelector('[data-picked-text]')).value = row.name;
  close(picker);
  const line = picker.closest('tr');
  if (!line) return;
  for (const [name, value] of [['Spec', row.spec], ['Unit', row.unit], ['UnitPrice', row.price]]) {
    const target = input(line, name);
    if (target && value !== undefined) target.value = String(value);
  }
  compute(line, 'UnitPrice');
  total(/** @type {Element} */ (line.closest('[data-lines]')));
  input(line, 'Quantity')?.focus();
}

/** Filters that are not set stay out of the address. */
page.addEventListener('formdata', event => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches('form[data-tidy]')) return;
  for (const [name, value] of [...event.formData.entries()]) {
    // An emptied filter takes away what the view says, so it must be said.
    if (value === '' && !form.querySelector(`[name="${name}"][data-keep]`)) event.formData.delete(name);
  }
});

const settle = () => page.querySelectorAll('[data-lines]').forEach(total);
/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', settle);
settle();

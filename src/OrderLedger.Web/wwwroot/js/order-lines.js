// Order forms by keyboard: pickers, lines that compute, a block from Excel, an agreed total, advice from the customer's history.
// The server reads and computes everything again; without this file the form works all the same.

import { ask, askSoon } from './order/advice.js';
import { FIELDS, addRow, agree, compute, forgetAgreed, input, isBlank, propose, removeRow, rowsOf, total, valueOf } from './order/lines.js';
import { linesOf } from './order/paste.js';
import { bindPickers, isPicked, press, settled } from './order/picker.js';

const page = document;
/** Rows filled between two frames: a long block must not stop the page. */
const ROWS_A_FRAME = 25;

/** @param {Element} at @returns {HTMLFormElement | null} */
const formOf = at => at.closest('form[data-order]');

page.addEventListener('input', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const [card, row, form] = [field.closest('[data-lines]'), field.closest('tr'), formOf(field)];
  if (!form) return;
  if (card && row && field.dataset.field) {
    delete field.dataset.auto;
    if (['Quantity', 'UnitPrice', 'Discount', 'Amount'].includes(field.dataset.field)) forgetAgreed(card);
    compute(row, field.dataset.field);
    total(card);
  }
  if (field.name === 'Form.Customer') offerNew(form, false);
});

page.addEventListener('change', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const [card, form] = [field.closest('[data-lines]'), formOf(field)];
  if (card && field.matches('[data-agreed]')) agree(card); else if (card) total(card);
  if (form) askSoon(form);
});

page.addEventListener('click', event => {
  const at = /** @type {HTMLElement} */ (event.target);
  const card = at.closest('[data-lines]');
  if (card && at.closest('[data-add-line]')) {
    event.preventDefault();
    const first = addRow(card);
    for (let i = 1; i < 5; i++) addRow(card);
    input(first, 'Product')?.focus();
  } else if (card && at.closest('[data-remove-line]')) {
    removeRow(/** @type {HTMLTableRowElement} */ (at.closest('tr')));
    total(card);
    askSoon(/** @type {HTMLElement} */ (formOf(card)));
  }
});

page.addEventListener('keydown', event => {
  const field = /** @type {HTMLElement} */ (event.target);
  const form = formOf(field);
  if (!form || event.isComposing) return;
  if (isCommand(event)) { event.preventDefault(); command(form, event.key); return; }
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
  const picker = /** @type {HTMLElement | null} */ (field.closest('[data-picker]'));
  if (picker && press(picker, event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const card = field.closest('[data-lines]');
  if (event.key === 'Enter') { event.preventDefault(); onward(form, card, field); }
  else if (card && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) upOrDown(card, field, event);
});

/** Ctrl+Enter saves and confirms, Ctrl+S keeps a draft, Alt+R repeats the newest order. @param {KeyboardEvent} event */
function isCommand(event) {
  const [far, key] = [event.ctrlKey || event.metaKey, event.key.toLowerCase()];
  return (far && (key === 'enter' || key === 's')) || (event.altKey && key === 'r');
}

/** @param {HTMLFormElement} form @param {string} key */
async function command(form, key) {
  const button = /** @type {HTMLButtonElement | null} */ (key.toLowerCase() === 'r' ? form.querySelector('[data-former] button')
    : key.toLowerCase() === 's' ? form.querySelector('[name="Form.Do"][value="draft"]')
      : form.querySelector('.sticky-foot .btn.primary, .sticky-foot .btn'));
  const agreed = /** @type {HTMLInputElement | null} */ (form.querySelector('[data-agreed]'));
  if (agreed && page.activeElement === agreed) agree(/** @type {Element} */ (agreed.closest('[data-lines]')));
  await settled();
  button?.click();
}

/** Enter goes to what is typed next: after the product the quantity, after it the price where none is known, then the next line.
 * @param {HTMLFormElement} form @param {Element | null} card @param {HTMLElement} field */
function onward(form, card, field) {
  const row = field.closest('tr');
  if (!card || !row) {
    const fields = [...form.querySelectorAll('input:not([type="hidden"], [tabindex="-1"]), select')].filter(one => one instanceof HTMLElement && one.offsetParent);
    const next = field.closest('[data-picker="customers"]') ? form.querySelector('[data-field="Product"]') : fields[fields.indexOf(field) + 1];
    /** @type {HTMLElement | null} */ (next)?.focus();
    return;
  }
  const picker = row.querySelector('[data-picker]');
  if (field.dataset.field === 'Product' && valueOf(row, 'Product') !== '') { input(row, 'Quantity')?.focus(); return; }
  const isPriced = valueOf(row, 'UnitPrice') !== '' || valueOf(row, 'Amount') !== ''
    || (picker && (isPicked(picker) || picker.matches('[data-pending]')));
  if (field.dataset.field === 'Quantity' && !isPriced && !isBlank(row)) { input(row, 'UnitPrice')?.focus(); return; }
  const rows = rowsOf(card);
  const next = rows[rows.indexOf(row) + 1] ?? addRow(card);
  (input(next, 'Product') ?? input(next, 'Quantity'))?.focus();
}

/** To the same field of the line above or below. @param {Element} card @param {HTMLElement} field @param {KeyboardEvent} event */
function upOrDown(card, field, event) {
  const row = field.closest('tr');
  if (!row || !field.dataset.field) return;
  const rows = rowsOf(card);
  const next = rows[rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)];
  const target = next && input(next, field.dataset.field);
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.select();
}

page.addEventListener('paste', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const card = /** @type {HTMLElement | null} */ (field.closest?.('[data-lines]'));
  if (!card || !field.dataset?.field) return;
  const lines = linesOf(event.clipboardData?.getData('text/plain') ?? '', field.dataset.field, FIELDS);
  if (!lines) return;
  event.preventDefault();
  fill(card, /** @type {HTMLTableRowElement} */ (field.closest('tr')), lines);
});

/** @param {HTMLElement} card @param {HTMLTableRowElement} first @param {Record<string, string>[]} lines */
async function fill(card, first, lines) {
  let rows = rowsOf(card);
  const at = rows.indexOf(first);
  const room = Number(card.dataset.linesMax) - at;
  const taken = lines.slice(0, room);
  for (const [i, line] of taken.entries()) {
    const row = rows[at + i] ?? addRow(card);
    if (!rows[at + i]) rows.push(row);
    for (const [name, text] of Object.entries(line)) {
      const target = name === 'Second' ? null : input(row, name);
      if (target) { target.value = text; delete target.dataset.auto; }
    }
    if (line.Second) row.dataset.second = line.Second;
    compute(row, line.UnitPrice ? 'UnitPrice' : line.Amount ? 'Amount' : 'Quantity');
    if (i % ROWS_A_FRAME === ROWS_A_FRAME - 1) await new Promise(requestAnimationFrame);
  }
  forgetAgreed(card);
  total(card);
  rows = rowsOf(card);
  const after = rows[at + taken.length] ?? addRow(card);
  (input(after, 'Product') ?? input(after, 'Quantity'))?.focus();
  const said = card.querySelector('[data-line-said]');
  const text = taken.length < lines.length ? card.dataset.pastedCut : card.dataset.pasted;
  if (said) said.textContent = (text ?? '').replaceAll('{0}', String(taken.length));
  await ask(/** @type {HTMLElement} */ (formOf(card)));
}

bindPickers(({ picker, field, row }) => {
  const [line, form] = [picker.closest('tr'), formOf(picker)];
  if (!form) return;
  if (!line) {
    offerNew(form, row === null);
    if (page.activeElement === field) input(form, 'Product')?.focus();
  } else if (row) {
    for (const [name, value] of [['Spec', row.spec], ['Unit', row.unit], ['UnitPrice', row.price]]) propose(line, name, value);
    compute(line, 'UnitPrice');
    total(/** @type {Element} */ (line.closest('[data-lines]')));
    if (page.activeElement === field) input(line, 'Quantity')?.focus();
  }
  ask(form);
});

/** Ticks that the typed name shall become a customer, in sight of who types. @param {HTMLElement} form @param {boolean} isNew */
function offerNew(form, isNew) {
  const offer = /** @type {HTMLElement | null} */ (form.querySelector('[data-new-customer]'));
  const box = offer?.querySelector('input');
  if (!offer || !box || (!isNew && offer.hidden)) return;
  offer.hidden = !isNew;
  box.checked = isNew;
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

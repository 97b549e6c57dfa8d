// The lines of an order's form: amounts that follow prices and back, an agreed total, rows as many as are needed.

import { amountOf, cents, money, priceOf, shown, spread } from './decimal.js';
import { pick } from './picker.js';

/** Fields of a row in their order on screen. */
export const FIELDS = ['Product', 'Spec', 'Quantity', 'Unit', 'UnitPrice', 'Discount', 'Amount', 'DueDate'];

/** @param {Element} row @param {string} field */
export const input = (row, field) => /** @type {HTMLInputElement | null} */ (
  row.querySelector(field === 'DueDate' ? '[name$=".DueDate"]' : `[data-field="${field}"]`));

/** @param {Element} row @param {string} field */
export const valueOf = (row, field) => input(row, field)?.value.trim() ?? '';

/** Rows on screen that stay. @param {Element} card @returns {HTMLTableRowElement[]} */
export const rowsOf = card => [...card.querySelectorAll('tbody tr:not([hidden])')];

/** @param {Element} row */
const isGone = row => /** @type {HTMLInputElement | null} */ (row.querySelector('[name$=".Delete"]'))?.checked ?? false;

/** @param {Element} row */
export const isBlank = row => ['Product', 'Quantity', 'UnitPrice', 'Amount'].every(field => valueOf(row, field) === '') && !row.querySelector('[name$=".Id"]');

/** Quantity, price and discount make the amount; a typed amount makes the price. @param {Element} row @param {string} changed */
export function compute(row, changed) {
  const [quantity, off] = [valueOf(row, 'Quantity'), valueOf(row, 'Discount')];
  const [price, amount] = [input(row, 'UnitPrice'), input(row, 'Amount')];
  if (!price || !amount) return;
  if (changed === 'Amount' || (changed !== 'UnitPrice' && price.value.trim() === '')) {
    const typed = cents(amount.value);
    const each = typed === null ? null : priceOf(typed, quantity, off);
    if (each !== null) price.value = each;
  } else {
    const sum = amountOf(quantity, price.value, off);
    if (sum !== null) amount.value = money(sum);
  }
}

/** Shows what the amounts add up to. @param {Element} card */
export function total(card) {
  let [sum, count] = [0n, 0];
  for (const row of rowsOf(card)) {
    const amount = cents(valueOf(row, 'Amount'));
    if (amount === null || isGone(row)) continue;
    sum += amount;
    count++;
  }
  const [sumAt, countAt] = [card.querySelector('[data-line-total]'), card.querySelector('[data-line-count]')];
  if (sumAt) sumAt.textContent = shown(sum);
  if (countAt) countAt.textContent = String(count);
}

/** Spreads the agreed total over the amounts; the prices follow. @param {Element} card */
export function agree(card) {
  const field = /** @type {HTMLInputElement | null} */ (card.querySelector('[data-agreed]'));
  const wanted = cents(field?.value);
  const rows = rowsOf(card).filter(row => !isGone(row) && cents(valueOf(row, 'Amount')) !== null);
  const parts = wanted === null ? null : spread(wanted, rows.map(row => /** @type {bigint} */ (cents(valueOf(row, 'Amount')))));
  parts?.forEach((part, i) => {
    /** @type {HTMLInputElement} */ (input(rows[i], 'Amount')).value = money(part);
    compute(rows[i], 'Amount');
  });
  total(card);
}

/** A line was typed over: the total that was agreed on no longer is. @param {Element} card */
export function forgetAgreed(card) {
  const field = /** @type {HTMLInputElement | null} */ (card.querySelector('[data-agreed]'));
  if (field) field.value = '';
}

/** A blank copy of the last row, numbered on. @param {Element} card */
export function addRow(card) {
  const rows = card.querySelectorAll('tbody tr');
  const last = rows[rows.length - 1];
  const blank = [...rows].reverse().find(row => row.querySelector('[data-remove-line]')) ?? last;
  const row = /** @type {HTMLTableRowElement} */ (blank.cloneNode(true));
  row.hidden = false;
  delete row.dataset.second;
  row.querySelectorAll('.field-error, .picker > ul').forEach(part => part.remove());
  row.querySelectorAll('[data-hint]').forEach(hint => { hint.textContent = ''; });
  row.querySelector('[data-pending]')?.removeAttribute('data-pending');
  for (const field of row.querySelectorAll('input')) {
    field.name = field.name.replace(/\[\d+\]/, `[${rows.length}]`);
    field.value = '';
    delete field.dataset.auto;
    for (const name of ['aria-invalid', 'aria-expanded', 'aria-controls', 'aria-activedescendant', 'role']) field.removeAttribute(name);
  }
  last.after(row);
  return row;
}

/** A row that stays, blank and unseen, keeps the numbers of the others. @param {HTMLTableRowElement} row */
export function removeRow(row) {
  row.querySelectorAll('input').forEach(field => { field.value = ''; });
  row.hidden = true;
}

/** Fills what the reader left open; what was filled so before may be filled again. @param {Element} row @param {string} field @param {unknown} value */
export function propose(row, field, value) {
  const target = input(row, field);
  if (!target || value === undefined || value === null) return;
  if (target.value.trim() !== '' && target.value !== target.dataset.auto) return;
  target.value = target.dataset.auto = String(value);
}

/** What a line turned out to mean. @param {HTMLTableRowElement} row @param {any} known an advice of the server @returns {boolean} ask again */
export function meant(row, known) {
  const second = row.dataset.second ?? '';
  delete row.dataset.second;
  const field = input(row, 'Product');
  const picker = field?.closest('[data-picker]');
  if (!known.productId) {
    if (second === '' || !field) return false;
    if (row.dataset.tried) { field.value = row.dataset.tried; propose(row, 'Spec', second); return false; }
    // It may be a code of elsewhere, with our name beside it.
    row.dataset.tried = field.value;
    row.dataset.second = field.value;
    field.value = second;
    return true;
  }
  if (second !== '' && !row.dataset.tried && field?.value.trim().toLowerCase() === String(known.name).toLowerCase()) propose(row, 'Spec', second);
  delete row.dataset.tried;
  if (picker && field) pick(picker, known.productId, known.name);
  propose(row, 'Spec', known.spec);
  propose(row, 'Unit', known.unit);
  if (valueOf(row, 'Amount') === '' || input(row, 'UnitPrice')?.dataset.auto !== undefined) propose(row, 'UnitPrice', known.lastPrice ?? known.price);
  compute(row, 'UnitPrice');
  return false;
}

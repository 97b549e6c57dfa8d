// A block from Excel into the fields of a desk: downwards from where one stands, or by the number of the order.

import { key, plain, readTsv } from './tsv.js';

/** @param {HTMLFormElement} form @param {(rows: Element[]) => void} filled rows that got something @param {AbortSignal} signal */
export function bindPaste(form, filled, signal) {
  form.addEventListener('paste', event => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const target = /** @type {HTMLElement} */ (event.target);
    const field = target.matches('[data-desk-field]') ? target : null;
    const block = readTsv(text);
    // One cell is an ordinary paste.
    if (block.length === 0 || (block.length === 1 && block[0].length === 1)) return;
    const isKeyed = form.dataset.pasteKey === 'number' && block.some(row => row.length > 1 && rowOf(form, row[0]));
    if (!field && !isKeyed) return;
    event.preventDefault();
    const { rows, missing } = isKeyed ? byNumber(form, block) : downwards(form, /** @type {HTMLElement} */ (field), block);
    filled(rows);
    say(form, rows.length, missing);
  }, { signal });
}

/** @param {HTMLFormElement} form @param {string} number @returns {Element | null} */
function rowOf(form, number) {
  const wanted = key(number);
  return [...form.querySelectorAll('tr[data-number]')].find(row => key(row.getAttribute('data-number') ?? '') === wanted) ?? null;
}

/** Number, carrier, tracking number; or number and tracking number. A head of the columns is no order.
 * @param {HTMLFormElement} form @param {string[][]} block */
function byNumber(form, block) {
  const [rows, missing] = [/** @type {Element[]} */ ([]), /** @type {string[]} */ ([])];
  for (const [at, [number, ...cells]] of block.entries()) {
    const row = rowOf(form, number);
    if (!row) { if (number && (at > 0 || /\d/.test(number))) missing.push(plain(number)); continue; }
    const names = cells.length === 1 ? ['tracking'] : ['carrier', 'tracking', 'packages'];
    put(row, names, cells);
    rows.push(row);
  }
  return { rows, missing };
}

/** @param {HTMLFormElement} form @param {HTMLElement} field @param {string[][]} block */
function downwards(form, field, block) {
  const all = [...form.querySelectorAll('tr[data-desk-row]')];
  const first = all.indexOf(/** @type {Element} */ (field.closest('tr')));
  const names = namesIn(all[first]);
  const from = names.indexOf(field.dataset.deskField ?? '');
  const rows = all.slice(first, first + block.length);
  for (const [at, row] of rows.entries()) put(row, names.slice(from), block[at]);
  return { rows, missing: block.slice(rows.length).map(cells => plain(cells[0])) };
}

/** @param {Element} row */
const namesIn = row => [...row.querySelectorAll('[data-desk-field]')].map(field => /** @type {HTMLElement} */ (field).dataset.deskField ?? '');

/** A blank cell leaves the field as it is. @param {Element} row @param {string[]} names @param {string[]} cells */
function put(row, names, cells) {
  for (const [at, name] of names.entries()) {
    const field = /** @type {HTMLInputElement | null} */ (row.querySelector(`[data-desk-field="${name}"]`));
    if (field && cells[at]) field.value = plain(cells[at]);
  }
}

/** @param {HTMLFormElement} form @param {number} count @param {string[]} missing */
function say(form, count, missing) {
  const place = /** @type {HTMLElement | null} */ (form.querySelector('[data-paste-said]'));
  if (!place) return;
  const texts = /** @type {{ done: string, left: string }} */ (JSON.parse(place.dataset.pasteSaid || '{}'));
  const named = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ' …' : '');
  const parts = [texts.done?.replace('{0}', String(count))];
  if (missing.length > 0) parts.push(texts.left?.replace('{0}', String(missing.length)).replace('{1}', named));
  place.textContent = parts.filter(Boolean).join(' · ');
  place.classList.toggle('bad', missing.length > 0);
}

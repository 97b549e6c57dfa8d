// What the book knows about the order that is written: what lines mean, last prices, doubts.

import { cents, isNumber, money } from './decimal.js';
import { isBlank, meant, rowsOf, total, valueOf } from './lines.js';
import { isPicked } from './picker.js';

const page = document;
const REST_MS = 250;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let resting;
let turn = 0;

/** Asks when the hand rests. @param {HTMLElement} form */
export function askSoon(form) {
  clearTimeout(resting);
  resting = setTimeout(() => ask(form), REST_MS);
}

/** @param {HTMLElement} form */
export async function ask(form) {
  clearTimeout(resting);
  const card = form.querySelector('[data-lines]');
  if (!card || !form.isConnected) return;
  const mine = ++turn;
  const rows = rowsOf(card).filter(row => !isBlank(row));
  const answer = await fetch('/api/v1/orders/advice', {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': page.documentElement.lang },
    body: JSON.stringify(question(form, rows)),
  });
  if (!answer.ok || mine !== turn) return;
  const advice = await answer.json();
  const again = advice.lines.map((/** @type {any} */ line, /** @type {number} */ i) => answered(card, rows[i], line)).some(Boolean);
  total(card);
  former(form, advice.former);
  doubts(form, advice);
  if (again) await ask(form);
}

/** @param {HTMLElement} form @param {HTMLTableRowElement[]} rows */
function question(form, rows) {
  const date = field(form, 'Form.OrderDate');
  const agreed = cents(field(form, 'Form.Total'));
  return {
    customerId: Number(form.dataset.customer) || pickedCustomer(form), orderId: Number(form.dataset.orderId) || null,
    orderDate: /^\d{4}-\d\d-\d\d$/.test(date) ? date : null, customerPo: field(form, 'Form.CustomerPo') || null,
    total: agreed === null ? null : money(agreed), lines: rows.map(lineOf),
  };
}

/** @param {HTMLElement} row */
function lineOf(row) {
  const picker = row.querySelector('[data-picker]');
  const id = picker && isPicked(picker) ? Number(/** @type {HTMLInputElement} */ (picker.querySelector('[data-picked-id]')).value) : null;
  const amount = cents(valueOf(row, 'Amount'));
  const off = Number(valueOf(row, 'Discount') || 0);
  return {
    productId: id || null, product: id ? null : valueOf(row, 'Product') || /** @type {HTMLInputElement | null} */ (row.querySelector('[name$=".Product"]'))?.value || null,
    quantity: plain(valueOf(row, 'Quantity')) ?? '0', amount: amount === null ? null : money(amount),
    discount: off > 0 && off <= 100 ? (off / 100).toFixed(4) : null,
  };
}

/** @param {string} text */
const plain = text => isNumber(text) && /^[\d.,]+$/.test(text) ? text.replaceAll(',', '') : null;

/** @param {HTMLElement} form @param {string} name */
const field = (form, name) => /** @type {HTMLInputElement | null} */ (form.querySelector(`[name="${name}"]`))?.value.trim() ?? '';

/** @param {HTMLElement} form */
function pickedCustomer(form) {
  const picker = form.querySelector('[data-picker="customers"]');
  return picker && isPicked(picker) ? Number(/** @type {HTMLInputElement} */ (picker.querySelector('[data-picked-id]')).value) : null;
}

/** @param {Element} card @param {HTMLTableRowElement} row @param {any} line @returns {boolean} ask again */
function answered(card, row, line) {
  const hint = row.querySelector('[data-hint]');
  const { last, list } = /** @type {HTMLElement} */ (card).dataset;
  if (hint) {
    hint.textContent = line.lastPrice ? (last ?? '').replace('{0}', line.lastPrice).replace('{1}', line.lastDate)
      : line.price ? (list ?? '').replace('{0}', line.price) : '';
  }
  // A line that the order has already stays as it was sold; one that is being typed is not done.
  const field = row.querySelector('[data-field="Product"]');
  return field && page.activeElement !== field ? meant(row, line) : false;
}

/** @param {HTMLElement} form @param {any[]} orders */
function former(form, orders) {
  const box = /** @type {HTMLElement | null} */ (form.querySelector('[data-former]'));
  if (!box) return;
  box.querySelectorAll('button').forEach(button => button.remove());
  box.hidden = orders.length === 0;
  box.append(...orders.map(order => {
    const button = page.createElement('button');
    button.className = 'chip';
    button.name = 'Form.Do';
    button.value = `repeat-${order.id}`;
    button.formNoValidate = true;
    button.textContent = order.label;
    return button;
  }));
}

/** @param {HTMLElement} form @param {any} advice */
function doubts(form, advice) {
  const box = /** @type {HTMLElement | null} */ (form.querySelector('[data-advice]'));
  const heard = /** @type {HTMLInputElement | null} */ (form.querySelector('[data-heard]'));
  if (!box || !heard) return;
  const said = [...advice.twins.map((/** @type {any} */ twin) => ({ text: `${box.dataset.twin} `, twin })),
    ...advice.warnings.map((/** @type {any} */ warning) => ({ text: warning.detail, twin: null }))];
  // What is said already is not said again: a screen reader would read it with every key.
  const key = JSON.stringify(said);
  if (box.dataset.said === key) return;
  box.dataset.said = key;
  heard.value = advice.twins.map((/** @type {any} */ twin) => twin.id).join(',');
  box.replaceChildren(...said.map(({ text, twin }) => alert(form, text, twin)));
}

/** @param {HTMLElement} form @param {string} text @param {any} twin */
function alert(form, text, twin) {
  const [line, words] = [page.createElement('p'), page.createElement('span')];
  line.className = 'alert warn';
  words.textContent = text;
  if (twin) {
    const link = page.createElement('a');
    link.href = `/orders/${twin.id}`;
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = twin.label;
    words.append(link);
  }
  line.append(icon(form, 'triangle-alert'), words);
  return line;
}

/** @param {HTMLElement} form @param {string} name */
function icon(form, name) {
  const made = /** @type {SVGElement} */ (/** @type {Element} */ (form.querySelector('svg.icon')).cloneNode(true));
  const use = made.querySelector('use');
  use?.setAttribute('href', `${use.getAttribute('href')?.split('#')[0]}#${name}`);
  return made;
}

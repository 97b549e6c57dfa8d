// Between what stands in a cell and what a person types into it.

import { digits } from './cells.js';

/** @typedef {import('./types.js').Column} Column */
/** @typedef {string | number | boolean | null} Value */

/** Fields of a line; every other editable field is one of the order, whichever row it stands in. */
const OF_LINE = ['product', 'spec', 'unit', 'quantity', 'unitPrice', 'amount', 'discount', 'taxRate', 'lineDueDate', 'lineRemark'];
const NUMBERS = ['money', 'quantity', 'price', 'number', 'percent'];
const DAY_MS = 86400000;

/** @param {string} name of a column */
export const isOfLine = name => OF_LINE.includes(name);

/** Only texts can be empty. @param {Column} column */
export const isClearable = column => column.kind === 'text' && !['terms', 'product', 'customer'].includes(column.name);

/** Full-width digits, signs and blanks as people type them with an input method on. @param {string} text */
export const half = text => text.replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ');

/** What the editor starts with. @param {import('./grid.js').Grid} grid @param {Value} value @param {Column} column */
export function typed(grid, value, column) {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') return column.kind === 'percent' ? `${digits(Math.round(value * 1e6) / 1e4)}%` : digits(value);
  return grid.data.lists[column.name]?.find(option => option.value === value)?.label ?? String(value);
}

/** What goes to the server: the word behind its label, today for 今天; anything else as it was typed.
 * @param {import('./grid.js').Grid} grid @param {string} text @param {Column} column */
export function sent(grid, text, column) {
  const plain = text.trim();
  if (column.kind === 'date') return dayOf(plain, grid.data.today) ?? plain;
  const key = plain.toLowerCase();
  return grid.data.lists[column.name]?.find(option => option.label.toLowerCase() === key || option.value === plain)?.value ?? plain;
}

/** What will most likely stand in the cell, to show it at once; the typed text where nobody can tell.
 * @param {string} value as it is sent @param {Column} column @returns {Value} */
export function guess(value, column) {
  if (value === '') return null;
  if (!NUMBERS.includes(column.kind)) return value;
  const number = numberOf(value);
  if (number === null) return value;
  return column.kind === 'percent' && (half(value).includes('%') || number >= 1) ? number / 100 : number;
}

/** 1,200 · ¥1200 · １２００ · 1.2万 as a number, or null. @param {string} text */
export function numberOf(text) {
  const match = /^\(?(-?\d*\.?\d+)(万?)\)?$/.exec(half(text).replace(/[¥￥,\s元%]/g, ''));
  if (!match) return null;
  const number = Number(match[1]) * (match[2] ? 10000 : 1);
  return /^\(.*\)$/.test(half(text).trim()) ? -number : number;
}

/** Words and whole dates that mean one day only: 今天, 11月25日, 2026.11.25; null where the server has to think.
 * @param {string} text @param {string} today yyyy-mm-dd @returns {string | null} */
export function dayOf(text, today) {
  const key = half(text).trim().toLowerCase();
  const near = /** @type {Record<string, number>} */ ({ 今天: 0, today: 0, 明天: 1, tomorrow: 1, 后天: 2, 昨天: -1, yesterday: -1 })[key];
  if (near !== undefined) return shifted(today, near);
  const match = /^(?:(\d{4})[-./年])?(\d{1,2})[-.月](\d{1,2})日?$/.exec(key);
  if (!match) return null;
  const iso = `${match[1] ?? today.slice(0, 4)}-${match[2].padStart(2, '0')}-${match[3].padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso ? iso : null;
}

/** @param {string} date yyyy-mm-dd @param {number} days @returns {string} */
export const shifted = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

// What a fill continues: dates go on day by day, two figures and more by their step; anything else is repeated.

import { digits } from './cells.js';
import { dayOf, numberOf, shifted } from './edit-text.js';

const DAY_MS = 86400000;
/** Steps of figures are exact to so many decimals. */
const EXACT = 8;

/** @param {string[]} from texts in the order of the fill @param {number} count of texts wanted @param {import('./types.js').Column} column
 * @param {boolean} copies Ctrl: the other way round @returns {string[]} */
export function continued(from, count, column, copies) {
  const next = column.kind === 'date' ? ofDates(from, copies) : isFigure(column) && from.length > 1 !== copies ? ofFigures(from) : null;
  return Array.from({ length: count }, (_, i) => next?.(i) ?? from[i % from.length]);
}

/** @param {import('./types.js').Column} column */
const isFigure = column => ['money', 'quantity', 'price', 'number', 'percent'].includes(column.kind);

/** @param {string[]} from @param {boolean} copies */
function ofDates(from, copies) {
  const days = from.map(text => dayOf(text, '2000-01-01'));
  if (copies || days.some(day => day === null)) return null;
  const steps = days.slice(1).map((day, i) => (Date.parse(String(day)) - Date.parse(String(days[i]))) / DAY_MS);
  const step = from.length === 1 ? 1 : steps[0];
  return steps.every(one => one === step) ? (/** @type {number} */ i) => shifted(String(days.at(-1)), step * (i + 1)) : null;
}

/** @param {string[]} from */
function ofFigures(from) {
  const figures = from.map(numberOf);
  if (figures.some(one => one === null)) return null;
  const step = from.length === 1 ? 1 : Number(figures[1]) - Number(figures[0]);
  const exact = (/** @type {number} */ value) => Number(value.toFixed(EXACT));
  if (!figures.every((one, i) => i === 0 || exact(Number(one) - Number(figures[i - 1])) === exact(step))) return null;
  return (/** @type {number} */ i) => digits(exact(Number(figures.at(-1)) + step * (i + 1)));
}

// Sum, average, count and bounds of the marked cells: whole numbers of a hundred-millionth, never floats.

import { digits, grouped } from './cells.js';

/** @typedef {import('./types.js').Column} Column */

const PLACES = 8;
const UNIT = 10n ** BigInt(PLACES);

/** Numbers that name something are not summed. */
const NAMES = ['id', 'customerId', 'version', 'revision'];

/** @param {Column} column */
export const isSummable = column => ['money', 'quantity', 'price', 'number'].includes(column.kind) && !NAMES.includes(column.name);

/** A JSON number with at most fifteen digits is read back as it was written. @param {number} value */
export function exact(value) {
  const text = digits(Math.abs(value));
  const [whole, part = ''] = text.split('.');
  const units = BigInt(whole) * UNIT + BigInt(part.padEnd(PLACES, '0').slice(0, PLACES));
  return value < 0 ? -units : units;
}

/** @param {bigint} units @param {number} places at least @param {number} most */
export function shown(units, places, most = PLACES) {
  const step = 10n ** BigInt(PLACES - most);
  const size = units < 0n ? -units : units;
  const round = (size + step / 2n) / step * step;
  const part = String(round % UNIT).padStart(PLACES, '0').replace(/0+$/, '').padEnd(places, '0');
  return (units < 0n && round > 0n ? '-' : '') + grouped(String(round / UNIT)) + (part ? `.${part}` : '');
}

export class Sums {
  units = 0n;
  numbers = 0n;
  filled = 0;
  places = 0;
  /** @type {bigint | null} */ #least = null;
  /** @type {bigint | null} */ #most = null;

  /** @param {string | number | boolean | null} value @param {Column} column */
  add(value, column) {
    if (value === null || value === '' || value === false) return;
    this.filled++;
    if (typeof value !== 'number' || !isSummable(column)) return;
    const units = exact(value);
    this.units += units;
    if (this.#least === null || units < this.#least) this.#least = units;
    if (this.#most === null || units > this.#most) this.#most = units;
    this.numbers++;
    if (column.kind === 'money' || column.kind === 'price') this.places = 2;
  }

  get min() { return this.#least === null ? null : shown(this.#least, this.places); }
  get max() { return this.#most === null ? null : shown(this.#most, this.places); }

  get sum() { return this.numbers > 0n ? shown(this.units, this.places) : null; }

  /** Half away from zero, at four decimals at most. */
  get average() { return this.numbers > 0n ? shown(this.units / this.numbers, this.places, Math.max(4, this.places)) : null; }
}

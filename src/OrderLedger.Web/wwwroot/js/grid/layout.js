// Which columns stand where and how wide: kept by the server, per user and view.

import { arrangement, keep, keepNow } from './keep.js';

/** @typedef {import('./types.js').Column} Column */

const WIDTHS = /** @type {Record<string, number>} */ ({
  text: 140, number: 90, money: 120, quantity: 100, price: 110, percent: 90, date: 110, instant: 140, word: 110, yesNo: 80,
});
/** Figures and dates are never cut, whatever the first rows were. */
const LEAST = /** @type {Record<string, number>} */ ({ money: 100, quantity: 84, date: 88, word: 92 });
/** What only English needs: its names of states and days are longer. */
const LEAST_ENGLISH = /** @type {Record<string, number>} */ ({ status: 122, orderDate: 104 });
/** An order is told from the next one by the end of its number. */
const LEAST_NUMBER = 138;
/** These give room to the others, down to so much. */
const YIELDING = [['product', 128], ['customer', 150], ['product', 100], ['carrier', 76], ['paymentMethod', 88], ['customer', 128]];
export const NARROWEST = 48;
const WIDEST = 900;
export const FROZEN_MAX = 12;

/** @param {Column} column */
const least = column => Math.max(column.name === 'number' ? LEAST_NUMBER : LEAST[column.kind] ?? 0,
  document.documentElement.lang.startsWith('en') ? LEAST_ENGLISH[column.name] ?? 0 : 0);

export class Layout {
  /** @type {string[]} names of the columns in sight, in order */ shown;
  /** @type {Map<string, number>} widths that the reader chose, in pixels */ chosen = new Map();
  frozen = 1;
  /** Frozen before anybody chose. */ #fixed = 1;
  /** Room that the first column gives to the box before its rows. */ lead = 0;
  /** @type {'compact' | 'comfortable' | null} null: as the whole product */ density = null;
  /** The arrangement could not be kept. */ failed = () => {};
  #data;
  #usual;
  /** @type {Map<string, Column>} */ #all;

  /** @param {import('./types.js').GridData} data @param {Map<string, number>} measured widths of the server's table */
  constructor(data, measured) {
    this.#data = data;
    this.frozen = this.#fixed = data.one ? 2 : 1;
    /** @type {import('./types.js').Rule[] | null} null: the usual ones */ this.rules = null;
    /** @type {Set<string>} seldom columns that the reader asked for */ this.asked = new Set();
    this.#all = new Map(data.columns.map(column => [column.name, column]));
    this.#usual = data.shown;
    this.measured = measured;
    this.shown = [...data.shown];
    this.#read();
  }

  /** @returns {Column[]} */
  get columns() { return this.shown.map(name => /** @type {Column} */ (this.#all.get(name))); }

  /** Wide enough for `room` where the columns are not: the rest goes to the text that is cut first, and comes from there.
   * @param {number} room @returns {number[]} */
  widths(room) {
    const widths = this.columns.map((column, i) => this.chosen.get(column.name)
      ?? Math.max(least(column), this.measured.get(column.name) ?? WIDTHS[column.kind]) + (i === 0 ? this.lead : 0));
    let left = room - widths.reduce((sum, width) => sum + width, 0);
    if (left > 0 && widths.length > 0) {
      const wish = ['product', 'customer', 'remark'].map(name => this.shown.indexOf(name)).find(at => at >= 0);
      widths[wish ?? widths.length - 1] += left;
    }
    for (const [name, least] of /** @type {[string, number][]} */ (this.#data.one ? [] : YIELDING)) {
      const at = this.shown.indexOf(name);
      if (left >= 0 || at < 0 || this.chosen.has(name)) continue;
      const given = Math.max(0, Math.min(-left, widths[at] - least));
      widths[at] -= given;
      left += given;
    }
    return widths;
  }

  /** @param {string} name @param {number} width */
  resize(name, width) { this.chosen.set(name, Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))); }

  /** @param {string} name @param {number} to place among the columns in sight */
  move(name, to) {
    const from = this.shown.indexOf(name);
    if (from < 0) return;
    this.shown.splice(from, 1);
    this.shown.splice(Math.max(0, Math.min(this.shown.length, to)), 0, name);
  }

  /** One column always stays. @param {string} name @param {boolean} isShown */
  show(name, isShown) {
    const at = this.shown.indexOf(name);
    if (isShown) this.asked.add(name); else this.asked.delete(name);
    if (isShown && at < 0 && this.#all.has(name)) this.shown.push(name);
    if (!isShown && at >= 0 && this.shown.length > 1) this.shown.splice(at, 1);
    this.frozen = Math.min(this.frozen, this.shown.length);
  }

  /** Back to what everybody starts with; the colours stay. */
  reset() {
    this.shown = [...this.#usual];
    this.chosen.clear();
    this.asked.clear();
    this.frozen = this.#fixed;
    this.density = null;
    keep(this.#data, this.rules ? { rules: this.rules } : {}, this.failed);
  }

  save() { keep(this.#data, this.#arrangement(this.rules), this.failed); }

  /** Other colours. @param {import('./types.js').Rule[] | null} rules null: the usual ones
   * @returns {Promise<string | null>} why they were refused */
  async colour(rules) {
    const refused = await keepNow(this.#data, this.#arrangement(rules));
    if (refused === null) this.rules = rules;
    return refused;
  }

  /** @param {import('./types.js').Rule[] | null} rules */
  #arrangement(rules) {
    return {
      columns: [...this.shown.filter(name => this.#isKept(name)).map(name => ({ name, width: this.chosen.get(name) })), ...this.#hidden()], frozen: this.frozen,
      density: this.density ?? undefined, rules: rules ?? undefined,
    };
  }

  /** A column that is here because this order needs it says nothing about the next one. @param {string} name */
  #isKept(name) { return !this.#data.one?.seldom.includes(name) || this.asked.has(name) || this.chosen.has(name); }

  /** Orders differ in what they show: beside one, what the reader took away is said too. */
  #hidden() {
    return this.#data.one ? this.#data.columns.filter(column => !this.shown.includes(column.name) && !this.#data.one?.seldom.includes(column.name))
      .map(column => ({ name: column.name, hidden: true })) : [];
  }

  /** Behind the column that it usually stands behind. @param {string} name */
  #insert(name) {
    if (this.shown.includes(name)) return;
    const before = this.#usual.slice(0, this.#usual.indexOf(name)).findLast(one => this.shown.includes(one));
    this.shown.splice(before ? this.shown.indexOf(before) + 1 : 0, 0, name);
  }

  #read() {
    const kept = arrangement(this.#data);
    this.rules = kept?.rules ?? null;
    if (!kept) return;
    const known = (kept.columns ?? []).filter(column => !column.hidden && this.#all.has(column.name));
    if (known.length > 0) this.shown = known.map(column => column.name);
    if (this.#data.one) {
      this.asked = new Set(this.shown.filter(name => known.length > 0 && this.#data.one?.seldom.includes(name)));
      for (const name of this.#usual.filter(one => !kept.columns?.some(column => column.name === one))) this.#insert(name);
    }
    for (const column of known) if (column.width) this.resize(column.name, column.width);
    this.frozen = Math.max(0, Math.min(FROZEN_MAX, this.shown.length, kept.frozen ?? this.#fixed));
    this.density = kept.density ?? null;
  }
}

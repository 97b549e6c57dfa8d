// Which columns stand where and how wide: kept in this browser, per user and view.

/** @typedef {import('./types.js').Column} Column */

const WIDTHS = /** @type {Record<string, number>} */ ({
  text: 140, number: 90, money: 120, quantity: 100, price: 110, percent: 90, date: 110, instant: 140, word: 110, yesNo: 80,
});
/** Figures and dates are never cut, whatever the first rows were. */
const LEAST = /** @type {Record<string, number>} */ ({ money: 100, quantity: 84, date: 88 });
/** These give room to the others, down to so much. */
const YIELDING = [['product', 128], ['customer', 150], ['product', 100]];
export const NARROWEST = 48;
const WIDEST = 900;
export const FROZEN_MAX = 12;

export class Layout {
  /** @type {string[]} names of the columns in sight, in order */ shown;
  /** @type {Map<string, number>} widths that the reader chose, in pixels */ chosen = new Map();
  frozen = 1;
  /** Room that the first column gives to the box before its rows. */ lead = 0;
  /** @type {'compact' | 'comfortable' | null} null: as the whole product */ density = null;
  #key;
  #usual;
  /** @type {Map<string, Column>} */ #all;

  /** @param {import('./types.js').GridData} data @param {Map<string, number>} measured widths of the server's table */
  constructor(data, measured) {
    this.#key = `ledger-grid:${data.user}:${data.view}`;
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
      ?? Math.max(LEAST[column.kind] ?? 0, this.measured.get(column.name) ?? WIDTHS[column.kind]) + (i === 0 ? this.lead : 0));
    let left = room - widths.reduce((sum, width) => sum + width, 0);
    if (left > 0 && widths.length > 0) {
      const wish = ['product', 'customer', 'remark'].map(name => this.shown.indexOf(name)).find(at => at >= 0);
      widths[wish ?? widths.length - 1] += left;
    }
    for (const [name, least] of /** @type {[string, number][]} */ (YIELDING)) {
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
    if (isShown && at < 0 && this.#all.has(name)) this.shown.push(name);
    if (!isShown && at >= 0 && this.shown.length > 1) this.shown.splice(at, 1);
    this.frozen = Math.min(this.frozen, this.shown.length);
  }

  /** Back to what everybody starts with. */
  reset() {
    this.shown = [...this.#usual];
    this.chosen.clear();
    this.frozen = 1;
    this.density = null;
    try { localStorage.removeItem(this.#key); } catch { /* A browser that keeps nothing: the usual columns then. */ }
  }

  save() {
    const columns = this.shown.map(name => ({ name, width: this.chosen.get(name) }));
    try {
      localStorage.setItem(this.#key, JSON.stringify({ columns, frozen: this.frozen, density: this.density }));
    } catch { /* As above. */ }
  }

  #read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      if (!Array.isArray(kept?.columns)) return;
      const known = kept.columns.filter((/** @type {any} */ one) => this.#all.has(one?.name));
      if (known.length === 0) return;
      this.shown = [...new Set(known.map((/** @type {any} */ one) => String(one.name)))];
      for (const one of known) if (Number.isFinite(one.width)) this.resize(one.name, one.width);
      this.frozen = Math.max(0, Math.min(FROZEN_MAX, this.shown.length, Number(kept.frozen) || 0));
      this.density = ['compact', 'comfortable'].includes(kept.density) ? kept.density : null;
    } catch { /* Not ours, or nothing is kept. */ }
  }
}

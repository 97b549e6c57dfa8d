// The lines of one order, and below them those that are being typed: the last one is always empty, to begin the next line in.

import { digits } from './cells.js';
import { keepDrafts, waiting } from './draft-keep.js';
import { guess } from './edit-text.js';
import { Windows } from './windows.js';

/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./types.js').Column} Column */
/** @typedef {{ value: string, shown: string | number | boolean | null, isOurs?: boolean }} Typed value: as it is sent; isOurs: from the product,
 * and gone when something else is typed. */

/** A line that is not in the book yet. */
export class Draft {
  /** @type {Map<string, string>} why a cell was refused */ wrong = new Map();
  /** @type {'typed' | 'sent' | 'done'} */ state = 'typed';
  /** @type {Row | null} as it is drawn, until it changes */ row = null;

  /** @param {[string, Typed][]} [cells] that were typed before */
  constructor(cells = []) {
    /** @type {Map<string, Typed>} by column */ this.cells = new Map(cells);
  }
  /** Rises when it is typed into: a refusal of what stood before says nothing about what stands now. */ turn = 0;

  get isEmpty() { return [...this.cells.values()].every(cell => cell.isOurs); }

  /** @param {Column} column @param {string} value @param {string} text @param {import('./types.js').Option | null} option */
  set(column, value, text, option) {
    this.wrong.clear();
    if (value === '') this.cells.delete(column.name);
    else this.cells.set(column.name, { value, shown: column.name === 'product' ? text : guess(value, column) });
    // A price that nobody typed gives way to the amount that somebody did.
    if (column.name === 'amount' && this.cells.get('unitPrice')?.isOurs) this.cells.delete('unitPrice');
    if (column.name === 'product') this.#fill(option?.fills ?? {});
    this.row = null;
    this.turn++;
  }

  /** @param {string} name */
  drop(name) {
    if (this.cells.delete(name)) this.turn++;
    this.wrong.delete(name);
    this.row = null;
  }

  /** What is sent. @returns {import('./writes.js').NewCell[]} */
  get fields() { return [...this.cells].map(([field, { value }]) => ({ field, value })); }

  /** @param {Record<string, any>} fills */
  #fill(fills) {
    for (const [name, cell] of this.cells) if (cell.isOurs) this.cells.delete(name);
    for (const [name, value] of Object.entries(fills)) {
      if (value === undefined || value === null || value === '' || this.cells.has(name)) continue;
      if (name === 'unitPrice' && this.cells.has('amount')) continue;
      this.cells.set(name, { value: typeof value === 'number' ? digits(value) : String(value), shown: value, isOurs: true });
    }
  }
}

export class LineRows extends Windows {
  /** @param {import('./types.js').GridData} data @param {import('./types.js').Page} page @param {number} offset */
  constructor(data, page, offset) {
    super(data, page, offset);
    this.data = data;
    /** @type {Draft[]} the last one is empty */ this.drafts = [...waiting(data).map(cells => new Draft(cells)), new Draft()];
    this.one = /** @type {import('./types.js').OneOrder} */ (data.one);
  }

  get count() { return this.known + (this.drafts?.length ?? 1); }

  /** Told by what is read: lines that have come take the place of those that were typed. */
  set count(value) {
    let come = value - (this.known ?? value);
    /** @type {number} */ this.known = value;
    if (this.drafts) this.drafts = this.drafts.filter(draft => draft.state !== 'done' || come-- <= 0);
  }

  get written() { return this.known; }
  get rowCount() { return this.known; }

  /** @param {number} index @returns {Row | null} */
  row(index) { return index < this.known ? super.row(index) : this.#drawn(this.drafts[index - this.known]); }

  /** @param {number} from @param {number} to @param {string[]} columns @returns {Promise<import('./types.js').Page>} */
  async range(from, to, columns) {
    const page = await super.range(from, Math.min(to, this.known - 1), columns);
    for (let index = Math.max(from, this.known); index <= to; index++) {
      const row = this.row(index);
      if (row) page.rows.push(row);
    }
    return page;
  }

  /** There is always one to begin. */
  grow() {
    if (!this.drafts.at(-1)?.isEmpty) this.drafts.push(new Draft());
    this.redraw();
  }

  /** @param {Draft} draft */
  forget(draft) {
    this.drafts = this.drafts.filter(one => one !== draft);
    if (this.drafts.length === 0) this.drafts.push(new Draft());
    this.redraw();
  }

  redraw() {
    keepDrafts(this.data, this.drafts);
    for (const kind of ['count', 'rows']) this.dispatchEvent(new Event(kind));
  }

  /** @param {Draft | undefined} draft @returns {Row | null} */
  #drawn(draft) {
    if (!draft) return null;
    if (draft.row?.length === this.names.length) return draft.row;
    const fixed = /** @type {Record<string, any>} */ ({ id: this.one.id, customerId: this.one.customerId });
    return draft.row = Object.assign(this.names.map(name => fixed[name] ?? draft.cells.get(name)?.shown ?? null), { draft });
  }
}

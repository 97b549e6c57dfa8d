// Rows picked for work on many at once: a box before each row, Shift+Space for the marked ones, the head for all of the filter.

/** Where the box ends. */
const EDGE = 30;
/** What it takes from the first column. */
const LEAD = 18;

export class Picks extends EventTarget {
  /** @type {Set<number>} ids of orders */ ids = new Set();
  /** All that the filter finds, also what was never in sight. */ all = false;
  #last = -1;

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    super();
    this.grid = grid;
    this.isUsed = !grid.data.one && (grid.data.events.length > 0 || grid.data.columns.some(column => column.editable));
    grid.frame.classList.toggle('picks', this.isUsed);
    grid.layout.lead = this.isUsed ? LEAD : 0;
  }

  get count() { return this.all ? this.grid.windows.rowCount : this.ids.size; }

  bind() {
    if (!this.isUsed) return;
    const { host, signal } = this.grid;
    // Before the mouse marks cells: the box is a place of its own.
    host.addEventListener('pointerdown', event => {
      const cell = this.#boxAt(event);
      if (!cell) return;
      event.preventDefault();
      event.stopPropagation();
      const tr = /** @type {import('./view.js').GridRow} */ (cell.parentElement);
      if (cell.tagName === 'TH') this.toggleAll(); else this.#toggle(tr.index, event.shiftKey);
    }, { signal, capture: true });
    host.addEventListener('click', event => {
      if (this.#boxAt(event)) { event.preventDefault(); event.stopPropagation(); }
    }, { signal, capture: true });
    this.grid.windows.addEventListener('count', () => this.#changed(), { signal });
  }

  /** The rows of the marked cells; all of them off when all were on. */
  async toggleMarked() {
    if (!this.isUsed) return;
    /** @type {Set<number>} */ const marked = new Set();
    for (const range of this.grid.selection.ranges) {
      if (range.r2 - range.r1 >= 10_000) { this.toggleAll(true); return; }
      for (const row of await this.grid.rowsOf(range)) if (!row.node) marked.add(Number(this.grid.windows.value(row, 'id')));
    }
    const off = [...marked].every(id => this.has(id));
    this.#single();
    for (const id of marked) if (off) this.ids.delete(id); else this.ids.add(id);
    this.#changed();
  }

  /** @param {boolean} [on] */
  toggleAll(on = !this.all) {
    this.all = on;
    this.ids.clear();
    this.#changed();
  }

  clear() { this.toggleAll(false); }

  /** @param {number} id */
  has(id) { return this.all || this.ids.has(id); }

  /** @param {import('./view.js').GridRow} tr */
  draw(tr) {
    if (!this.isUsed) return;
    const id = tr.shownRow && !tr.shownRow.node ? Number(this.grid.windows.value(tr.shownRow, 'id')) : 0;
    const isPicked = id > 0 && this.has(id);
    tr.classList.toggle('picked', isPicked);
    if (this.count > 0) tr.setAttribute('aria-selected', String(isPicked)); else tr.removeAttribute('aria-selected');
  }

  /** @param {number} row @param {boolean} extend from the last one on */
  #toggle(row, extend) {
    const id = this.#idAt(row);
    if (!id) return;
    const on = !this.has(id);
    this.#single();
    const from = extend && this.#last >= 0 ? Math.min(this.#last, row) : row;
    const to = extend && this.#last >= 0 ? Math.max(this.#last, row) : row;
    for (let at = from; at <= to; at++) {
      const each = this.#idAt(at);
      if (each) { if (on) this.ids.add(each); else this.ids.delete(each); }
    }
    this.#last = row;
    this.#changed();
  }

  /** From all to each one in sight: those stay picked that can be named. */
  #single() {
    if (!this.all) return;
    this.all = false;
    for (const tr of this.grid.view.rows) if (tr.shownRow && !tr.shownRow.node) this.ids.add(Number(this.grid.windows.value(tr.shownRow, 'id')));
  }

  /** @param {number} row */
  #idAt(row) {
    const data = this.grid.windows.row(row);
    return data && !data.node ? Number(this.grid.windows.value(data, 'id')) : 0;
  }

  /** @param {MouseEvent} event @returns {HTMLTableCellElement | null} the first cell, where its box was hit */
  #boxAt(event) {
    const cell = /** @type {HTMLTableCellElement | null} */ (/** @type {HTMLElement} */ (event.target).closest('td, th'));
    if (!cell || cell.cellIndex !== 0 || !this.grid.view.table.contains(cell) || cell.closest('tfoot, .group')) return null;
    if (cell.tagName === 'TH' && this.grid.data.group) return null;
    const box = cell.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return x >= 8 && x <= EDGE && y > 8 && y < box.height - 4 ? cell : null;
  }

  #changed() {
    this.grid.view.head.rows[0]?.cells[0]?.classList.toggle('picked', this.all);
    this.grid.redraw();
    this.dispatchEvent(new Event('change'));
  }
}

// Which cells are marked, as in Excel: one active cell, and ranges that reach over rows not read yet.

/** @typedef {import('./types.js').Range} Range */
/** @typedef {{ row: number, col: number }} Place Row −1 is the head. */

export class Selection extends EventTarget {
  /** @type {Place} */ active = { row: 0, col: 0 };
  /** @type {Place} where the last range began */ anchor = { row: 0, col: 0 };
  /** @type {Range[]} the last one is the one that keys extend */ ranges = [];
  /** The keyboard or the mouse has been here. */ begun = false;

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    super();
    this.grid = grid;
  }

  get lastRow() { return this.grid.windows.count - 1; }
  get lastCol() { return this.grid.layout.shown.length - 1; }

  /** The range that a copy takes, or null while nothing is marked. @returns {Range | null} */
  get current() { return this.ranges.at(-1) ?? null; }

  /** @param {number} row @param {number} col @param {{ extend?: boolean, add?: boolean, reveal?: boolean }} [how] */
  to(row, col, { extend = false, add = false, reveal = true } = {}) {
    const at = { row: Math.max(-1, Math.min(this.lastRow, row)), col: Math.max(0, Math.min(this.lastCol, col)) };
    this.begun = true;
    this.#home = null;
    if (at.row < 0) {
      this.active = at;
      this.ranges = [];
    } else if (extend && this.active.row >= 0) {
      this.ranges.splice(-1, 1, span(this.anchor, at));
      this.#far = at;
    } else {
      this.active = this.anchor = this.#far = at;
      if (add) this.ranges.push(span(at, at)); else this.ranges = [span(at, at)];
    }
    if (reveal) this.grid.view.reveal(at.row, at.col);
    this.#changed();
  }
  /** @type {Place} the moving end of the last range */ #far = { row: 0, col: 0 };
  /** @type {number | null} where a row of Tabs began: Enter goes back under it */ #home = null;

  /** Enter and Tab: from cell to cell within a marked range, else to the next one. @param {number} down @param {number} right */
  step(down, right) {
    const range = this.current;
    const home = this.#home ?? this.active.col;
    if (range && this.ranges.length === 1 && this.#cells(range) > 1) this.#within(range, down, right);
    else if (right) this.to(this.active.row, this.active.col + right);
    else this.to(Math.max(0, this.active.row + down), home);
    this.#home = right ? home : null;
  }

  /** Marks a range; its first cell is the active one. @param {Range} range */
  mark(range) {
    this.begun = true;
    this.active = this.anchor = { row: range.r1, col: range.c1 };
    this.#far = { row: range.r2, col: range.c2 };
    this.ranges = [range];
    this.#changed();
  }

  /** @param {Range} range @param {number} down @param {number} right */
  #within(range, down, right) {
    const [high, wide] = [range.r2 - range.r1 + 1, range.c2 - range.c1 + 1];
    const [row, col] = [this.active.row - range.r1, this.active.col - range.c1];
    const size = high * wide;
    const at = ((down ? col * high + row + down : row * wide + col + right) + size) % size;
    this.active = down ? { row: range.r1 + at % high, col: range.c1 + Math.floor(at / high) }
      : { row: range.r1 + Math.floor(at / wide), col: range.c1 + at % wide };
    this.grid.view.reveal(this.active.row, this.active.col);
    this.#changed();
  }

  /** The end that Shift moves, or the active cell. @param {boolean} extend */
  from(extend) { return extend && this.ranges.length ? this.#far : this.active; }

  /** Marks a whole column; with `add` beside other columns, never beside single cells.
   * @param {number} col @param {{ extend?: boolean, add?: boolean }} [how] */
  column(col, { extend = false, add = false } = {}) {
    const from = extend ? this.anchor.col : col;
    const whole = { r1: 0, r2: this.lastRow, c1: Math.min(from, col), c2: Math.max(from, col) };
    this.begun = true;
    this.active = this.anchor = { row: this.grid.view.first, col: from };
    this.#far = { row: this.lastRow, col };
    if (extend) this.ranges.splice(-1, 1, whole);
    else if (add && this.ranges.every(range => range.r1 === 0 && range.r2 === this.lastRow)) this.ranges.push(whole);
    else this.ranges = [whole];
    this.#changed();
  }

  /** Marks a whole row; with `add` beside others. @param {number} row @param {{ extend?: boolean, add?: boolean }} [how] */
  row(row, { extend = false, add = false } = {}) {
    const from = extend ? this.anchor.row : row;
    const whole = { r1: Math.min(from, row), r2: Math.max(from, row), c1: 0, c2: this.lastCol };
    this.begun = true;
    this.#home = null;
    this.active = this.anchor = { row: from, col: 0 };
    this.#far = { row, col: this.lastCol };
    if (extend) this.ranges.splice(-1, 1, whole); else if (add) this.ranges.push(whole); else this.ranges = [whole];
    this.#changed();
  }

  all() {
    this.begun = true;
    this.ranges = [{ r1: 0, c1: 0, r2: this.lastRow, c2: this.lastCol }];
    this.#changed();
  }

  /** Only the active cell stays: columns moved, or Escape. */
  collapse() {
    this.active = this.anchor = this.#far = {
      row: Math.min(this.active.row, this.lastRow), col: Math.min(this.active.col, this.lastCol),
    };
    this.ranges = this.begun && this.active.row >= 0 ? [span(this.active, this.active)] : [];
    this.#changed(false);
  }

  /** As it was when the reader left. @param {number} row @param {number} col */
  restore(row, col) {
    this.begun = true;
    this.active = this.anchor = this.#far = { row: Math.max(0, Math.min(row, this.lastRow)), col: Math.min(col, this.lastCol) };
    this.ranges = [span(this.active, this.active)];
  }

  /** @param {number} row @param {number} col */
  has(row, col) {
    return this.ranges.some(range => row >= range.r1 && row <= range.r2 && col >= range.c1 && col <= range.c2);
  }

  /** Marks a row on screen. @param {import('./view.js').GridRow} tr */
  draw(tr) {
    const isSingle = this.ranges.length === 1 && this.#cells(this.ranges[0]) === 1;
    tr.classList.toggle('current', this.begun && tr.index === this.active.row);
    for (let col = 0; col < tr.cells.length; col++) {
      const td = tr.cells[col];
      const isActive = tr.index === this.active.row && col === this.active.col;
      td.tabIndex = isActive ? 0 : -1;
      td.classList.toggle('active', isActive && this.begun);
      const isIn = this.has(tr.index, col);
      td.setAttribute('aria-selected', String(isIn));
      td.classList.toggle('in', isIn && !isSingle && !isActive);
    }
  }

  /** The keyboard goes to the active cell; while that is out of sight the grid itself holds it. */
  focus() {
    const cell = this.grid.view.cell(this.active.row, this.active.col);
    for (const th of this.grid.view.head.rows[0]?.cells ?? []) th.tabIndex = th === cell ? 0 : -1;
    this.grid.host.tabIndex = cell ? -1 : 0;
    // Where something can be typed the editor's field holds the keyboard, for the sake of input methods.
    if (cell instanceof HTMLTableCellElement && cell.tagName === 'TD' && this.begun && this.grid.editing.wait(cell)) return;
    (cell ?? this.grid.host).focus({ preventScroll: true });
  }

  /** @param {Range} range */
  #cells(range) { return (range.r2 - range.r1 + 1) * (range.c2 - range.c1 + 1); }

  #changed(focus = true) {
    this.grid.view.mark++;
    this.grid.view.paint();
    if (focus) this.focus();
    this.dispatchEvent(new Event('change'));
  }
}

/** @param {Place} a @param {Place} b @returns {Range} */
const span = (a, b) => ({
  r1: Math.max(0, Math.min(a.row, b.row)), r2: Math.max(a.row, b.row), c1: Math.min(a.col, b.col), c2: Math.max(a.col, b.col),
});

// The part of the result that is in sight. The table itself stands still in front of a tall empty box; only its rows change, so
// a fast scroll never shows an empty frame over rows that are here.

/** @typedef {import('./types.js').Row} Row */
/** @typedef {HTMLTableRowElement & { index: number, shownRow: Row | null | undefined, mark: number }} GridRow */

/** Browsers cap the height of a box (Firefox at 17.9 million pixels); above this the scroll position is scaled. */
const TALLEST = 16_000_000;
/** Of the window's height, for rows inside a page. */
const TALLEST_SHARE = .62;

export class View {
  /** @type {GridRow[]} in the order on screen */ rows = [];
  /** First row in sight, with the part of it that is scrolled away. */ top = 0;
  rowHeight = 36;
  headHeight = 36;
  /** Height of the row of totals. */ footHeight = 0;
  /** Rises whenever the looks of cells may have changed without their rows. */ mark = 0;
  /** @type {number[]} */ widths = [];
  #scrollTop = -1;
  #scrollLeft = 0;
  #lastFirst = 0;

  /** @param {import('./grid.js').Grid} grid @param {string} label */
  constructor(grid, label) {
    this.grid = grid;
    this.host = grid.host;
    this.sizer = made('div', 'sizer');
    this.pane = made('div', 'pane');
    this.table = /** @type {HTMLTableElement} */ (made('table', 'ledger main'));
    this.cols = made('colgroup');
    this.head = /** @type {HTMLTableSectionElement} */ (made('thead'));
    this.body = /** @type {HTMLTableSectionElement} */ (made('tbody'));
    this.table.setAttribute('role', 'grid');
    this.table.setAttribute('aria-label', label);
    this.table.setAttribute('aria-multiselectable', 'true');
    this.totals = /** @type {HTMLTableSectionElement} */ (made('tfoot'));
    for (const part of [this.head, this.body, this.totals]) part.setAttribute('role', 'rowgroup');
    this.table.append(this.cols, this.head, this.body, this.totals);
    this.pane.append(this.table);
    this.sizer.append(this.pane);
  }

  /** Rows of a whole window. */
  get page() { return Math.max(1, Math.floor(this.#room / this.rowHeight)); }
  get last() { return Math.min(this.grid.windows.count - 1, Math.floor(this.top + this.#room / this.rowHeight)); }
  get first() { return Math.floor(this.top); }
  get #room() { return Math.max(0, this.host.clientHeight - this.headHeight - this.footHeight); }
  get #full() { return this.grid.windows.count * this.rowHeight; }
  get #scaled() { return this.#full > TALLEST; }
  get #topMax() { return Math.max(0, this.grid.windows.count - this.#room / this.rowHeight); }

  /** After a change of the columns, of the window's size or of the row height. */
  arrange() {
    const { layout } = this.grid;
    if (layout.density) this.host.dataset.density = layout.density; else delete this.host.dataset.density;
    this.rowHeight = parseFloat(getComputedStyle(this.host).getPropertyValue('--row')) || 36;
    this.widths = layout.widths(this.host.clientWidth);
    this.cols.replaceChildren(...this.widths.map(() => made('col')));
    this.widen();
    this.table.setAttribute('aria-colcount', String(this.widths.length));
    this.grid.headers.draw(this.head);
    this.headHeight = this.head.offsetHeight || 36;
    this.grid.drawTotals();
    this.footHeight = this.totals.offsetHeight;
    this.rows = [];
    this.body.replaceChildren();
    this.measure();
  }

  /** Gives the columns their widths, also while an edge is dragged. */
  widen() {
    this.widths = this.grid.layout.widths(this.host.clientWidth);
    const width = this.widths.reduce((sum, one) => sum + one, 0);
    this.table.style.width = this.pane.style.width = this.sizer.style.width = `${width}px`;
    this.widths.forEach((one, i) => { /** @type {HTMLElement} */ (this.cols.children[i]).style.width = `${one}px`; });
  }

  /** Wide enough for the longest content on screen. @param {number} column */
  fitting(column) {
    this.table.classList.add('fitting');
    const cells = [this.head.rows[0], ...this.rows].map(tr => tr.cells[column]);
    const needs = cells.map(cell => {
      const inside = document.createRange();
      inside.selectNodeContents(cell);
      const { paddingLeft, paddingRight } = getComputedStyle(cell);
      return inside.getBoundingClientRect().width + parseFloat(paddingLeft) + parseFloat(paddingRight);
    });
    this.table.classList.remove('fitting');
    return Math.ceil(Math.max(...needs)) + 2;
  }

  /** After a change of the number of rows. */
  measure() {
    const height = Math.min(this.#full, TALLEST) + this.headHeight + this.footHeight;
    this.sizer.style.height = `${height}px`;
    if (this.grid.data.one) this.#fit(height);
    this.pane.style.height = `${Math.min(height, this.host.clientHeight)}px`;
    this.table.setAttribute('aria-rowcount', String(this.grid.windows.count + 1));
    this.setTop(this.top);
  }

  /** As high as its rows, up to a part of the window: inside a page nothing else says how high. @param {number} height */
  #fit(height) {
    const bar = this.host.offsetHeight - this.host.clientHeight;
    const fitted = `${Math.ceil(Math.min(height, innerHeight * TALLEST_SHARE)) + bar}px`;
    if (this.host.style.height !== fitted) this.host.style.height = fitted;
  }

  /** @param {number} top in rows */
  setTop(top) {
    this.top = Math.max(0, Math.min(this.#topMax, top));
    const wanted = this.#scaled ? this.top / this.#topMax * this.#scrollMax : this.top * this.rowHeight;
    if (Math.abs(this.host.scrollTop - wanted) > .5) this.host.scrollTop = wanted;
    this.#scrollTop = this.host.scrollTop;
    this.paint();
  }

  get #scrollMax() { return Math.max(1, this.host.scrollHeight - this.host.clientHeight); }

  /** The browser scrolled. */
  scrolled() {
    const at = this.host.scrollTop;
    if (this.host.scrollLeft !== this.#scrollLeft) {
      this.#scrollLeft = this.host.scrollLeft;
      this.host.classList.toggle('aside', this.#scrollLeft > 0);
    }
    if (Math.abs(at - this.#scrollTop) < 1) return;
    this.#scrollTop = at;
    this.top = Math.min(this.#topMax, this.#scaled ? at / this.#scrollMax * this.#topMax : at / this.rowHeight);
    this.paint();
  }

  /** Where the position is scaled a wheel still moves by rows. @param {WheelEvent} event */
  wheel(event) {
    if (!this.#scaled || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    const step = event.deltaMode === 1 ? event.deltaY : event.deltaMode === 2 ? event.deltaY * this.page : event.deltaY / this.rowHeight;
    this.setTop(this.top + step);
  }

  /** Draws what is in sight and asks for what is missing; rows that did not change are left alone. */
  paint() {
    const { windows } = this.grid;
    const first = this.first;
    const count = Math.max(0, Math.min(windows.count - first, Math.ceil(this.#room / this.rowHeight) + 1));
    this.#recycle(first, count);
    this.rows.forEach((tr, i) => this.#fill(tr, first + i));
    this.body.style.transform = `translateY(${(first - this.top) * this.rowHeight}px)`;
    if (count > 0) windows.want(first, first + count - 1, first - this.#lastFirst);
    this.#lastFirst = first;
    this.grid.painted();
  }

  /** @param {number} row @param {number} column @returns {HTMLTableCellElement | null} null while it is out of sight */
  cell(row, column) {
    if (row < 0) return this.head.rows[0]?.cells[column] ?? null;
    const at = row - (this.rows[0]?.index ?? 0);
    return this.rows[at]?.cells[column] ?? null;
  }

  /** Scrolls as little as is needed. @param {number} row @param {number} column */
  reveal(row, column) {
    if (row >= 0) {
      const rows = this.#room / this.rowHeight;
      if (row < this.top) this.setTop(row); else if (row + 1 > this.top + rows) this.setTop(row + 1 - rows);
    }
    const frozen = this.grid.layout.frozen;
    if (column < frozen) return;
    const sum = (/** @type {number} */ to) => this.widths.slice(0, to).reduce((all, one) => all + one, 0);
    const [left, right, edge] = [sum(column), sum(column + 1), sum(frozen)];
    if (left - edge < this.host.scrollLeft) this.host.scrollLeft = left - edge;
    else if (right > this.host.scrollLeft + this.host.clientWidth) this.host.scrollLeft = right - this.host.clientWidth;
  }

  /** @param {number} first @param {number} count */
  #recycle(first, count) {
    while (this.rows.length > count) /** @type {GridRow} */ (this.rows.pop()).remove();
    const by = this.rows.length ? first - this.rows[0].index : 0;
    if (by !== 0 && Math.abs(by) < this.rows.length) {
      const moved = by > 0 ? this.rows.splice(0, by) : this.rows.splice(by);
      for (const tr of moved) if (tr.contains(document.activeElement)) this.host.focus({ preventScroll: true });
      if (by > 0) { this.rows.push(...moved); this.body.append(...moved); }
      else { this.rows.unshift(...moved); this.body.prepend(...moved); }
    }
    while (this.rows.length < count) {
      const tr = this.#row();
      this.rows.push(tr);
      this.body.append(tr);
    }
  }

  /** @returns {GridRow} */
  #row() {
    const tr = /** @type {GridRow} */ (made('tr'));
    tr.setAttribute('role', 'row');
    let left = 0;
    this.grid.layout.columns.forEach((column, i) => {
      const td = made('td', this.grid.cells.cellClass(column));
      td.setAttribute('role', 'gridcell');
      td.setAttribute('aria-colindex', String(i + 1));
      td.tabIndex = -1;
      if (i < this.grid.layout.frozen) { td.classList.add('frozen'); td.style.left = `${left}px`; }
      left += this.widths[i];
      tr.append(td);
    });
    tr.index = -1;
    return tr;
  }

  /** @param {GridRow} tr @param {number} index */
  #fill(tr, index) {
    const { windows, cells, layout } = this.grid;
    const row = windows.row(index);
    if (tr.index !== index || tr.shownRow !== row) {
      if (tr.index !== index) tr.setAttribute('aria-rowindex', String(index + 2));
      tr.className = row ? cells.rowClass(row) : '';
      tr.toggleAttribute('aria-busy', !row);
      tr.index = index;
      tr.shownRow = row;
      tr.mark = -1;
      if (row?.node) row.node.list.draw(tr, row);
      else {
        if (tr.ariaExpanded !== null || tr.ariaLevel !== null) tr.ariaExpanded = tr.ariaLevel = null;
        layout.columns.forEach((column, i) => cells.fill(tr.cells[i], row, column));
      }
    }
    if (tr.mark !== this.mark) { tr.mark = this.mark; this.grid.drawn(tr); }
  }
}

/** @param {string} name @param {string} [className] */
function made(name, className) {
  const node = document.createElement(name);
  if (className) node.className = className;
  return node;
}

// The ledger's table as a grid: rows of any number, read in windows while one scrolls.

import { go } from './address.js';
import { Cells } from './cells.js';
import { bindCopy, packed } from './copy.js';
import { Editing } from './editing.js';
import { drawTotals } from './foot.js';
import { bindHeaderDrag } from './header-drag.js';
import { Headers } from './headers.js';
import { bindKeys } from './keys.js';
import { Layout } from './layout.js';
import { LineRows } from './line-rows.js';
import { Lines } from './lines.js';
import { listen } from '../news.js';
import { bindColumnsMenu } from './menu-columns.js';
import { bindMouse } from './mouse.js';
import { leave, returned } from './place.js';
import { Selection } from './selection.js';
import { bindShortcuts } from './shortcuts.js';
import { bindStatus } from './status.js';
import { drawRow } from './totals.js';
import { View } from './view.js';
import { Windows } from './windows.js';

/** @typedef {import('./view.js').GridRow} GridRow */

/** Fires `painted` after rows were drawn. */
export class Grid extends EventTarget {
  #off = new AbortController();
  #server;
  #address;
  /** Names of the columns on screen: a mark over columns that moved would lie. */ #drawn = '';
  /** Fires `change` after the reader changed the columns. */
  layoutChanged = new EventTarget();

  /** @param {HTMLElement} host holds the server's table @param {import('./types.js').GridData} data
   * @param {typeof import('./groups.js').Groups | null} groups rows in groups are wanted */
  constructor(host, data, groups = null) {
    super();
    this.host = host;
    /** @type {any} */ (host).ledgerGrid = this;
    this.data = data;
    this.frame = /** @type {HTMLElement} */ (host.closest('.fill, .lines-frame'));
    this.foot = /** @type {HTMLElement | null} */ (this.frame.querySelector('.foot'));
    this.#server = [...host.childNodes];
    this.#address = location.pathname + location.search;
    const icons = host.querySelector('use')?.getAttribute('href')?.split('#')[0] ?? '/icons.svg';
    const rows = new (data.one ? LineRows : Windows)(data, data.page, data.offset);
    /** @type {Windows} */ this.windows = groups ? /** @type {any} */ (new groups(this, rows)) : rows;
    this.cells = new Cells(data, this.windows);
    this.layout = new Layout(data, data.one ? usual(data) : measured(host, data.shown));
    this.layout.failed = () => this.say(this.cells.say('grid.layout.failed'));
    this.headers = new Headers(this, icons);
    this.view = new View(this, data.one?.label ?? data.texts['ledger.title']);
    this.selection = new Selection(this);
    this.editing = new Editing(this);
    /** What only the lines of one order can do. */
    this.lines = data.one ? new Lines(this) : null;
    this.#takeOver();
  }

  /** Says a message in the foot for a while. @param {string} text */
  say = (text) => { void text; };

  get signal() { return this.#off.signal; }

  /** Columns that are read: those in sight, and what their marks need. */
  get names() { return [...new Set([...this.data.need, ...this.layout.shown])]; }

  /** What a row is. */
  get rowsKind() { return this.data.rows; }

  /** @param {string} name */
  columnOf(name) { return this.data.columns.find(column => column.name === name); }

  /** A range as a copy takes it; null where rows are not read yet. @param {import('./types.js').Range} range */
  copied(range) {
    const rows = this.rowsHere(range);
    return rows && packed(this, rows, range);
  }

  /** Draws the marks of all rows in sight again. */
  redraw() {
    this.view.mark++;
    this.view.paint();
  }

  /** A row was drawn anew. @param {GridRow} tr */
  drawn(tr) {
    this.selection.draw(tr);
    this.editing.drawn(tr);
  }

  /** The keyboard waited at the grid while its cell was out of sight. */
  painted() {
    if (document.activeElement === this.host) this.selection.focus();
    this.editing.editor.place();
    this.dispatchEvent(new Event('painted'));
  }

  /** The row of sums under the others. */
  drawTotals() { drawRow(this); }

  /** Other colours of rows. @param {import('./types.js').Rule[] | null} rules null: the usual ones
   * @returns {Promise<string | null>} why they were refused */
  async colour(rules) {
    const refused = await this.layout.colour(rules);
    if (refused === null) this.windows.colour(rules ?? this.data.usual, [[this.view.first, this.view.last]]);
    return refused;
  }

  /** The menu of a column. @param {number} col */
  async openMenu(col) { if (!this.data.one) (await import('./menu-header.js')).openHeaderMenu(this, col); }

  /** The reader changed the columns or the height of rows. @param {boolean} keep for the next time too */
  layoutChange(keep = true) {
    if (keep) this.layout.save();
    this.rearrange();
    this.layoutChanged.dispatchEvent(new Event('change'));
  }

  /** @param {number} row @param {boolean} apart in a new tab */
  open(row, apart) {
    const at = this.windows.row(row);
    if (!at || this.data.one) return;
    if (at.node) { at.node.list.toggle(at.node); return; }
    const id = this.windows.value(at, 'id');
    const address = `/orders/${id}`;
    const asked = new CustomEvent('openorder', { bubbles: true, cancelable: true, detail: { grid: this, row, id } });
    if (!apart && !this.host.dispatchEvent(asked)) return;
    if (apart) window.open(address, '_blank', 'noopener'); else go(address);
  }

  /** @param {import('./types.js').Range} range @returns {import('./types.js').Row[] | null} null where one is not read yet */
  rowsHere(range) {
    const rows = [];
    for (let index = range.r1; index <= range.r2; index++) {
      const row = this.windows.row(index);
      if (!row) return null;
      rows.push(row);
    }
    return rows;
  }

  /** @param {import('./types.js').Range} range */
  async rowsOf(range) {
    return this.rowsHere(range) ?? (await this.windows.range(range.r1, range.r2, this.windows.names)).rows;
  }

  /** The columns, their places or the height of rows changed. */
  rearrange() {
    const isHere = this.host.contains(document.activeElement);
    this.view.mark++;
    this.view.arrange();
    if (this.#drawn !== this.layout.shown.join()) this.selection.collapse();
    this.#drawn = this.layout.shown.join();
    if (isHere) this.selection.focus();
    this.windows.read(this.names, this.view.first, this.view.last);
  }

  dispose() {
    this.#leave();
    this.editing.dispose();
    this.lines?.depart();
    this.#off.abort();
    this.windows.dispose();
    this.frame.classList.remove('gridded');
    delete this.host.dataset.density;
    this.host.style.height = '';
    // An enhanced navigation has put the next page here already; a window that got narrow wants the table back.
    // It may also have made something else of these very elements.
    if (!this.view.sizer.isConnected || !this.view.table.isConnected || !this.host.matches('.grid')) return;
    this.host.replaceChildren(...this.#server);
    this.host.tabIndex = 0;
  }

  get #room() { return `${this.host.clientWidth} ${this.host.clientHeight}`; }

  #leave() {
    if (this.data.one) return;
    const { active, begun } = this.selection;
    leave(this.#address, { top: this.view.top, row: active.row, col: active.col, begun });
  }

  #takeOver() {
    const { signal } = this;
    this.frame.classList.add('gridded');
    this.host.replaceChildren(this.view.sizer);
    const spot = this.data.one ? null : returned();
    this.view.top = spot?.top ?? this.data.offset;
    if (spot?.begun) this.selection.restore(spot.row, spot.col);
    this.view.arrange();
    this.#drawn = this.layout.shown.join();
    if (spot?.begun) this.selection.focus();
    this.windows.read(this.names, this.view.first, this.view.last);
    this.host.addEventListener('scroll', () => this.view.scrolled(), { signal, passive: true });
    this.host.addEventListener('wheel', event => this.view.wheel(event), { signal, passive: false });
    this.windows.addEventListener('rows', () => this.view.paint(), { signal });
    this.windows.addEventListener('count', () => {
      this.view.measure();
      drawTotals(this.foot, this.windows);
      this.drawTotals();
    }, { signal });
    this.host.addEventListener('focus', () => this.painted(), { signal });
    window.addEventListener('pagehide', () => this.#leave(), { signal });
    bindKeys(this);
    bindMouse(this);
    bindHeaderDrag(this);
    bindColumnsMenu(this);
    this.windows.bind();
    bindShortcuts(this);
    this.say = bindStatus(this);
    bindCopy(this, this.say);
    this.editing.start();
    this.lines?.bind();
    let room = this.#room;
    const size = new ResizeObserver(() => { if (room !== this.#room) { room = this.#room; this.rearrange(); } });
    size.observe(this.host);
    signal.addEventListener('abort', () => size.disconnect());
    const looks = new MutationObserver(() => this.rearrange());
    looks.observe(document.documentElement, { attributeFilter: ['data-density'] });
    signal.addEventListener('abort', () => looks.disconnect());
    const { one } = this.data;
    listen(() => this.windows.refresh(this.view.first, this.view.last), signal,
      one ? { about: touched => touched.includes(`order/${one.id}`) || touched.includes('order/*') } : {});
  }
}

/** Beside an order there is no table of the same columns to measure. @param {import('./types.js').GridData} data @returns {Map<string, number>} */
const usual = data => new Map(data.columns.map(column => [column.name, column.width ?? 100]));

/** Widths of one window and language, so that columns stay where they are from one question to the next. */
const known = /** @type {Map<string, Map<string, number>>} */ (new Map());

/** Widths that the browser gave the server's table: the grid starts without a jump.
 * @param {HTMLElement} host @param {string[]} shown @returns {Map<string, number>} */
function measured(host, shown) {
  const key = `${host.clientWidth} ${document.documentElement.lang} ${document.documentElement.dataset.density} ${shown.length}`;
  const heads = [...host.querySelectorAll('thead th')];
  const widths = known.get(key) ?? new Map(heads.map((th, i) => [shown[i], Math.floor(th.getBoundingClientRect().width)]));
  known.set(key, widths);
  return widths;
}

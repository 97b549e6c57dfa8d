// Typing into a cell. A text field lies unseen over the active cell and holds the keyboard, so that a first letter, and the first
// stroke of an input method, land in it; then it becomes the editor.

import { isNumber } from './cells.js';
import { Calendar } from './edit-date.js';
import { Choices } from './edit-list.js';
import { sent, typed } from './edit-text.js';

/** @typedef {import('./editing.js').Cell} Cell */

const TALLEST = 180;
const LEAST_WIDTH = 140;
/** Editors that offer what can be chosen. */
const LISTED = ['list', 'status', 'customer', 'product'];
const coarse = matchMedia('(pointer: coarse)');

export class Editor {
  /** @type {Cell | null} what is being edited */ cell = null;
  /** @type {'enter' | 'edit'} typed over: arrows leave the cell; in it: arrows move in the text */ mode = 'enter';
  #before = '';
  /** @type {HTMLElement | null} */ #named = null;
  /** @type {Choices | Calendar | null} */ #helper = null;
  /** @type {import('./types.js').Option | null} chosen from a list, while the text is its label */ #chosen = null;

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.box = document.createElement('textarea');
    Object.assign(this.box, { className: 'cell-editor', rows: 1, spellcheck: false, autocomplete: 'off', tabIndex: -1 });
    this.box.setAttribute('autocapitalize', 'off');
    this.box.setAttribute('aria-label', grid.cells.say('grid.edit.field'));
    grid.view.pane.append(this.box);
    this.#rest();
    const { signal } = grid;
    this.box.addEventListener('compositionstart', () => this.#begun(), { signal });
    this.box.addEventListener('input', () => this.#input(), { signal });
    this.box.addEventListener('blur', () => { if (document.activeElement !== this.box) this.commit(); }, { signal });
    this.box.addEventListener('keydown', event => this.#key(event), { signal });
  }

  get editing() { return this.cell !== null; }

  /** The keyboard waits at the active cell. @param {Cell} cell @param {HTMLTableCellElement} td */
  wait(cell, td) {
    if (this.editing) return;
    this.box.setAttribute('aria-label', this.grid.cells.say('grid.edit.cell', cell.column.label,
      this.grid.cells.text(cell.data, cell.column), cell.row + 1));
    // Rows are used again for others: only the active cell has a name.
    this.#named?.removeAttribute('id');
    this.#named = td;
    td.id = `cell-${this.grid.data.one ? 'line-' : ''}${cell.row}-${cell.col}`;
    this.box.setAttribute('aria-activedescendant', td.id);
    this.box.inputMode = coarse.matches ? 'none' : '';
    this.place();
    this.box.focus({ preventScroll: true });
  }

  /** Opens the cell. @param {Cell} cell @param {{ text?: string, mode?: 'enter' | 'edit' }} [how] text: instead of what stands there */
  open(cell, { text, mode = 'edit' } = {}) {
    this.commit();
    this.grid.view.reveal(cell.row, cell.col);
    this.#show(cell, mode);
    this.box.value = text ?? this.#before;
    this.#grow();
    this.box.inputMode = '';
    this.box.focus({ preventScroll: true });
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
    this.#help(mode === 'edit');
  }

  /** What is typed becomes the cell's; nothing happens where nothing was changed. */
  commit() {
    const cell = this.cell;
    if (!cell) return;
    const text = this.box.value;
    const option = this.#chosen?.label === text ? this.#chosen : null;
    const value = option ? option.value : sent(this.grid, text, cell.column);
    const [before, isChosen] = [this.#before, option !== null && ['customer', 'product'].includes(cell.column.name)];
    this.#rest();
    // Two products may have one name: who chose one means that one.
    if (text !== before || isChosen) this.grid.editing.typed(cell, value, text, option);
  }

  cancel() {
    const cell = this.cell;
    this.#rest();
    if (cell) this.grid.editing.calm(cell);
    this.grid.selection.focus();
  }

  /** The editor lies over its cell wherever that has scrolled to. */
  place() {
    const { view, layout, selection, windows } = this.grid;
    const at = this.cell ?? selection.active;
    const shown = at.row >= 0 && at.col < view.widths.length && windows.count > 0;
    if (!shown) return;
    const natural = view.widths.slice(0, at.col).reduce((sum, one) => sum + one, 0);
    const left = natural + (at.col < layout.frozen ? view.host.scrollLeft : 0);
    const top = view.headHeight + (at.row - view.top) * view.rowHeight;
    // Nothing is measured here: it runs with every frame of a scroll.
    const inSight = at.row >= view.first && at.row < view.first + view.rows.length;
    // A tall text in one of the last rows grows upwards: below there is no room to be seen.
    const rise = this.editing ? Math.max(0, top + this.box.offsetHeight - view.pane.clientHeight) : 0;
    Object.assign(this.box.style, {
      left: `${left}px`, top: `${inSight ? Math.max(view.headHeight, top - rise) : view.headHeight}px`, minHeight: `${view.rowHeight - 1}px`,
      width: `${Math.max(view.widths[at.col], this.editing ? LEAST_WIDTH : 0)}px`,
    });
    this.box.classList.toggle('aside', this.editing && !inSight);
    this.box.classList.toggle('over', at.col < layout.frozen);
    this.#helper?.place(this.box);
    this.grid.editing.bubble.place(this.box);
  }

  dispose() {
    this.commit();
    this.#helper?.close();
    this.box.remove();
  }

  /** The first letter, or the first stroke of an input method, is in the field already. */
  #begun() {
    if (this.editing) return;
    const cell = this.grid.editing.active();
    if (!cell) { this.box.value = ''; return; }
    this.#show(cell, 'enter');
    this.#help(false);
  }

  /** @param {Cell} cell @param {'enter' | 'edit'} mode */
  #show(cell, mode) {
    this.cell = cell;
    this.mode = mode;
    this.#before = typed(this.grid, this.grid.windows.value(cell.data, cell.column.name), cell.column);
    this.box.classList.add('on');
    this.box.classList.toggle('num', isNumber(cell.column));
    this.box.removeAttribute('aria-activedescendant');
    this.box.setAttribute('aria-label', cell.column.label);
    this.place();
    this.#grow();
  }

  #input() {
    if (!this.editing) {
      if (this.box.value === '') return;
      this.#begun();
    }
    this.#chosen = null;
    if (this.cell) this.grid.editing.calm(this.cell);
    this.#grow();
    this.#helper?.typed(this.box.value);
  }

  #grow() {
    this.box.style.height = 'auto';
    const { rowHeight } = this.grid.view;
    const needed = this.box.scrollHeight > rowHeight + 12 ? this.box.scrollHeight + 2 : 0;
    this.box.style.height = `${Math.max(rowHeight - 1, Math.min(TALLEST, needed))}px`;
    if (needed > 0) this.place();
  }

  /** @param {boolean} all with everything there is, not only what the text asks for */
  #help(all) {
    const { cell } = this;
    if (!cell) return;
    const kind = cell.column.editor;
    if (kind === 'date') {
      this.#helper = new Calendar(this.grid, cell, date => { this.#take(date); this.#leave(1, 0); });
    } else if (kind !== undefined && LISTED.includes(kind)) {
      this.#helper = new Choices(this.grid, cell, this.box, option => { this.#take(option.label, option); this.#leave(1, 0); });
    } else return;
    this.#helper.typed(all ? '' : this.box.value, all ? this.box.value : undefined);
    this.#helper.place(this.box);
  }

  /** @param {string} text @param {import('./types.js').Option | null} [option] */
  #take(text, option = null) {
    this.box.value = text;
    this.#chosen = option;
  }

  #rest() {
    this.cell = null;
    this.#helper?.close();
    this.#helper = null;
    this.#chosen = null;
    this.box.value = '';
    this.box.className = 'cell-editor';
    this.box.style.height = '';
    this.grid.editing?.bubble.hide();
  }

  /** Commits, and goes on. @param {number} down @param {number} right */
  #leave(down, right) {
    this.commit();
    this.grid.selection.step(down, right);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.editing) return;
    // What an input method needs for its own list is not for us.
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    if (this.#press(event)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was ours */
  #press(event) {
    const { shiftKey: shift, altKey: alt } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') { this.cancel(); return true; }
    if (alt && event.key === 'ArrowDown') { this.#help(true); return true; }
    if (event.key === 'Enter' && alt) { this.#insert('\n'); return true; }
    const option = this.#helper?.key(event, this.box.value);
    if (option === true) return true;
    if (option) this.#take(option.label, option);
    switch (event.key) {
      case 'Enter': if (ctrl) this.#everywhere(); else this.#leave(shift ? -1 : 1, 0); return true;
      case 'Tab': this.#leave(0, shift ? -1 : 1); return true;
      case 'F2': this.mode = this.mode === 'edit' ? 'enter' : 'edit'; return true;
      case ';': if (ctrl) this.#insert(this.grid.data.today); return ctrl;
      default: return this.mode === 'enter' && !ctrl && !shift && this.#arrow(event.key);
    }
  }

  /** @param {string} key */
  #arrow(key) {
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key] ?? [0, 0];
    if (!down && !right) return false;
    const { row, col } = /** @type {Cell} */ (this.cell);
    this.commit();
    this.grid.selection.to(Math.max(0, row + down), col + right);
    return true;
  }

  /** Ctrl+Enter: into every marked cell. */
  #everywhere() {
    const cell = /** @type {Cell} */ (this.cell);
    const text = this.#chosen?.label === this.box.value ? this.#chosen.value : sent(this.grid, this.box.value, cell.column);
    this.#rest();
    this.grid.editing.fillMarked(text);
    this.grid.selection.focus();
  }

  /** @param {string} text */
  #insert(text) {
    this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, 'end');
    this.#grow();
  }
}

// Everything that writes: the editor in the cell, clipboard, filling, events of many orders, and taking back.

import { bindBulk } from './bulk.js';
import { changesFor, solid } from './changes.js';
import { bindCut } from './cut.js';
import { Editor } from './edit.js';
import { Bubble } from './edit-place.js';
import { isClearable } from './edit-text.js';
import { askFacts, factsFor } from './facts.js';
import { bindFill, down } from './fill.js';
import { openFind } from './find.js';
import { Flash } from './flash.js';
import { Options } from './options.js';
import { bindPaste } from './paste.js';
import { Picks } from './picks.js';
import { askConflicts, askProblems } from './problems.js';
import { toast } from './toast.js';
import { Undo } from './undo.js';
import { Refused, Writes } from './writes.js';

/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./types.js').Column} Column */
/** @typedef {{ row: number, col: number, column: Column, data: import('./types.js').Row, orderId: number, lineId?: number }} Cell */

export class Editing {
  /** @type {Map<string, { text: string, sentence: string }>} what was typed and refused: nothing is lost */ #refused = new Map();

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.flash = new Flash(grid);
    this.writes = new Writes(grid);
    this.undo = new Undo(grid);
    this.bubble = new Bubble(grid.signal);
    this.editor = new Editor(grid);
    this.picks = new Picks(grid);
    this.words = new Options(grid);
    /** Somebody may type something here. */
    this.any = grid.data.columns.some(column => column.editable);
  }

  /** Once the grid stands. */
  start() {
    const { grid } = this;
    bindPaste(grid);
    bindCut(grid);
    bindFill(grid);
    bindBulk(grid);
    this.picks.bind();
    // A click elsewhere ends the typing before anything is marked.
    grid.host.addEventListener('pointerdown', event => {
      if (event.target !== this.editor.box) this.editor.commit();
    }, { signal: grid.signal, capture: true });
    // Who comes with the Tab key finds the field of the active cell too; who leaves it backwards is let go.
    grid.host.addEventListener('focusin', event => {
      const td = /** @type {HTMLElement} */ (event.target);
      if (td instanceof HTMLTableCellElement && td.matches('td.active') && event.relatedTarget !== this.editor.box) this.wait(td);
    }, { signal: grid.signal });
    grid.selection.addEventListener('change', () => this.#hint(), { signal: grid.signal });
  }

  /** @param {number} row @param {number} col @returns {Cell | null} null while its row is not here */
  at(row, col) {
    const { windows, layout } = this.grid;
    const data = row >= 0 ? windows.row(row) : null;
    const column = layout.columns[col];
    if (!data || data.node || !column) return null;
    const lineId = windows.value(data, 'lineId');
    return { row, col, column, data, orderId: Number(windows.value(data, 'id')), ...(typeof lineId === 'number' ? { lineId } : {}) };
  }

  /** The active cell, when one may type into it. */
  active() {
    const cell = this.at(this.grid.selection.active.row, this.grid.selection.active.col);
    return cell && this.#may(cell) ? cell : null;
  }

  /** A customer is fixed once the order is confirmed. @param {Cell} cell */
  #may({ column, data }) {
    return !!column.editable && (column.name !== 'customer' || this.grid.windows.value(data, 'status') === 'draft');
  }

  /** Gives the keyboard to the cell. @param {HTMLTableCellElement} td @returns {boolean} false where nothing can be typed */
  wait(td) {
    const cell = this.active();
    if (cell) this.editor.wait(cell, td);
    return cell !== null;
  }

  /** @param {number} row @param {number} col @param {{ text?: string, mode?: 'enter' | 'edit' }} [how] @returns {boolean} */
  open(row, col, how = {}) {
    const cell = this.at(row, col);
    if (!cell || !this.#may(cell)) return false;
    const kept = cell.data.draft ? undefined : this.#refused.get(keyOf(cell));
    this.editor.open(cell, { ...how, text: how.text ?? kept?.text });
    if (kept) this.bubble.show(kept.sentence, this.editor.box);
    return true;
  }

  /** The keys that write. @param {KeyboardEvent} event @returns {boolean} whether it was ours */
  key(event) {
    const { row, col } = this.grid.selection.active;
    if (row < 0 || event.altKey) return false;
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl) return this.#command(event);
    switch (event.key) {
      case 'F2': return this.open(row, col) || this.#explain();
      case 'Backspace': return this.open(row, col, { text: '', mode: 'enter' }) || this.#explain();
      case 'Delete': this.clear(); return true;
      case 'Enter': return this.#enter(event.shiftKey);
      case ' ': if (event.shiftKey) this.#row(row); return event.shiftKey;
      default: return event.key.length === 1 && this.#letter(event);
    }
  }

  /** A letter where no field waits for it: the cell is out of sight, or nothing can be typed into it. @param {KeyboardEvent} event */
  #letter(event) {
    const { selection, view } = this.grid;
    if (document.activeElement === this.editor.box) return false;
    if (!this.active()) return !'nN/?'.includes(event.key) && this.#explain();
    view.reveal(selection.active.row, selection.active.col);
    selection.focus();
    event.stopPropagation();
    return false;
  }

  /** Down, as in Excel; only at its number, and for who types nothing, it opens the order. @param {boolean} up */
  #enter(up) {
    const { row, col } = this.grid.selection.active;
    if (!this.any || this.grid.windows.row(row)?.node || this.at(row, col)?.column.name === 'number') return false;
    this.grid.selection.step(up ? -1 : 1, 0);
    return true;
  }

  /** @param {KeyboardEvent} event */
  #command(event) {
    switch (event.key.toLowerCase()) {
      case 'z': if (event.shiftKey) this.undo.redo(); else this.undo.undo(); return true;
      case 'y': this.undo.redo(); return true;
      case 'd': down(this.grid); return true;
      case 'f': if (!this.grid.lines) openFind(this.grid); return !this.grid.lines;
      case '-': this.grid.lines?.remove(); return this.grid.lines !== null;
      case ';': return this.active()?.column.kind === 'date' && this.open(this.grid.selection.active.row, this.grid.selection.active.col,
        { text: this.grid.data.today, mode: 'enter' });
      default: return false;
    }
  }

  /** Shift+Space: in the ledger it picks orders, among the lines of one it marks the row, as in Excel. @param {number} row */
  #row(row) { if (this.grid.lines) this.grid.selection.row(row); else this.picks.toggleMarked(); }

  /** Says why nothing happens. */
  #explain() {
    const cell = this.at(this.grid.selection.active.row, this.grid.selection.active.col);
    if (cell) this.grid.say(this.grid.cells.say(this.any ? 'grid.edit.fixed' : 'grid.edit.reader', cell.column.label));
    return cell !== null;
  }

  /** A cell was typed. @param {Cell} cell @param {string} value @param {string} text as it was typed
   * @param {import('./types.js').Option | null} [option] that was chosen for it */
  async typed(cell, value, text, option = null) {
    if (cell.data.draft) { this.grid.lines?.typed(cell.data.draft, cell.column, value, text, option); return; }
    const change = this.change(cell, value);
    if (['customer', 'product'].includes(cell.column.name)) this.writes.names.set(change, text);
    this.#refused.delete(keyOf(cell));
    if (cell.column.name === 'status') {
      const facts = await this.facts([change]);
      if (!facts) { this.grid.selection.focus(); return; }
    }
    await this.write([change], { cell, text });
  }

  /** @param {Cell} cell @param {string} value @returns {Change} */
  change(cell, value) {
    const { orderId, lineId, column } = cell;
    const was = this.writes.isStanding(cell) ? undefined : this.grid.windows.value(cell.data, column.name);
    return { orderId, ...(lineId === undefined ? {} : { lineId }), field: column.name, value, was };
  }

  /** Asks what the status words need. @param {Change[]} changes @param {string[]} [missing] as the server named it
   * @returns {Promise<boolean>} false: given up */
  async facts(changes, missing = []) {
    const wanted = factsFor(this.grid, changes, missing);
    if (wanted.length === 0) return true;
    const facts = await askFacts(this.grid, wanted, changes);
    if (facts) for (const change of changes) if (change.field === 'status') change.facts = { ...change.facts, ...facts };
    return facts !== null;
  }

  /** Writes cells: they stand at once, and come back with a sentence where they may not.
   * @param {Change[]} changes @param {{ cell?: Cell, text?: string, what?: string }} [from] @returns {Promise<boolean>} */
  async write(changes, from = {}) {
    const { writes, grid } = this;
    if (changes.length === 0) return true;
    writes.stand(changes);
    let answer;
    try { answer = await writes.change({ changes }); } catch (fault) {
      writes.settle(changes, true);
      if (!(fault instanceof Refused)) throw fault;
      this.#comeBack(from, fault.message);
      return false;
    }
    const isWritten = answer.problems.length + answer.conflicts.length === 0;
    writes.settle(changes, !isWritten);
    if (isWritten) {
      if (answer.changeSet) this.undo.done(answer.changeSet);
      if (answer.changeSet && from.what) toast(grid, grid.cells.say(from.what, answer.applied), () => this.undo.undo());
      return true;
    }
    const missing = answer.problems.find(problem => problem.code === 'needs-facts');
    if (missing && answer.problems.every(problem => problem.code === 'needs-facts')) {
      return await this.facts(changes, answer.problems.flatMap(problem => problem.facts)) ? this.write(changes, from) : false;
    }
    if (answer.problems.length > 0 && changes.length === 1) {
      this.#comeBack(from, answer.problems[0].detail);
      return false;
    }
    const isWrong = answer.problems.length > 0;
    const left = isWrong ? await askProblems(grid, changes, answer) : await askConflicts(grid, changes, answer.conflicts);
    grid.selection.focus();
    return left ? this.write(left, from) : false;
  }

  /** Delete: texts become empty; what cannot be empty says so. */
  async clear() {
    const { grid } = this;
    if (grid.lines?.isWhole) { await grid.lines.remove(); return; }
    grid.lines?.clear();
    const plan = await changesFor(grid, solid(grid), () => '', column => isClearable(column));
    if (plan.changes.length > 0) await this.write(plan.changes, { what: plan.changes.length > 1 ? 'grid.edit.cleared' : undefined });
    else if (plan.fixed > 0) this.#explain();
  }

  /** Ctrl+Enter: one value into every marked cell. @param {string} value */
  async fillMarked(value) {
    const plan = await changesFor(this.grid, solid(this.grid), () => value);
    if (plan.changes.some(change => change.field === 'status') && !await this.facts(plan.changes)) return;
    await this.write(plan.changes, { what: plan.changes.length > 1 ? 'grid.edit.filled' : undefined });
  }

  /** What the cell can take. @param {Cell} cell @param {string} text */
  options(cell, text) { return this.words.find(cell.column, text, cell.data); }

  /** The reader saw it, or types something else. @param {Cell} cell */
  calm(cell) {
    if (cell.data.draft?.wrong.delete(cell.column.name) || this.#refused.delete(keyOf(cell))) this.grid.redraw();
    this.bubble.hide();
  }

  /** @param {import('./view.js').GridRow} tr */
  drawn(tr) {
    this.picks.draw(tr);
    this.flash.draw(tr);
    if (this.#refused.size === 0 && !tr.shownRow?.draft?.wrong.size && !tr.querySelector('.refused')) return;
    for (let col = 0; col < tr.cells.length; col++) {
      const cell = this.at(tr.index, col);
      tr.cells[col].classList.toggle('refused', !!cell && (cell.data.draft ? cell.data.draft.wrong.has(cell.column.name) : this.#refused.has(keyOf(cell))));
    }
  }

  dispose() { this.editor.dispose(); }

  /** A refused text goes back into its editor, unless something else is being typed: then it waits at its cell.
   * @param {{ cell?: Cell, text?: string }} from @param {string} sentence */
  #comeBack({ cell, text }, sentence) {
    if (!cell || text === undefined) { toast(this.grid, sentence); return; }
    this.#refused.set(keyOf(cell), { text, sentence });
    const row = this.#find(cell);
    const isFree = !this.editor.editing && !document.querySelector('dialog[open]') && this.grid.host.contains(document.activeElement);
    if (row !== null && isFree) {
      this.grid.selection.to(row, cell.col);
      this.open(row, cell.col);
    } else toast(this.grid, sentence, undefined, 'bad');
    this.grid.redraw();
  }

  /** Where the row of the cell is now. @param {Cell} cell @returns {number | null} */
  #find(cell) {
    for (const tr of this.grid.view.rows) {
      const here = this.at(tr.index, cell.col);
      if (here && here.orderId === cell.orderId && here.lineId === cell.lineId) return tr.index;
    }
    return null;
  }

  /** At a cell whose text was refused its sentence stands. */
  #hint() {
    const { active } = this.grid.selection;
    const cell = this.at(active.row, active.col);
    const draft = cell?.data.draft?.wrong.get(cell.column.name);
    const kept = draft ? { sentence: draft } : cell && this.#refused.get(keyOf(cell));
    const td = this.grid.view.cell(active.row, active.col);
    if (kept && td) this.bubble.show(kept.sentence, td); else if (!this.editor.editing) this.bubble.hide();
  }
}

/** @param {Cell} cell */
const keyOf = cell => `${cell.orderId}/${cell.lineId ?? ''}/${cell.column.name}`;

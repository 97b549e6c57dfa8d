// What only the lines of one order can do: a new line is written when one leaves its row, whole rows are taken out.

import { element } from './dialogs.js';
import { keepAlso, keepDrafts } from './draft-keep.js';
import { solid } from './changes.js';
import { sent } from './edit-text.js';
import { toast } from './toast.js';
import { Refused } from './writes.js';

/** @typedef {import('./line-rows.js').Draft} Draft */
/** @typedef {import('./line-rows.js').LineRows} LineRows */
/** @typedef {import('./writes.js').Problem} Problem */

const TOLD = 3;

export class Lines {
  /** @type {Draft | null} where the keyboard is */ #at = null;

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.rows = /** @type {LineRows} */ (grid.windows);
    this.one = /** @type {import('./types.js').OneOrder} */ (grid.data.one);
  }

  bind() {
    const { grid } = this;
    grid.selection.addEventListener('change', () => { this.#moved(); this.#offer(); }, { signal: grid.signal });
    // Who goes elsewhere on the page has left the row too.
    grid.host.addEventListener('focusout', event => {
      const to = /** @type {Node | null} */ (event.relatedTarget);
      if (this.#at && to && !grid.frame.contains(to) && !document.querySelector('dialog[open]')) this.#leave(this.#at);
    }, { signal: grid.signal });
    const button = /** @type {HTMLButtonElement} */ (element('button', 'btn s danger', ''));
    button.type = 'button';
    button.hidden = true;
    button.addEventListener('click', () => this.remove());
    this.button = button;
    grid.foot?.querySelector('.grow')?.before(button);
    grid.signal.addEventListener('abort', () => button.remove());
  }

  /** The grid goes: what is complete is written, as when one leaves its row, and what is not waits for the next time. */
  depart() {
    const begun = this.rows.drafts.filter(draft => draft.state === 'typed' && !draft.isEmpty);
    const left = begun.filter(draft => this.#missing(draft).length > 0);
    for (const draft of begun) this.#leave(draft);
    keepDrafts(this.grid.data, this.rows.drafts);
    const { grid } = this;
    if (left.length > 0) toast(grid, grid.cells.say('grid.lines.kept', this.one.label, left.length));
  }

  /** The column before the others marks its whole row. @param {number} col */
  isHead(col) { return this.grid.layout.columns[col]?.name === 'position'; }

  /** Whole rows are marked, and nothing else. */
  get isWhole() {
    const { ranges, lastCol } = this.grid.selection;
    return ranges.length > 0 && ranges.every(range => range.c1 === 0 && range.c2 === lastCol);
  }

  /** @param {Draft} draft @param {import('./types.js').Column} column @param {string} value @param {string} text
   * @param {import('./types.js').Option | null} option */
  typed(draft, column, value, text, option) {
    if (draft.state !== 'typed') return;
    draft.set(column, value, text, option);
    this.#at ??= draft;
    this.rows.grow();
    this.grid.redraw();
  }

  /** Delete on some cells of lines that are not written yet. */
  clear() {
    for (const range of solid(this.grid)) {
      for (let row = Math.max(range.r1, this.rows.written); row <= range.r2; row++) {
        const draft = this.rows.row(row)?.draft;
        for (const column of this.grid.layout.columns.slice(range.c1, range.c2 + 1)) draft?.drop(column.name);
        if (draft?.isEmpty && draft !== this.rows.drafts.at(-1)) this.rows.forget(draft);
      }
    }
    this.rows.redraw();
    this.grid.redraw();
  }

  /** Takes the marked rows out; what a line has made or shipped keeps it. */
  async remove() {
    if (!this.isWhole) { this.grid.say(this.grid.cells.say('grid.lines.remove.how')); return; }
    const [lines, drafts] = this.#marked();
    for (const draft of drafts) this.rows.forget(draft);
    const { grid } = this;
    const { writes, undo } = grid.editing;
    if (lines.length > 0) {
      try {
        const done = await writes.change({ changes: [], goneLines: lines });
        if (done.changeSet) {
          undo.done(done.changeSet);
          toast(grid, grid.cells.say('grid.lines.removed', lines.length), () => undo.undo());
        } else toast(grid, sentences(done.problems), undefined, 'bad');
      } catch (fault) {
        if (!(fault instanceof Refused)) throw fault;
        toast(grid, fault.message, undefined, 'bad');
      }
      await this.rows.refresh(grid.view.first, grid.view.last);
    }
    if (grid.signal.aborted) return;
    grid.selection.collapse();
    grid.selection.focus();
  }

  /** One value into marked cells of lines that are not written yet. @param {import('./types.js').Range[]} ranges @param {string} text */
  put(ranges, text) {
    for (const range of ranges) {
      for (let row = Math.max(range.r1, this.rows.written); row <= range.r2; row++) {
        const draft = this.rows.row(row)?.draft;
        for (const column of this.grid.layout.columns.slice(range.c1, range.c2 + 1)) {
          if (draft && column.editable) this.typed(draft, column, sent(this.grid, text, column), text.trim(), null);
        }
      }
    }
  }

  /** Rows that were pasted below the last one: their own cells, on top of what the row had already.
   * @param {import('./writes.js').NewCell[][]} rows @param {number} first of the drafts that they fall on
   * @returns {{ lines: import('./writes.js').NewLine[], used: Draft[] }} */
  pasted(rows, first) {
    const used = this.rows.drafts.slice(first, first + rows.length);
    const lines = rows.map((cells, i) => {
      const own = used[i]?.fields.filter(field => !used[i].cells.get(field.field)?.isOurs && !cells.some(cell => cell.field === field.field)) ?? [];
      return { orderId: this.one.id, fields: [...own, ...cells] };
    });
    return { lines, used: used.filter(draft => !draft.isEmpty) };
  }

  /** The keyboard is at another row. */
  #moved() {
    const { grid } = this;
    const now = grid.windows.row(grid.selection.active.row)?.draft ?? null;
    const was = this.#at;
    this.#at = now;
    if (was && was !== now) this.#leave(was);
  }

  /** @param {Draft} draft */
  #missing(draft) { return ['product', 'quantity'].filter(name => !draft.cells.has(name)); }

  /** @param {Draft} draft */
  async #leave(draft) {
    const { grid } = this;
    if (draft.state !== 'typed' || draft.isEmpty) return;
    const missing = this.#missing(draft).map(name => grid.columnOf(name)?.label ?? name);
    if (missing.length > 0) { grid.say(grid.cells.say('grid.lines.missing', missing.join(grid.cells.say('grid.and')))); return; }
    draft.state = 'sent';
    grid.redraw();
    const { writes, undo } = grid.editing;
    try {
      const done = await writes.change({ changes: [], newLines: [{ orderId: this.one.id, fields: draft.fields }] });
      if (done.changeSet) {
        undo.done(done.changeSet);
        draft.state = 'done';
        if (grid.signal.aborted) return;
        await this.rows.refresh(grid.view.first, grid.view.last);
        // Whatever came, it stands among the lines now.
        this.rows.forget(draft);
        return;
      }
      this.#refused(draft, done.problems);
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      this.#refused(draft, [{ code: '', facts: [], detail: fault.message }]);
    }
  }

  /** What was typed stays, with the sentence at its cell. @param {Draft} draft @param {Problem[]} problems */
  #refused(draft, problems) {
    const { grid } = this;
    draft.state = 'typed';
    for (const problem of problems) draft.wrong.set(problem.field && grid.layout.shown.includes(problem.field) ? problem.field : 'product', problem.detail);
    toast(grid, sentences(problems), undefined, 'bad');
    // Where the grid has gone meanwhile the line waits for the next one.
    if (grid.signal.aborted) keepAlso(grid.data, draft); else grid.redraw();
  }

  /** @returns {[import('./writes.js').GoneLine[], Draft[]]} */
  #marked() {
    /** @type {Map<number, import('./writes.js').GoneLine>} */ const lines = new Map();
    /** @type {Draft[]} */ const drafts = [];
    for (const range of solid(this.grid)) {
      for (let row = range.r1; row <= range.r2; row++) {
        const data = this.rows.row(row);
        if (!data) continue;
        if (data.draft) { if (!data.draft.isEmpty) drafts.push(data.draft); continue; }
        const lineId = Number(this.rows.value(data, 'lineId'));
        lines.set(lineId, { orderId: this.one.id, lineId });
      }
    }
    return [[...lines.values()], drafts];
  }

  /** Where whole lines are marked, what can be done with them stands below. */
  #offer() {
    if (!this.button) return;
    const count = this.isWhole ? this.grid.selection.ranges.reduce((sum, range) =>
      sum + Math.max(0, Math.min(range.r2, this.rows.written - 1) - range.r1 + 1), 0) : 0;
    this.button.hidden = count === 0;
    this.button.textContent = this.grid.cells.say('grid.lines.remove', count);
  }
}

/** @param {Problem[]} problems */
const sentences = problems => [...new Set(problems.map(problem => problem.detail))].slice(0, TOLD).join(' ');

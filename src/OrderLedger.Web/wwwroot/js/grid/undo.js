// Ctrl+Z and Ctrl+Y: the own last change sets are taken back and brought back, also after a visit to another page.

import { toast } from './toast.js';
import { Refused } from './writes.js';

const DEPTH = 100;
const KEY = 'ledger-grid-undo';

export class Undo {
  /** @type {number[]} change sets, the newest last */ #done = [];
  /** @type {number[]} the undos that can be brought back */ #undone = [];

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.#read();
  }

  /** @param {number} changeSet was just written */
  done(changeSet) {
    // Another grid of this window may have written meanwhile: a page was left and another came.
    this.#read();
    this.#done = [...this.#done.slice(1 - DEPTH), changeSet];
    this.#undone = [];
    this.#keep();
  }

  undo() { return this.#next(true); }

  redo() { return this.#next(false); }

  /** One after the other, however fast the keys come. @param {boolean} isUndo */
  #next(isUndo) { return this.#turn = this.#turn.then(() => this.#take(isUndo)); }
  /** @type {Promise<void>} */ #turn = Promise.resolve();

  /** @param {boolean} isUndo */
  async #take(isUndo) {
    const { grid } = this;
    const { writes } = grid.editing;
    // What is still on its way comes before: an undo right behind a commit takes that commit back.
    await writes.idle();
    this.#read();
    const word = isUndo ? 'grid.undo' : 'grid.redo';
    const set = (isUndo ? this.#done : this.#undone).pop();
    if (set === undefined) { grid.say(grid.cells.say(`${word}.nothing`)); return; }
    this.#keep();
    try {
      const answer = await writes.send(`/api/v1/change-sets/${set}/undo`, {});
      this.#read();
      (isUndo ? this.#undone : this.#done).push(answer.id);
      grid.say(answer.kept?.length ? grid.cells.say('grid.undo.kept', answer.kept.length) : grid.cells.say(`${word}.done`));
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      toast(grid, fault.message, undefined, 'bad');
    }
    this.#keep();
    grid.windows.refresh(grid.view.first, grid.view.last);
  }

  #keep() {
    try { sessionStorage.setItem(KEY, JSON.stringify({ user: this.grid.data.user, done: this.#done, undone: this.#undone })); }
    catch { /* A browser that keeps nothing. */ }
  }

  #read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
      if (kept?.user !== this.grid.data.user) return;
      [this.#done, this.#undone] = [kept.done.map(Number), kept.undone.map(Number)];
    } catch { /* Not ours. */ }
  }
}

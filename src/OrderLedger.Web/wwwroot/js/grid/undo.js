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
    // The same lists for ever: an undo that waits for this holds them already.
    this.#done.push(changeSet);
    this.#done.splice(0, this.#done.length - DEPTH);
    this.#undone.length = 0;
    this.#keep();
  }

  undo() { return this.#take(this.#done, this.#undone, 'grid.undo.done', 'grid.undo.nothing'); }

  redo() { return this.#take(this.#undone, this.#done, 'grid.redo.done', 'grid.redo.nothing'); }

  /** @param {number[]} from @param {number[]} to @param {string} word @param {string} none */
  async #take(from, to, word, none) {
    const { grid } = this;
    const { writes } = grid.editing;
    // What is still on its way comes before: an undo right behind a commit takes that commit back.
    await writes.idle();
    const set = from.pop();
    if (set === undefined) { grid.say(grid.cells.say(none)); return; }
    try {
      const answer = await writes.send(`/api/v1/change-sets/${set}/undo`, {});
      to.push(answer.id);
      grid.say(answer.kept?.length ? grid.cells.say('grid.undo.kept', answer.kept.length) : grid.cells.say(word));
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

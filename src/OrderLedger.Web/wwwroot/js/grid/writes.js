// What is written goes one after the other; meanwhile the typed values stand in the rows, whatever is read.

/** @typedef {import('./types.js').Row} Row */
/** @typedef {{ method?: string, date?: string, carrier?: string, trackingNumber?: string, signer?: string, reason?: string }} Facts */
/** @typedef {{ orderId: number, lineId?: number, field: string, value: string, was?: unknown, force?: boolean, facts?: Facts }} Change */
/** @typedef {{ field: string, value: string }} NewCell */
/** @typedef {{ orderId: number, fields: NewCell[] }} NewLine */
/** @typedef {{ orderId: number, lineId: number }} GoneLine */
/** @typedef {{ index?: number, newOrder?: number, newLine?: number, goneLine?: number, field?: string, code: string, facts: string[], detail: string }} Problem */
/** @typedef {{ index: number, theirs: string | number | null }} Conflict */
/** @typedef {{ changeSet?: number, applied: number, problems: Problem[], conflicts: Conflict[], orders: number[],
 *   joined?: { row: number, orderId: number }[] }} Changed joined: rows that become lines of an order that is there */
/** @typedef {{ changes: Change[], newOrders?: NewCell[][], newLines?: NewLine[], goneLines?: GoneLine[], preview?: boolean }} Ask */

import { guess } from './edit-text.js';

const RETRIES = 2;
const RETRY_MS = 700;
/** Characters; browsers let requests of 64 KB outlive their page. */
const KEPT_ALIVE = 20_000;

/** The server said no, with a sentence; or nobody answered. */
export class Refused extends Error {}

export class Writes {
  /** @type {Map<string, Map<string, string | number | boolean | null>>} values that stand before they are written */ #standing = new Map();
  /** @type {Promise<unknown>} */ #last = Promise.resolve();
  #busy = 0;
  /** What a change says to people, where it is written by a code. @type {WeakMap<Change, string>} */ names = new WeakMap();

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.#count(0);
    grid.windows.arriving = (rows, before) => {
      grid.editing.flash.compare(rows, before);
      return this.#standing.size ? rows.map(row => this.#amended(row)) : rows;
    };
  }

  /** Cells, or why not. @param {Ask} ask @returns {Promise<Changed>} */
  change(ask) { return this.send('/api/v1/ledger/changes', { rows: this.grid.rowsKind, ...ask }); }

  /** One write after the other, so that an undo never overtakes what it undoes.
   * @param {string} address @param {unknown} body @returns {Promise<any>} */
  send(address, body) {
    const mine = this.#last.then(() => this.#post(address, body));
    this.#last = mine.catch(() => undefined);
    this.#count(1);
    this.#last.then(() => this.#count(-1));
    return mine;
  }

  /** When everything so far has been answered. */
  idle() { return this.#last; }

  /** Whether the cell shows what is not written yet. @param {import('./editing.js').Cell} cell */
  isStanding(cell) { return this.#standing.get(this.#key(cell.orderId, cell.lineId))?.has(cell.column.name) ?? false; }

  /** Typed values stand at once. @param {Change[]} changes */
  stand(changes) {
    for (const change of changes) {
      const column = this.grid.columnOf(change.field);
      if (!column) continue;
      const key = this.#key(change.orderId, change.lineId);
      const values = this.#standing.get(key) ?? new Map();
      values.set(change.field, this.names.get(change) ?? guess(change.value, column));
      this.#standing.set(key, values);
    }
    this.grid.windows.change(row => this.#amended(row));
  }

  /** They were written: what is read from now on is true. Refused ones go back to what stood there.
   * @param {Change[]} changes @param {boolean} refused */
  settle(changes, refused) {
    const back = new Map();
    for (const change of changes) {
      const key = this.#key(change.orderId, change.lineId);
      this.#standing.get(key)?.delete(change.field);
      if (this.#standing.get(key)?.size === 0) this.#standing.delete(key);
      if (refused) back.set(key, { ...back.get(key), [change.field]: change.was ?? null });
    }
    const { windows, view } = this.grid;
    if (this.grid.signal.aborted) return;
    if (refused) windows.change(row => this.#with(row, Object.entries(back.get(this.#keyOf(row)) ?? {})));
    windows.refresh(view.first, view.last);
  }

  /** @param {number} orderId @param {number | undefined} lineId */
  #key(orderId, lineId) { return `${orderId}/${lineId ?? ''}`; }

  /** @param {Row} row */
  #keyOf(row) {
    const { windows } = this.grid;
    const line = windows.value(row, 'lineId');
    return this.#key(Number(windows.value(row, 'id')), typeof line === 'number' ? line : undefined);
  }

  /** @param {Row} row */
  #amended(row) {
    const values = this.#standing.get(this.#keyOf(row));
    return values ? this.#with(row, [...values]) : row;
  }

  /** @param {Row} row @param {[string, any][]} values */
  #with(row, values) {
    const { windows } = this.grid;
    if (values.every(([name, value]) => windows.value(row, name) === value)) return row;
    /** @type {Row} */ const made = Object.assign([...row], { mark: row.mark });
    for (const [name, value] of values) if (windows.at(name) >= 0) made[windows.at(name)] = value;
    return made;
  }

  /** A key makes the repetition safe: what was written once is not written again.
   * @param {string} address @param {unknown} body */
  async #post(address, body) {
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': crypto.randomUUID() };
    const text = JSON.stringify(body);
    // Who leaves the page right behind a key press has written all the same.
    const keepalive = text.length < KEPT_ALIVE;
    for (let turn = 0; ; turn++) {
      try {
        return await this.#answer(await fetch(address, { method: 'POST', headers, body: text, keepalive }));
      } catch (fault) {
        if (fault instanceof Refused) throw fault;
        if (turn >= RETRIES) throw new Refused(this.grid.cells.say('grid.edit.offline'));
        await new Promise(done => setTimeout(done, RETRY_MS));
      }
    }
  }

  /** How many are on their way, for who looks at the page. @param {number} by */
  #count(by) {
    this.#busy += by;
    this.grid.frame.dataset.writing = String(this.#busy);
  }

  /** @param {Response} answer */
  async #answer(answer) {
    if (answer.status >= 500 && answer.status !== 503) throw new Refused(this.grid.cells.say('grid.edit.failed'));
    if (answer.status === 401) throw new Refused(this.grid.cells.say('grid.edit.signed-out'));
    const said = await answer.json();
    if (answer.ok || Array.isArray(said.problems)) return said;
    throw new Refused(said.detail ?? said.title ?? this.grid.cells.say('grid.edit.failed'));
  }
}

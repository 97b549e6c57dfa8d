// The rows of the ledger, in blocks read when they come near the window. No more than some blocks are kept.

/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./types.js').Page} Page */

const BLOCK = 200;
const KEPT = 60;
const AT_ONCE = 3;
const RETRY_MS = 2000;

/** Fires `rows` when rows arrived, `count` when their number or the totals may have changed, `offline` when none came. */
export class Windows extends EventTarget {
  /** @type {Map<number, Row[]>} */ #blocks = new Map();
  /** @type {Map<number, AbortController>} */ #flying = new Map();
  /** @type {Set<number>} */ #stale = new Set();
  /** @type {number[]} */ #wanted = [];
  /** @type {{ offset: number, rows: Row[], stale: boolean }} */ #seed;
  /** @type {Map<string, number>} */ #at = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #retry;
  #totalsDue = false;
  /** Has a word on rows that arrive, before anybody sees them. @type {(rows: Row[], before: Row[]) => Row[]} */ arriving = rows => rows;
  #disposed = false;

  /** @param {import('./types.js').GridData} data @param {Page} page what the page brought along @param {number} offset of its first row */
  constructor(data, page, offset) {
    super();
    this.query = data.query;
    this.kind = data.rows;
    this.rules = data.rules;
    marked(page);
    this.count = page.count;
    this.totals = page.totals ?? {};
    this.names = page.columns;
    this.#seed = { offset, rows: page.rows, stale: false };
    this.#index();
  }

  /** Place of a column in a row, -1 where it is not read. @param {string} name */
  at(name) { return this.#at.get(name) ?? -1; }

  /** @param {number} index @returns {Row | null} null while it is not here */
  row(index) {
    const block = this.#blocks.get(Math.floor(index / BLOCK));
    if (block) return block[index % BLOCK] ?? null;
    return this.#seed.rows[index - this.#seed.offset] ?? null;
  }

  /** @param {Row} row @param {string} name */
  value(row, name) { return row[this.#at.get(name) ?? -1] ?? null; }

  /** The row of an order, or of one of its lines, while it is here. @param {number} id @param {number} [lineId] @returns {Row | null} */
  find(id, lineId) {
    for (const rows of [...this.#blocks.values(), this.#seed.rows]) {
      const found = rows.find(row => this.value(row, 'id') === id && (lineId === undefined || this.value(row, 'lineId') === lineId));
      if (found) return found;
    }
    return null;
  }

  /** Rows that are here become what is made of them; one that is given back as it was stays. @param {(row: Row) => Row} made */
  change(made) {
    for (const rows of [...this.#blocks.values(), this.#seed.rows]) rows.forEach((row, i) => { rows[i] = made(row); });
    this.dispatchEvent(new Event('rows'));
  }
  /** The grid runs; plain rows need nothing more. */
  bind() {}

  /** Rows that match; of groups their rows. */
  get rowCount() { return this.count; }

  /** Rows that stand for something in the book. */
  get written() { return this.count; }

  /** Says which rows are in sight; reads what is missing, and ahead in the direction of the scroll.
   * @param {number} from @param {number} to the last one @param {number} speed rows since the last time, signed */
  want(from, to, speed) { this.wantSpans([[from, to]], speed); }

  /** The same for rows that do not stand together. @param {[number, number][]} spans in order @param {number} speed */
  wantSpans(spans, speed) {
    if (spans.length === 0) return;
    const keys = new Set();
    const wanted = [];
    for (const [from, to] of spans) {
      for (let key = Math.floor(from / BLOCK); key <= Math.floor(to / BLOCK); key++) {
        if (!keys.has(key) && this.#lacks(key, from, to)) wanted.push(key);
        keys.add(key);
      }
    }
    const [first, last] = [Math.floor(spans[0][0] / BLOCK), Math.floor(spans[spans.length - 1][1] / BLOCK)];
    const ahead = speed === 0 ? 0 : Math.min(3, 1 + Math.floor(Math.abs(speed) / 40));
    for (let n = 1; n <= ahead; n++) {
      const key = speed > 0 ? last + n : first - n;
      if (key >= 0 && key * BLOCK < this.count && !this.#blocks.has(key)) wanted.push(key);
    }
    this.#wanted = wanted;
    for (const [key, flight] of this.#flying) {
      if (!wanted.includes(key) && !keys.has(key - 1) && !keys.has(key) && !keys.has(key + 1)) { flight.abort(); this.#flying.delete(key); }
    }
    this.#pump();
  }

  /** Reads again what is in sight, and forgets the rest: something was changed. Ends when nothing is on its way any more.
   * @param {number} from @param {number} to @returns {Promise<void>} */
  refresh(from, to) { return this.refreshSpans([[from, to]]); }

  /** @param {[number, number][]} spans in sight @returns {Promise<void>} */
  refreshSpans(spans) {
    for (const flight of this.#flying.values()) flight.abort();
    this.#flying.clear();
    this.#stale.clear();
    for (const key of [...this.#blocks.keys()]) {
      const isSeen = spans.some(([from, to]) => key >= Math.floor(from / BLOCK) && key <= Math.floor(to / BLOCK));
      if (isSeen) this.#stale.add(key); else this.#blocks.delete(key);
    }
    this.#seed.stale = true;
    this.#totalsDue = true;
    this.wantSpans(spans, 0);
    return new Promise(done => { this.#waiting.push(done); this.#tellIdle(); });
  }
  /** @type {(() => void)[]} */ #waiting = [];

  /** Reads these columns from now on. @param {string[]} names @param {number} from @param {number} to in sight */
  read(names, from, to) { this.readSpans(names, [[from, to]]); }

  /** @param {string[]} names @param {[number, number][]} spans in sight */
  readSpans(names, spans) {
    if (names.every(name => this.#at.has(name))) return;
    this.names = names;
    this.#next = names;
    this.refreshSpans(spans);
  }

  /** Other colours of rows from now on. @param {import('./types.js').Rule[]} rules @param {[number, number][]} spans in sight */
  colour(rules, spans) {
    this.rules = rules;
    this.refreshSpans(spans);
  }
  /** @type {string[] | null} */ #next = null;

  /** Rows beyond what is kept, for copies and sums; they are not kept.
   * @param {number} from @param {number} to the last one @param {string[]} columns @returns {Promise<Page>} */
  async range(from, to, columns) {
    const rows = [];
    /** @type {Page | null} */ let page = null;
    for (let offset = from; offset <= to; offset += 1000) {
      page = await this.#fetch(offset, Math.min(1000, to - offset + 1), columns, false);
      rows.push(...page.rows);
    }
    return { columns: page?.columns ?? columns, rows, count: this.count, seq: page?.seq ?? 0 };
  }

  dispose() {
    this.#disposed = true;
    clearTimeout(this.#retry);
    for (const flight of this.#flying.values()) flight.abort();
    for (const done of this.#waiting.splice(0)) done();
  }

  /** @param {number} key @param {number} from @param {number} to */
  #lacks(key, from, to) {
    if (this.#stale.has(key)) return true;
    if (this.#blocks.has(key)) return false;
    const [first, last] = [Math.max(from, key * BLOCK), Math.min(to, key * BLOCK + BLOCK - 1, this.count - 1)];
    if (first > last) return false;
    return this.#seed.stale || !this.row(first) || !this.row(last);
  }

  #pump() {
    for (const key of this.#wanted) {
      if (this.#flying.size >= AT_ONCE) return;
      if (this.#flying.has(key) || (this.#blocks.has(key) && !this.#stale.has(key))) continue;
      this.#load(key);
    }
    this.#tellIdle();
  }

  #tellIdle() { if (this.#flying.size === 0) for (const done of this.#waiting.splice(0)) done(); }

  /** @param {number} key */
  async #load(key) {
    const flight = new AbortController();
    this.#flying.set(key, flight);
    const totals = this.#totalsDue;
    this.#totalsDue = false;
    try {
      const page = await this.#fetch(key * BLOCK, BLOCK, this.names, totals, flight.signal);
      this.#flying.delete(key);
      if (this.#disposed) return;
      this.#arrived(key, page);
    } catch (fault) {
      if (totals) this.#totalsDue = true;
      if (flight.signal.aborted || this.#disposed) return;
      this.#flying.delete(key);
      this.dispatchEvent(new Event('offline'));
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#pump(), RETRY_MS);
      return;
    }
    this.#pump();
  }

  /** @param {number} key @param {Page} page */
  #arrived(key, page) {
    if (this.#next) {
      // Rows of the former columns have other places.
      this.#next = null;
      this.#blocks.clear();
      this.#stale.clear();
      this.#seed.rows = [];
      this.names = page.columns;
      this.#index();
    }
    const before = this.#blocks.get(key) ?? this.#seed.rows.slice(Math.max(0, key * BLOCK - this.#seed.offset), (key + 1) * BLOCK);
    this.#blocks.delete(key);
    this.#blocks.set(key, this.arriving(page.rows, before));
    this.#stale.delete(key);
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT) break;
      if (!this.#wanted.includes(old)) this.#blocks.delete(old);
    }
    const changed = page.count !== this.count || page.totals !== undefined;
    this.count = page.count;
    if (page.totals) this.totals = page.totals;
    this.dispatchEvent(new Event('rows'));
    if (changed) this.dispatchEvent(new Event('count'));
  }

  /** @param {number} offset @param {number} limit @param {string[]} columns @param {boolean} totals
   * @param {AbortSignal} [signal] @returns {Promise<Page>} */
  async #fetch(offset, limit, columns, totals, signal) {
    const ask = new URLSearchParams({ offset: String(offset), limit: String(limit), columns: columns.join(',') });
    if (this.query.q) ask.set('q', this.query.q);
    if (this.query.filter) ask.set('filter', this.query.filter);
    ask.set('sort', this.query.order);
    if (this.kind === 'lines') ask.set('rows', 'lines');
    for (const rule of this.rules) ask.append('marks', rule.filter);
    if (totals) ask.set('totals', 'true');
    const answer = await fetch(`/api/v1/ledger?${ask}`, { signal, headers: { accept: 'application/json' } });
    if (answer.status === 401) location.reload();
    if (!answer.ok) throw new Error(`The ledger answered ${answer.status}.`);
    return marked(await answer.json());
  }

  #index() { this.#at = new Map(this.names.map((name, i) => [name, i])); }
}

/** Each row knows its colour. @param {Page} page */
function marked(page) {
  page.marks?.forEach((mark, i) => { page.rows[i].mark = mark; });
  return page;
}

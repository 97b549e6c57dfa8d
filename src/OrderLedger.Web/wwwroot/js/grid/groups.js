// Rows in groups with subtotals over the whole result. To the grid they are windows like others: some of their rows stand for
// groups, and what lies within an open one is read when it comes near.

import { addressWith } from './address.js';
import { Branch, find, Rows } from './group-tree.js';
import { bindAll, bindGroups, drawGroup } from './group-row.js';
import { read } from './ask.js';

/** @typedef {import('./types.js').Group} Group */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {{ group: Group, at: number, list: Groups, open: Branch | Rows | null, row: Row | null }} Node */

/** Groups that are opened all at once at most. */
export const ALL_MAX = 3000;
/** Open ones that the address names at most. */
const NAMED_MAX = 20;
const BLOCK = 200;

export class Groups extends EventTarget {
  /** @type {Set<string>} keys of open groups, as text */ #opened;
  /** @type {AbortController} */ #flight = new AbortController();
  #isAll = false;
  #lead = '';

  /** @param {import('./grid.js').Grid} grid @param {import('./windows.js').Windows} rows the same rows, group after group */
  constructor(grid, rows) {
    super();
    this.grid = grid;
    this.rows = rows;
    this.by = (grid.data.group ?? '').split(',');
    const open = new URL(location.href).searchParams.getAll('open');
    this.#isAll = open.includes('*');
    this.#opened = new Set(open);
    this.root = new Branch(0, null);
    const first = grid.data.groups;
    if (first) { this.root.count = first.count; this.root.put(0, this.#nodes(first.groups, 0)); }
    for (const kind of ['rows', 'offline']) rows.addEventListener(kind, () => this.dispatchEvent(new Event(kind)));
    rows.addEventListener('count', () => this.dispatchEvent(new Event('count')));
    if (open.length > 0) queueMicrotask(() => this.#isAll ? this.openAll() : this.#rebuild());
  }

  get count() { return this.root.size; }
  get rowCount() { return this.rows.count; }
  get written() { return this.count; }
  get totals() { return this.rows.totals; }
  get query() { return this.rows.query; }
  get names() { return this.rows.names; }
  get rules() { return this.rows.rules; }

  /** @param {(rows: Row[], before: Row[]) => Row[]} word */
  set arriving(word) { this.rows.arriving = word; }

  /** @param {string} name */
  at(name) { return this.rows.at(name); }

  /** @param {number} id @param {number} [lineId] */
  find(id, lineId) { return this.rows.find(id, lineId); }

  /** @param {(row: Row) => Row} made */
  change(made) { this.rows.change(made); }

  /** @param {number} index as shown @returns {Row | null} */
  row(index) {
    const place = find(this.root, index);
    if (!place) return null;
    if ('row' in place) return this.rows.row(place.row);
    const node = place.branch.node(place.at);
    return node ? this.#rowOf(node) : null;
  }

  /** @param {Row} row @param {string} name */
  value(row, name) { return row.node ? row.node.group.totals[name] ?? null : this.rows.value(row, name); }

  /** @param {number} from @param {number} to @param {number} speed */
  want(from, to, speed) {
    const spans = this.#spans(from, to);
    this.rows.wantSpans(spans, speed);
  }

  /** Something was changed: groups, subtotals and the rows in sight come anew, what is open stays open.
   * @param {number} from @param {number} to @returns {Promise<void>} */
  refresh(from, to) {
    return this.#rebuild().then(() => this.rows.refreshSpans(this.#spans(from, Math.min(to, this.count - 1))));
  }

  /** @param {string[]} names @param {number} from @param {number} to */
  read(names, from, to) {
    if (names.every(name => this.at(name) >= 0)) return;
    this.rows.readSpans(names, this.#spans(from, to));
    void this.#rebuild();
  }

  /** @param {import('./types.js').Rule[]} rules @param {[number, number][]} spans as shown */
  colour(rules, spans) { this.rows.colour(rules, spans.flatMap(([from, to]) => this.#spans(from, to))); }

  /** Groups and rows as shown, for copies and sums. @param {number} from @param {number} to @param {string[]} columns */
  async range(from, to, columns) {
    /** @type {Row[]} */ const rows = [];
    for (let index = from; index <= to; index++) {
      const place = find(this.root, index);
      if (!place) break;
      if ('row' in place) {
        const count = Math.min(to - index, place.rest);
        rows.push(...(await this.rows.range(place.row, place.row + count, columns)).rows);
        index += count;
      } else {
        if (!place.branch.node(place.at)) await this.#load(place.branch, Math.floor(place.at / BLOCK));
        const node = place.branch.node(place.at);
        if (node) rows.push(this.#rowOf(node));
      }
    }
    return { columns, rows, count: this.count, seq: 0 };
  }

  /** @param {Node} node */
  async toggle(node) {
    if (this.#isAll) for (const open of this.root.allOpen()) this.#opened.add(pathOf(open.group));
    this.#isAll = false;
    node.row = null;
    if (node.open) {
      node.open = null;
      this.#opened.delete(pathOf(node.group));
    } else {
      try { await this.#open(node); } catch { this.dispatchEvent(new Event('offline')); return; }
      this.#opened.add(pathOf(node.group));
    }
    this.#changed();
  }

  /** Every group with its rows, where they are not too many. @returns {Promise<boolean>} */
  async openAll() {
    this.#isAll = true;
    const isDone = await this.#rebuild();
    if (!isDone) { this.#isAll = false; await this.#rebuild(); }
    this.#write();
    return isDone;
  }

  closeAll() {
    this.#isAll = false;
    this.#opened.clear();
    for (const node of this.root.nodes()) node.open = node.row = null;
    this.#changed();
  }

  /** The grid runs: its keys and clicks reach the groups. */
  bind() {
    this.grid.view.table.setAttribute('role', 'treegrid');
    bindGroups(this.grid, this);
    bindAll(this.grid, this, ALL_MAX);
  }

  /** The words of a cell: for copies. @param {Row} row @param {import('./types.js').Column} column */
  text(row, column) {
    const group = /** @type {Node} */ (row.node).group;
    if (column.name === this.grid.layout.shown[0]) return `${group.labels[group.level]} (${group.count})`;
    return group.totals[column.name] === undefined ? '' : this.grid.cells.said(group.totals[column.name], column);
  }

  /** @param {import('./view.js').GridRow} tr @param {Row} row */
  draw(tr, row) { drawGroup(this.grid, tr, /** @type {Node} */ (row.node)); }

  dispose() {
    this.#flight.abort();
    this.rows.dispose();
  }

  /** Rows of the ledger among these, as spans; asks for groups that are not here. @param {number} from @param {number} to */
  #spans(from, to) {
    /** @type {[number, number][]} */ const spans = [];
    for (let index = from; index <= to; index++) {
      const place = find(this.root, index);
      if (!place) break;
      if ('row' in place) {
        const count = Math.min(to - index, place.rest);
        spans.push([place.row, place.row + count]);
        index += count;
      } else if (!place.branch.node(place.at)) this.#fetch(place.branch, Math.floor(place.at / BLOCK));
    }
    return spans.sort((a, b) => a[0] - b[0]);
  }

  /** @param {Branch} branch @param {number} block */
  #fetch(branch, block) {
    if (branch.asked.has(block)) return;
    branch.asked.add(block);
    this.#load(branch, block).then(() => this.#changed(false), fault => {
      branch.asked.delete(block);
      if (fault?.name !== 'AbortError') this.dispatchEvent(new Event('offline'));
    });
  }

  /** @param {Branch} branch @param {number} block */
  async #load(branch, block) {
    const page = await this.#read({
      by: this.by.slice(0, branch.level + 1).join(','), within: branch.span && `${branch.span.offset},${branch.span.count}`,
      offset: String(block * BLOCK), limit: String(BLOCK),
    });
    branch.count = page.count;
    await this.#put(branch, block, page.groups);
  }

  /** @param {Record<string, string | null>} asked @returns {Promise<import('./types.js').GroupPage>} */
  async #read(asked) {
    const { query } = this.rows;
    const summed = this.grid.data.columns.filter(column => column.summed && this.grid.names.includes(column.name)).map(column => column.name);
    const page = await read('/api/v1/ledger/groups', {
      rows: this.grid.data.rows, q: query.q, filter: query.filter, sort: query.sort, columns: summed.join(',') || 'id', ...asked,
    }, this.#flight.signal);
    this.rows.count = page.rowCount;
    Object.assign(this.rows.totals, page.totals);
    return page;
  }

  /** @param {Group[]} groups @param {number} from @returns {Node[]} */
  #nodes(groups, from) { return groups.map((group, i) => ({ group, at: from + i, list: this, open: null, row: null })); }

  /** @param {Branch} branch @param {number} block @param {Group[]} groups */
  async #put(branch, block, groups) {
    const nodes = this.#nodes(groups, block * BLOCK);
    branch.put(block, nodes);
    for (const node of nodes) if (this.#opened.has(pathOf(node.group))) await this.#open(node);
  }

  /** @param {Node} node */
  async #open(node) {
    const { group } = node;
    if (group.level === this.by.length - 1) { node.open = new Rows(group.rowOffset, group.count); return; }
    const branch = new Branch(group.level + 1, { offset: group.rowOffset, count: group.count });
    await this.#load(branch, 0);
    node.open = branch;
  }

  /** All groups of all levels, open. @returns {Promise<Branch | null>} null: too many */
  async #whole() {
    const root = new Branch(0, null);
    const path = [root];
    for (let here = 0, count = 1; here < count;) {
      const page = await this.#read({ by: this.by.join(','), offset: String(here), limit: '1000' });
      if (page.count > ALL_MAX || page.groups.length === 0) return page.count > ALL_MAX ? null : root;
      count = page.count;
      here += page.groups.length;
      for (const group of page.groups) {
        const node = /** @type {Node} */ ({ group, at: 0, list: this, open: null, row: null });
        path[group.level].add(node);
        const span = { offset: group.rowOffset, count: group.count };
        node.open = group.level === this.by.length - 1 ? new Rows(span.offset, span.count) : path[group.level + 1] = new Branch(group.level + 1, span);
      }
    }
    return root;
  }

  /** Reads the groups anew beside the old ones, and shows them when they are here. @returns {Promise<boolean>} false: too many to open */
  async #rebuild() {
    this.#flight.abort();
    const flight = this.#flight = new AbortController();
    let root = new Branch(0, null);
    try {
      if (this.#isAll) {
        const whole = await this.#whole();
        if (!whole) return false;
        root = whole;
      } else {
        for (const block of new Set([0, ...this.root.loaded])) if (block === 0 || block * BLOCK < root.count) await this.#load(root, block);
      }
    } catch {
      if (!flight.signal.aborted) this.dispatchEvent(new Event('offline'));
      return true;
    }
    if (flight.signal.aborted) return true;
    this.root = root;
    this.#changed(false);
    return true;
  }

  /** @param {boolean} [write] into the address */
  #changed(write = true) {
    this.root.settle();
    if (write) this.#write();
    this.dispatchEvent(new Event('count'));
    this.dispatchEvent(new Event('rows'));
  }

  /** What is open is part of the address, so that a link shows it too; it is no step of the history. */
  #write() {
    const url = new URL(addressWith({ open: null }), location.href);
    for (const path of this.#isAll ? ['*'] : [...this.#opened].slice(0, NAMED_MAX)) url.searchParams.append('open', path);
    history.replaceState(history.state, '', url.pathname + url.search);
  }

  /** @param {Node} node @returns {Row} */
  #rowOf(node) {
    const lead = this.names.join();
    if (!node.row || this.#lead !== lead) {
      this.#lead = lead;
      node.row = this.names.map(name => node.group.totals[name] ?? null);
      node.row.node = node;
    }
    return node.row;
  }
}

/** @param {Group} group */
const pathOf = group => JSON.stringify(group.keys).slice(1, -1);

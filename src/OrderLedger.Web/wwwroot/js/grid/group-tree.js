// Where the shown row of some place lies: a group of a list, or a row of the ledger within an open one.

/** @typedef {import('./groups.js').Node} Node */

/** The rows of an open group of the innermost level. */
export class Rows {
  /** @param {number} offset in the ledger @param {number} size */
  constructor(offset, size) {
    this.offset = offset;
    this.size = size;
  }
}

/** The groups within one group, or the outermost ones: as many as the server counts, those here that were near the window. */
export class Branch {
  count = 0;
  /** Rows shown: the groups, and what is open in them. */ size = 0;
  /** @type {Set<number>} blocks on their way */ asked = new Set();
  /** @type {Map<number, Node[]>} */ #blocks = new Map();
  /** @type {Node[]} open ones in order */ opened = [];

  /** @param {number} level @param {{ offset: number, count: number } | null} span its rows in the ledger; null: all */
  constructor(level, span) {
    this.level = level;
    this.span = span;
  }

  get loaded() { return [...this.#blocks.keys()]; }

  /** @param {number} at */
  node(at) { return this.#blocks.get(Math.floor(at / 200))?.[at % 200] ?? null; }

  /** Behind the others. @param {Node} node */
  add(node) {
    node.at = this.count++;
    const block = Math.floor(node.at / 200);
    const nodes = this.#blocks.get(block);
    if (nodes) nodes.push(node); else this.#blocks.set(block, [node]);
  }

  /** Of all levels. @returns {Generator<Node>} */
  *allOpen() {
    for (const node of this.opened) {
      yield node;
      if (node.open instanceof Branch) yield* node.open.allOpen();
    }
  }

  *nodes() { for (const block of this.#blocks.values()) yield* block; }

  /** @param {number} block @param {Node[]} nodes */
  put(block, nodes) {
    this.#blocks.set(block, nodes);
    this.settle();
  }

  /** Counts anew what is shown. */
  settle() {
    this.opened = [...this.nodes()].filter(node => node.open).sort((a, b) => a.at - b.at);
    this.size = this.count;
    for (const { open } of this.opened) {
      if (open instanceof Branch) open.settle();
      this.size += open?.size ?? 0;
    }
  }
}

/** @param {Branch} branch @param {number} index as shown
 * @returns {{ branch: Branch, at: number } | { row: number, rest: number } | null} with the rows that follow it */
export function find(branch, index) {
  if (index < 0 || index >= branch.size) return null;
  let before = 0;
  for (const node of branch.opened) {
    const start = node.at + before;
    if (index <= start) break;
    const { open } = node;
    const size = open?.size ?? 0;
    if (index <= start + size) {
      const inside = index - start - 1;
      return open instanceof Branch ? find(open, inside)
        : { row: /** @type {Rows} */ (open).offset + inside, rest: size - inside - 1 };
    }
    before += size;
  }
  return { branch, at: index - before };
}

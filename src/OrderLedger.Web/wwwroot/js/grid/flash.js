// Cells that others changed are marked for a moment.

/** @typedef {import('./types.js').Row} Row */

const SHOWN_MS = 2000;

export class Flash {
  /** @type {Map<string, Map<string, number>>} row → column → until when */ #fresh = new Map();

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) { this.grid = grid; }

  /** Rows arrived where others of the same orders stood. @param {Row[]} rows @param {Row[]} before */
  compare(rows, before) {
    if (before.length === 0) return;
    const old = new Map(before.map(row => [this.#key(row), row]));
    const until = performance.now() + SHOWN_MS;
    let found = false;
    for (const row of rows) {
      const was = old.get(this.#key(row));
      if (!was || was.length !== row.length) continue;
      row.forEach((value, i) => {
        if (value === was[i]) return;
        const key = this.#key(row);
        this.#fresh.set(key, (this.#fresh.get(key) ?? new Map()).set(this.grid.windows.names[i], until));
        found = true;
      });
    }
    if (found) setTimeout(() => this.#fade(), SHOWN_MS + 50);
  }

  /** @param {import('./view.js').GridRow} tr */
  draw(tr) {
    const marks = this.#fresh.size && tr.shownRow ? this.#fresh.get(this.#key(tr.shownRow)) : undefined;
    if (!marks && !tr.querySelector('.fresh')) return;
    this.grid.layout.columns.forEach((column, i) => tr.cells[i].classList.toggle('fresh', marks?.has(column.name) ?? false));
  }

  #fade() {
    const now = performance.now();
    for (const [key, marks] of this.#fresh) {
      for (const [name, until] of marks) if (until <= now) marks.delete(name);
      if (marks.size === 0) this.#fresh.delete(key);
    }
    this.grid.redraw();
  }

  /** @param {Row} row */
  #key(row) { return `${this.grid.windows.value(row, 'id')}/${this.grid.windows.value(row, 'lineId') ?? ''}`; }
}

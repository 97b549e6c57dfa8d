// From cells of the grid to changes of orders.

import { guess, isOfLine, typed } from './edit-text.js';

/** @typedef {import('./types.js').Range} Range */
/** @typedef {import('./types.js').Column} Column */
/** @typedef {import('./writes.js').Change} Change */
/** @typedef {{ row: number, column: Column, text: string }} Fixed A cell that cannot take what was meant for it. */

/** As many as the server takes at once. */
export const CELLS_MAX = 10_000;

/** The marked ranges, inside the ledger. @param {import('./grid.js').Grid} grid @returns {Range[]} */
export const solid = grid => grid.selection.ranges.map(range => ({
  ...range, r2: Math.min(range.r2, grid.windows.count - 1), c2: Math.min(range.c2, grid.layout.shown.length - 1),
}));

/** What it takes to give the cells of some ranges their texts. A cell that has it already is left alone; an order's field in two
 * rows of lines is said once.
 * @param {import('./grid.js').Grid} grid @param {Range[]} ranges
 * @param {(row: number, col: number, range: Range) => string | null} textOf null leaves the cell
 * @param {(column: Column) => boolean} [may] @returns {Promise<{ changes: Change[], fixed: number, wrong: Fixed[] }>} */
export async function changesFor(grid, ranges, textOf, may = () => true) {
  /** @type {Map<string, Change>} */ const changes = new Map();
  /** @type {Fixed[]} */ const wrong = [];
  let fixed = 0;
  const size = ranges.reduce((sum, range) => sum + (range.r2 - range.r1 + 1) * (range.c2 - range.c1 + 1), 0);
  if (size > CELLS_MAX) {
    grid.say(grid.cells.say('grid.edit.too-many', CELLS_MAX));
    return { changes: [], fixed: 0, wrong: [] };
  }
  for (const range of ranges) {
    const rows = await grid.rowsOf(range);
    rows.forEach((data, i) => {
      for (let col = range.c1; col <= range.c2; col++) {
        const column = grid.layout.columns[col];
        const text = textOf(range.r1 + i, col, range);
        // A line that is not written yet takes its texts elsewhere.
        if (text === null || data.draft) continue;
        if (data.node) {
          // A group takes nothing; what was meant for it is told, not lost.
          if (text !== '') wrong.push({ row: range.r1 + i, column, text });
          continue;
        }
        const value = grid.windows.value(data, column.name);
        if (isSame(grid, text, value, data, column)) continue;
        if (!column.editable || !may(column)) {
          fixed++;
          wrong.push({ row: range.r1 + i, column, text });
          continue;
        }
        const change = made(grid, data, column, text, value);
        changes.set(`${change.orderId}/${isOfLine(column.name) ? change.lineId ?? '' : ''}/${column.name}`, change);
      }
    });
  }
  return { changes: [...changes.values()], fixed, wrong };
}

/** Whether the text is what stands there already, in whichever writing.
 * @param {import('./grid.js').Grid} grid @param {string} text @param {any} value @param {import('./types.js').Row} data
 * @param {Column} column */
const isSame = (grid, text, value, data, column) => text === typed(grid, value, column) || text === grid.cells.text(data, column)
  || text === String(value ?? '') || guess(text, column) === (value ?? null);

/** @param {import('./grid.js').Grid} grid @param {import('./types.js').Row} data @param {Column} column @param {string} value
 * @param {unknown} was @returns {Change} */
function made(grid, data, column, value, was) {
  const lineId = grid.windows.value(data, 'lineId');
  return { orderId: Number(grid.windows.value(data, 'id')), ...(typeof lineId === 'number' ? { lineId } : {}), field: column.name, value, was };
}

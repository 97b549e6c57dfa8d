// Ctrl+V: a block into the cells, as Excel does it. It is one change set: written whole or, with what is wrong, not at all.

import { changesFor, solid } from './changes.js';
import { blockOf } from './clipboard.js';
import { cutOf } from './cut.js';
import { isClearable, isOfLine, sent } from './edit-text.js';
import { look } from './paste-look.js';

/** @typedef {import('./clipboard.js').Block} Block */
/** @typedef {import('./types.js').Range} Range */
/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./writes.js').NewCell} NewCell */

/** @param {import('./grid.js').Grid} grid */
export function bindPaste(grid) {
  document.addEventListener('paste', event => {
    const { editor } = grid.editing;
    if (editor.editing || !event.clipboardData || !grid.host.contains(document.activeElement) || grid.selection.active.row < 0) return;
    event.preventDefault();
    const block = blockOf(event.clipboardData);
    if (block.length > 0) paste(grid, block, cutOf(grid, event.clipboardData.getData('text/plain')));
  }, { signal: grid.signal });
}

/** @param {import('./grid.js').Grid} grid @param {Block} block @param {Range | null} cut */
async function paste(grid, block, cut) {
  const { selection, windows, layout, lines } = grid;
  const wide = Math.max(...block.map(row => row.length));
  const targets = targetsOf(solid(grid), selection.active, block.length, wide);
  const [lastRow, lastCol] = [windows.written - 1, layout.shown.length - 1];
  const inside = targets.map(range => ({ ...range, r2: Math.min(range.r2, lastRow), c2: Math.min(range.c2, lastCol) })).filter(range => range.r1 <= range.r2);
  const plan = await changesFor(grid, inside, (row, col, range) => {
    const text = block[(row - range.r1) % block.length][(col - range.c1) % wide];
    return text === undefined ? null : sent(grid, text, layout.columns[col]);
  });
  if (cut) await withoutCut(grid, plan.changes, cut, inside);
  const [target] = targets;
  const isOne = block.length === 1 && wide === 1;
  if (isOne) lines?.put(targets, block[0][0]);
  // Behind groups nothing is last.
  const isBeyond = targets.length === 1 && target.r2 > lastRow && !grid.data.group && !(isOne && lines);
  const below = isBeyond ? block.slice(Math.max(0, windows.written - target.r1)) : [];
  const beside = targets.length === 1 ? Math.max(0, target.c2 - lastCol) : 0;
  const { lastRow: last } = selection;
  if (targets.length === 1) selection.mark({ ...target, r1: Math.min(target.r1, last), r2: Math.min(target.r2, last), c2: Math.min(target.c2, lastCol) });
  if (plan.changes.some(change => change.field === 'status') && !await grid.editing.facts(plan.changes)) return;
  const ignored = plan.wrong.map(one => [placeOf(grid, one.row, one.column.label), one.text]);
  if (beside) ignored.push([grid.cells.say('grid.paste.beside', beside), '']);
  const rows = below.map(row => cellsOf(grid, row, target.c1)).filter(row => row.length > 0);
  if (below.length > 0) ignored.push(...leftOut(grid, below, target.c1));
  const added = lines?.pasted(rows, Math.max(0, target.r1 - windows.written));
  if (rows.length + ignored.length > 0) await look(grid, plan.changes, added ? { ...added, orders: [] } : { orders: rows, lines: [], used: [] }, ignored);
  else await grid.editing.write(plan.changes, { what: 'grid.pasted' });
  selection.focus();
}

/** One value fills what is marked; a block is repeated where the marked range is a multiple of it, and else laid from its corner.
 * @param {Range[]} ranges @param {{ row: number, col: number }} active @param {number} high @param {number} wide @returns {Range[]} */
export function targetsOf(ranges, active, high, wide) {
  if (high === 1 && wide === 1 && ranges.length > 0) return ranges;
  const range = ranges.at(-1) ?? { r1: active.row, c1: active.col, r2: active.row, c2: active.col };
  const [rows, cols] = [range.r2 - range.r1 + 1, range.c2 - range.c1 + 1];
  const repeats = rows % high === 0 && cols % wide === 0;
  return [repeats ? range : { r1: range.r1, c1: range.c1, r2: range.r1 + high - 1, c2: range.c1 + wide - 1 }];
}

/** What was cut is emptied, where a text can be, unless it is pasted over.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Range} cut @param {Range[]} into */
async function withoutCut(grid, changes, cut, into) {
  const isOver = (/** @type {number} */ row, /** @type {number} */ col) =>
    into.some(range => row >= range.r1 && row <= range.r2 && col >= range.c1 && col <= range.c2);
  const emptied = await changesFor(grid, [cut], (row, col) => isOver(row, col) ? null : '', column => isClearable(column));
  changes.push(...emptied.changes);
}

/** Columns that a new row takes beside those that can be typed. */
const ONLY_NEW = ['number', 'customer', 'customerCode', 'sku', 'product', 'total'];

/** Whether a row below the last one can say it. @param {import('./grid.js').Grid} grid @param {import('./types.js').Column | undefined} column */
const isTaken = (grid, column) => !!column && (column.editable || isOfLine(column.name) || (ONLY_NEW.includes(column.name) && !grid.data.one));

/** A row below the last one.
 * @param {import('./grid.js').Grid} grid @param {string[]} row @param {number} from its first column @returns {NewCell[]} */
function cellsOf(grid, row, from) {
  return row.map((text, i) => ({ column: grid.layout.columns[from + i], text })).filter(one => isTaken(grid, one.column) && one.text.trim() !== '')
    .map(({ column, text }) => ({ field: column.name, value: sent(grid, text, column) }));
}

/** What the rows below the last one say in columns that are computed: told once a column.
 * @param {import('./grid.js').Grid} grid @param {Block} rows @param {number} from */
function leftOut(grid, rows, from) {
  return grid.layout.columns.slice(from).map((column, i) => ({ column, texts: rows.map(row => row[i]?.trim()).filter(Boolean) }))
    .filter(({ column, texts }) => texts.length > 0 && column.name !== 'position' && !isTaken(grid, column))
    .map(({ column, texts }) => [column.label, texts.length > 1 ? `${texts[0]} …` : texts[0]]);
}

/** @param {import('./grid.js').Grid} grid @param {number} row @param {string} label */
function placeOf(grid, row, label) {
  const data = grid.windows.row(row);
  if (data?.node) return grid.cells.text(data, grid.layout.columns[0]);
  return `${data ? grid.windows.value(data, 'number') ?? `#${grid.windows.value(data, 'id')}` : row + 1} · ${label}`;
}

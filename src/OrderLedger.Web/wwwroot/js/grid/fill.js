// Ctrl+D, and the small square at the corner of the marked cells that is dragged over others.

import { changesFor, solid } from './changes.js';
import { typed } from './edit-text.js';
import { continued } from './series.js';

/** @typedef {import('./types.js').Range} Range */

/** Ctrl+D: the top row of what is marked, or the cell above, into the rows below it. @param {import('./grid.js').Grid} grid */
export async function down(grid) {
  for (const marked of solid(grid)) {
    const range = marked.r1 === marked.r2 ? { ...marked, r1: marked.r1 - 1 } : marked;
    if (range.r1 < 0) continue;
    const [top] = await grid.rowsOf({ ...range, r2: range.r1 });
    const texts = grid.layout.columns.map(column => textOf(grid, top, column));
    await write(grid, { ...range, r1: range.r1 + 1 }, (_, col) => texts[col]);
  }
}

/** @param {import('./grid.js').Grid} grid */
export function bindFill(grid) {
  const { view, selection, host, signal } = grid;
  const handle = document.createElement('div');
  handle.className = 'fill-handle';
  const frame = document.createElement('div');
  frame.className = 'fill-frame';
  frame.hidden = true;
  view.pane.append(frame, handle);
  /** @type {Range | null} */ let target = null;

  /** The square stands at the corner of the one marked range. */
  const place = () => {
    const range = selection.ranges.length === 1 ? selection.ranges[0] : null;
    const column = range ? grid.layout.columns[range.c2] : null;
    const isFor = range && column && selection.begun && !grid.editing.editor.editing
      && grid.layout.columns.slice(range.c1, range.c2 + 1).some(one => one.editable);
    const at = isFor ? boxOf(grid, range) : null;
    handle.hidden = !at;
    if (at) Object.assign(handle.style, { left: `${at.left + at.width - 4}px`, top: `${at.top + at.height - 4}px` });
    if (target) lay(target);
  };

  /** @param {Range} range */
  const lay = range => {
    const at = boxOf(grid, range, true);
    frame.hidden = !at;
    if (at) Object.assign(frame.style, { left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, height: `${at.height}px` });
  };

  handle.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
    target = selection.current;
  }, { signal });
  handle.addEventListener('pointermove', event => {
    const from = selection.current;
    if (!target || !from) return;
    target = reached(grid, from, event);
    lay(target);
    const box = host.getBoundingClientRect();
    if (event.clientY > box.bottom - 12) view.setTop(view.top + 1);
    else if (event.clientY < box.top + view.headHeight) view.setTop(view.top - 1);
  }, { signal });
  handle.addEventListener('pointerup', async event => {
    const [from, to] = [selection.current, target];
    target = null;
    frame.hidden = true;
    if (from && to && (to.r1 !== from.r1 || to.r2 !== from.r2 || to.c1 !== from.c1 || to.c2 !== from.c2)) {
      await spread(grid, from, to, event.ctrlKey || event.metaKey);
    }
  }, { signal });
  handle.addEventListener('pointercancel', () => { target = null; frame.hidden = true; }, { signal });
  selection.addEventListener('change', place, { signal });
  grid.addEventListener('painted', place, { signal });
  place();
}

/** Where the pointer has drawn the range to: down, up or to the side, whichever is farther.
 * @param {import('./grid.js').Grid} grid @param {Range} from @param {PointerEvent} event @returns {Range} */
function reached(grid, from, event) {
  const { view } = grid;
  const box = view.pane.getBoundingClientRect();
  const at = Math.floor(view.top + (event.clientY - box.top - view.headHeight) / view.rowHeight);
  const row = Math.max(0, Math.min(grid.windows.count - 1, at));
  let [col, left] = [0, box.left];
  for (; col < view.widths.length - 1 && left + view.widths[col] < event.clientX; col++) left += view.widths[col];
  const [below, above, right, before] = [row - from.r2, from.r1 - row, col - from.c2, from.c1 - col];
  if (Math.max(below, above) <= 0 && Math.max(right, before) <= 0) return from;
  if (Math.max(below, above) >= Math.max(right, before)) return below > 0 ? { ...from, r2: row } : { ...from, r1: row };
  return right > 0 ? { ...from, c2: col } : { ...from, c1: col };
}

/** Continues what is marked into the rest of the range.
 * @param {import('./grid.js').Grid} grid @param {Range} from @param {Range} to @param {boolean} copies */
async function spread(grid, from, to, copies) {
  const rows = await grid.rowsOf(from);
  /** @type {Map<number, string[]>} */ const ready = new Map();
  const [up, isDown] = [to.r1 < from.r1, to.r2 > from.r2];
  const aside = to.c2 > from.c2 ? { ...to, c1: from.c2 + 1 } : { ...to, c2: from.c1 - 1 };
  const rest = isDown ? { ...to, r1: from.r2 + 1 } : up ? { ...to, r2: from.r1 - 1 } : aside;
  await write(grid, rest, (row, col) => {
    if (!isDown && !up) {
      const wide = from.c2 - from.c1 + 1;
      const source = to.c2 > from.c2 ? from.c1 + (col - from.c2 - 1) % wide : from.c2 - (from.c1 - col - 1) % wide;
      return textOf(grid, rows[row - from.r1], grid.layout.columns[source]);
    }
    const column = grid.layout.columns[col];
    const texts = rows.map(one => textOf(grid, one, column));
    const made = ready.get(col) ?? continued(up ? texts.reverse() : texts, rest.r2 - rest.r1 + 1, column, copies);
    ready.set(col, made);
    return made[up ? rest.r2 - row : row - rest.r1];
  });
  grid.selection.mark(to);
  grid.selection.focus();
}

/** @param {import('./grid.js').Grid} grid @param {Range} range @param {(row: number, col: number) => string} textAt */
async function write(grid, range, textAt) {
  const plan = await changesFor(grid, [range], textAt, column => !!column.editable);
  if (plan.changes.length === 0) return;
  if (plan.changes.some(change => change.field === 'status') && !await grid.editing.facts(plan.changes)) return;
  await grid.editing.write(plan.changes, { what: 'grid.edit.filled' });
}

/** @param {import('./grid.js').Grid} grid @param {import('./types.js').Row} row @param {import('./types.js').Column} column */
function textOf(grid, row, column) {
  const value = grid.windows.value(row, column.name);
  return grid.data.lists[column.name]?.some(option => option.value === value) ? String(value) : typed(grid, value, column);
}

/** Where a range lies in the pane; null while its end is out of sight.
 * @param {import('./grid.js').Grid} grid @param {Range} range @param {boolean} [cut] the part in sight will do */
function boxOf(grid, range, cut = false) {
  const { view } = grid;
  // The rows that are drawn, not the room: nothing is measured while one scrolls.
  const end = view.first + view.rows.length - 1;
  const [first, last] = cut ? [Math.max(range.r1, view.first), Math.min(range.r2, end)] : [range.r2, range.r2];
  if (last < first || (!cut && (range.r2 < view.first || range.r2 > end))) return null;
  const width = (/** @type {number} */ a, /** @type {number} */ b) => view.widths.slice(a, b).reduce((sum, one) => sum + one, 0);
  const frozen = range.c2 < grid.layout.frozen ? view.host.scrollLeft : 0;
  return {
    left: width(0, range.c1) + frozen, width: width(range.c1, range.c2 + 1),
    top: view.headHeight + (first - view.top) * view.rowHeight, height: (last - first + 1) * view.rowHeight,
  };
}

// The pointer: a click marks a cell, a drag a range, a double click opens the order; Ctrl and Shift as in Excel.

import { go } from './address.js';

const EDGE_STEP = 1.5;

/** @param {import('./grid.js').Grid} grid */
export function bindMouse(grid) {
  const { selection, view, host, signal } = grid;
  let dragging = false;
  /** Whole rows are marked: it began at the head of one. */ let isRows = false;
  /** @type {{ x: number, y: number }} */ let pointer = { x: 0, y: 0 };

  host.addEventListener('pointerdown', event => {
    const at = /** @type {HTMLElement} */ (event.target);
    const td = at.closest('td');
    if (!td || event.button !== 0 || at.closest('a, .twist') || event.pointerType === 'touch') return;
    event.preventDefault();
    const tr = /** @type {import('./view.js').GridRow} */ (td.parentElement);
    isRows = grid.lines?.isHead(td.cellIndex) ?? false;
    if (isRows) selection.row(tr.index, { extend: event.shiftKey, add: event.ctrlKey || event.metaKey });
    else selection.to(tr.index, td.cellIndex, { extend: event.shiftKey, add: event.ctrlKey || event.metaKey, reveal: false });
    dragging = true;
    host.setPointerCapture(event.pointerId);
  }, { signal });

  host.addEventListener('pointermove', event => {
    if (!dragging) return;
    pointer = { x: event.clientX, y: event.clientY };
    if (!reach()) requestAnimationFrame(drift);
  }, { signal });

  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    host.addEventListener(end, () => { dragging = false; }, { signal });
  }

  host.addEventListener('click', event => {
    const at = /** @type {HTMLElement} */ (event.target);
    const td = at.closest('td');
    const tr = /** @type {import('./view.js').GridRow | null} */ (td?.parentElement ?? null);
    if (td && tr && event instanceof PointerEvent && event.pointerType === 'touch' && !at.closest('a')) {
      selection.to(tr.index, td.cellIndex, { reveal: false });
      return;
    }
    const th = at.closest('th');
    if (!th || at.closest('button, .edge')) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      selection.column(th.cellIndex, { extend: event.shiftKey, add: !event.shiftKey });
    } else if (event.shiftKey && !grid.data.one) {
      event.preventDefault();
      go(grid.headers.next(grid.layout.columns[th.cellIndex], true));
    } else if (!at.closest('a')) selection.column(th.cellIndex);
  }, { signal });

  host.addEventListener('dblclick', event => {
    const at = /** @type {HTMLElement} */ (event.target);
    const tr = /** @type {import('./view.js').GridRow | null | undefined} */ (at.closest('td')?.parentElement);
    if (!tr || at.closest('a')) return;
    const { row, col } = selection.active;
    if (event.ctrlKey || event.metaKey || !grid.editing.open(row, col)) grid.open(tr.index, event.ctrlKey || event.metaKey);
  }, { signal });

  /** Extends the range to the cell under the pointer. @returns {boolean} false where there is none */
  function reach() {
    const td = document.elementFromPoint(pointer.x, pointer.y)?.closest('td');
    if (!td || !host.contains(td)) return false;
    const tr = /** @type {import('./view.js').GridRow} */ (td.parentElement);
    const from = selection.from(true);
    const col = isRows ? selection.lastCol : td.cellIndex;
    if (from.row !== tr.index || from.col !== col) {
      selection.to(tr.index, col, { extend: true, reveal: false });
    }
    return true;
  }

  /** Above and below the rows the grid scrolls on while the button is held. */
  function drift() {
    if (!dragging || signal.aborted || reach()) return;
    const box = host.getBoundingClientRect();
    const down = pointer.y > box.bottom - 4 ? EDGE_STEP : pointer.y < box.top + view.headHeight ? -EDGE_STEP : 0;
    const right = pointer.x > box.right - 4 ? 24 : pointer.x < box.left ? -24 : 0;
    if (!down && !right) return;
    view.setTop(view.top + down);
    host.scrollLeft += right;
    if (down) selection.to(down > 0 ? view.last : view.first, selection.from(true).col, { extend: true, reveal: false });
    requestAnimationFrame(drift);
  }
}

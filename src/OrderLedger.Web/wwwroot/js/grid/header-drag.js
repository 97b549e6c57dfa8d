// The head under the pointer: an edge drags the width, a name drags the column to another place.

const START_PX = 6;

/** @param {import('./grid.js').Grid} grid */
export function bindHeaderDrag(grid) {
  const { view, layout, host, signal } = grid;
  /** @type {{ col: number, x: number, width: number, isMoved: boolean } | null} */ let edge = null;
  /** @type {{ col: number, x: number, to: number | null } | null} */ let column = null;

  host.addEventListener('pointerdown', event => {
    const at = /** @type {HTMLElement} */ (event.target);
    const th = at.closest('th');
    if (!th || event.button !== 0 || event.pointerType === 'touch' || at.closest('button')) return;
    if (at.matches('.edge')) {
      event.preventDefault();
      edge = { col: th.cellIndex, x: event.clientX, width: view.widths[th.cellIndex], isMoved: false };
      host.setPointerCapture(event.pointerId);
    } else column = { col: th.cellIndex, x: event.clientX, to: null };
  }, { signal });

  host.addEventListener('pointermove', event => {
    if (edge) {
      edge.isMoved ||= event.clientX !== edge.x;
      if (!edge.isMoved) return;
      layout.resize(layout.shown[edge.col], edge.width + event.clientX - edge.x);
      view.widen();
    } else if (column && (column.to !== null || Math.abs(event.clientX - column.x) > START_PX)) {
      // With the pointer caught the click that follows falls on the grid itself, not on the name.
      if (column.to === null) host.setPointerCapture(event.pointerId);
      aim(event.clientX);
    }
  }, { signal });

  for (const end of ['pointerup', 'pointercancel']) {
    host.addEventListener(end, event => {
      const [wasEdge, was] = [edge, column];
      edge = column = null;
      for (const th of view.head.rows[0].cells) th.classList.remove('into', 'after', 'held');
      if (wasEdge?.isMoved) grid.layoutChange();
      if (event.type !== 'pointerup' || !was || was.to === null) return;
      layout.move(layout.shown[was.col], was.to);
      grid.layoutChange();
    }, { signal });
  }

  host.addEventListener('dblclick', event => {
    const at = /** @type {HTMLElement} */ (event.target);
    const th = at.matches('.edge') ? at.closest('th') : nearEdge(event.clientX, at);
    if (!th) return;
    layout.resize(layout.shown[th.cellIndex], view.fitting(th.cellIndex));
    grid.layoutChange();
  }, { signal });

  /** A caught pointer hides what is under it. @param {number} x @param {HTMLElement} at */
  function nearEdge(x, at) {
    if (at !== host) return null;
    return [...view.head.rows[0].cells].find(th => Math.abs(th.getBoundingClientRect().right - x) < 8) ?? null;
  }

  /** @param {number} x */
  function aim(x) {
    if (!column) return;
    const cells = [...view.head.rows[0].cells];
    const over = cells.findLastIndex(th => x >= th.getBoundingClientRect().left);
    const col = Math.max(0, over);
    const box = cells[col].getBoundingClientRect();
    const after = x > box.left + box.width / 2;
    cells.forEach((th, i) => {
      th.classList.toggle('held', i === column?.col);
      th.classList.toggle('into', i === col);
      th.classList.toggle('after', i === col && after);
    });
    const place = col + (after ? 1 : 0);
    column.to = place > column.col ? place - 1 : place;
  }
}

// The keyboard, as in Excel.

const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
});

/** @param {import('./grid.js').Grid} grid */
export function bindKeys(grid) {
  const { selection, view } = grid;
  // After Escape the Tab key leaves the grid, so that nobody is caught in it.
  let leaving = false;

  grid.host.addEventListener('keydown', event => {
    if (event.isComposing || /** @type {HTMLElement} */ (event.target).closest('[popover]')) return;
    const handled = grid.editing.key(event) || press(event);
    leaving = event.key === 'Escape' || (leaving && event.key === 'Shift');
    if (handled) { event.preventDefault(); event.stopPropagation(); }
  }, { signal: grid.signal });

  /** @param {KeyboardEvent} event @returns {boolean} whether it was ours */
  function press(event) {
    const [extend, far] = [event.shiftKey, event.ctrlKey || event.metaKey];
    const from = selection.from(extend);
    if (event.altKey) {
      if (event.key !== 'ArrowDown') return false;
      grid.openMenu(selection.active.col);
      return true;
    }
    const step = STEPS[event.key];
    if (step) {
      arrow(from, step, extend, far);
      return true;
    }
    switch (event.key) {
      case 'Home': selection.to(far ? 0 : from.row, 0, { extend }); return true;
      case 'End': selection.to(far ? selection.lastRow : from.row, selection.lastCol, { extend }); return true;
      case 'PageDown': case 'PageUp': turn(from, event.key === 'PageDown' ? view.page : -view.page, extend); return true;
      case 'Tab': return !leaving && tab(extend);
      case 'Enter': case 'F2': open(far); return true;
      case 'Escape': selection.collapse(); return true;
      case 'a': case 'A': if (far) selection.all(); return far;
      case ' ': if (far) selection.column(selection.active.col); return far;
      default: return false;
    }
  }

  /** @param {import('./selection.js').Place} from @param {[number, number]} step @param {boolean} extend @param {boolean} far */
  function arrow(from, [down, right], extend, far) {
    let row = far && down ? (down > 0 ? selection.lastRow : 0) : from.row + down;
    const col = far && right ? (right > 0 ? selection.lastCol : 0) : from.col + right;
    if (extend || (far && down)) row = Math.max(0, row);
    selection.to(row, col, { extend });
  }

  /** @param {import('./selection.js').Place} from @param {number} rows @param {boolean} extend */
  function turn(from, rows, extend) {
    view.setTop(view.top + rows);
    selection.to(Math.max(0, from.row + rows), from.col, { extend });
  }

  /** To the next cell, over the end of a row; past the last one the keyboard goes on as usual.
   * @param {boolean} back */
  function tab(back) {
    const { row, col } = selection.active;
    const next = back ? col - 1 : col + 1;
    const range = selection.current;
    if (range && (range.r2 > range.r1 || range.c2 > range.c1)) selection.step(0, back ? -1 : 1);
    else if (next >= 0 && next <= selection.lastCol) selection.step(0, back ? -1 : 1);
    else if (back ? row > 0 : row < selection.lastRow) selection.to(row + (back ? -1 : 1), back ? selection.lastCol : 0);
    else return false;
    return true;
  }

  /** @param {boolean} apart in a new tab */
  function open(apart) {
    const { row, col } = selection.active;
    if (row < 0) /** @type {HTMLElement | null | undefined} */ (view.cell(row, col)?.querySelector('a.sort'))?.click();
    else grid.open(row, apart);
  }
}

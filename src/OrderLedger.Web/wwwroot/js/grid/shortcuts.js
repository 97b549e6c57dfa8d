// Ctrl+Shift+L: to the filter of the column, as in Excel.

/** @param {import('./grid.js').Grid} grid */
export function bindShortcuts(grid) {
  grid.host.addEventListener('keydown', async event => {
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== 'l' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    await grid.openMenu(grid.selection.active.col);
    /** @type {HTMLElement | null} */ (document.querySelector('.grid-pop .filter-of :is(input[type="search"], select)'))?.focus();
  }, { signal: grid.signal });
}

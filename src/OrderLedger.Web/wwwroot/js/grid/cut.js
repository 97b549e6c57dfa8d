// Ctrl+X: what is cut stays until it is pasted, as in Excel; then its texts are emptied in the same change set.

/** @typedef {{ range: import('./types.js').Range, text: string }} Cut */

/** @type {WeakMap<object, Cut>} */ const cuts = new WeakMap();

/** @param {import('./grid.js').Grid} grid */
export function bindCut(grid) {
  document.addEventListener('cut', event => {
    const range = grid.selection.current;
    if (!range || grid.editing.editor.editing || !grid.host.contains(document.activeElement)) return;
    event.preventDefault();
    const parcel = grid.copied(range);
    if (!parcel) { grid.say(grid.cells.say('grid.copy.failed')); return; }
    event.clipboardData?.setData('text/plain', parcel.text);
    event.clipboardData?.setData('text/html', parcel.html);
    cuts.set(grid, { range: { ...range }, text: parcel.text });
    grid.say(grid.cells.say('grid.cut'));
  }, { signal: grid.signal });
  document.addEventListener('copy', () => cuts.delete(grid), { signal: grid.signal });
  grid.host.addEventListener('keydown', event => { if (event.key === 'Escape') cuts.delete(grid); }, { signal: grid.signal });
}

/** What was cut, when it is this text that is pasted; only once. @param {import('./grid.js').Grid} grid @param {string} text */
export function cutOf(grid, text) {
  const cut = cuts.get(grid);
  if (!cut || cut.text.replaceAll('\r\n', '\n') !== text.replaceAll('\r\n', '\n')) return null;
  cuts.delete(grid);
  return cut.range;
}

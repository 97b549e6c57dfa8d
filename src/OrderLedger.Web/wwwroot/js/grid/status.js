// The right of the foot: what the marked cells come to, and short messages.

import { grouped } from './cells.js';
import { Sums } from './sums.js';

/** Rows that are read for a sum or a copy at most. */
export const ROWS_MAX = 10_000;
const PAUSE_MS = 200;
const MESSAGE_MS = 4000;

/** @param {import('./grid.js').Grid} grid @returns {(text: string) => void} says a message for a while */
export function bindStatus(grid) {
  const place = document.createElement('span');
  place.className = 'selection';
  place.setAttribute('role', 'status');
  grid.foot?.querySelector('.grow')?.after(place);
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let pause;
  let turn = 0;
  let quietUntil = 0;

  const later = () => {
    clearTimeout(pause);
    turn++;
    pause = setTimeout(draw, Math.max(PAUSE_MS, quietUntil - Date.now()));
  };

  async function draw() {
    const mine = ++turn;
    const ranges = grid.selection.ranges;
    const rows = ranges.reduce((sum, range) => sum + range.r2 - range.r1 + 1, 0);
    if (!ranges.some(range => range.r2 > range.r1 || range.c2 > range.c1) && ranges.length < 2) { place.replaceChildren(); return; }
    if (rows > ROWS_MAX) { place.textContent = grid.cells.say('grid.selection.rows', grouped(String(rows))); return; }
    try {
      const sums = await added(grid, ranges);
      if (mine === turn) place.replaceChildren(...words(grid, sums));
    } catch { if (mine === turn) place.textContent = grid.cells.say('grid.offline'); }
  }

  grid.selection.addEventListener('change', later, { signal: grid.signal });
  grid.windows.addEventListener('count', later, { signal: grid.signal });
  grid.windows.addEventListener('offline', () => say(grid.cells.say('grid.offline')), { signal: grid.signal });
  grid.signal.addEventListener('abort', () => { clearTimeout(pause); place.remove(); });

  /** @param {string} text */
  function say(text) {
    quietUntil = Date.now() + MESSAGE_MS;
    place.textContent = text;
    later();
  }
  return say;
}

/** Each cell once, however many ranges hold it. @param {import('./grid.js').Grid} grid @param {import('./types.js').Range[]} ranges */
async function added(grid, ranges) {
  const sums = new Sums();
  const seen = ranges.length > 1 ? new Set() : null;
  for (const range of ranges) {
    const columns = grid.layout.columns.slice(range.c1, range.c2 + 1);
    const rows = await grid.rowsOf(range);
    rows.forEach((row, i) => columns.forEach((column, c) => {
      // A subtotal would count its rows twice.
      if (row.node) return;
      const key = seen && `${range.r1 + i}:${range.c1 + c}`;
      if (seen?.has(key)) return;
      seen?.add(key);
      sums.add(grid.windows.value(row, column.name), column);
    }));
  }
  return sums;
}

/** @param {import('./grid.js').Grid} grid @param {Sums} sums */
function words(grid, sums) {
  const parts = /** @type {[string, string | null][]} */ ([['sum', sums.sum], ['average', sums.average],
    ['count', grouped(String(sums.filled))],
    ['min', sums.min], ['max', sums.max]]);
  return parts.filter(([, text]) => text !== null).map(([name, text]) => {
    const part = document.createElement('span');
    const figure = document.createElement('b');
    figure.textContent = text;
    figure.dataset.sum = name;
    part.append(`${grid.cells.say(`grid.selection.${name}`)} `, figure);
    return part;
  });
}

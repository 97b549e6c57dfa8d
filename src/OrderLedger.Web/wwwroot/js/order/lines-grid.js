// Gives the lines of an order to the grid, on the order's page and in the drawer, where one may amend them and there is room.

import { wide } from '../wide.js';

/** @type {{ frame: HTMLElement, host: HTMLElement, grid: import('../grid/grid.js').Grid } | null} */ let running = null;
let turn = 0;

/** The server's table comes back. */
export function unmountLines() {
  turn++;
  if (!running) return;
  const { frame, host, grid } = running;
  running = null;
  grid.dispose();
  host.classList.remove('grid');
  footOf(frame)?.setAttribute('hidden', '');
}

/** @param {ParentNode} root */
export async function mountLines(root) {
  const frame = /** @type {HTMLElement | null} */ (root.querySelector('[data-lines-frame]'));
  if (running && running.frame === frame && running.grid.view.sizer.isConnected) return;
  unmountLines();
  const mine = turn;
  const source = frame?.querySelector('script[data-lines-grid]');
  const host = /** @type {HTMLElement | null} */ (frame?.firstElementChild ?? null);
  if (!frame || !source || !host || !wide.matches) return;
  const { Grid } = await import('../grid/grid.js');
  if (mine !== turn || !source.isConnected) return;
  host.classList.add('grid');
  footOf(frame)?.removeAttribute('hidden');
  running = { frame, host, grid: new Grid(host, JSON.parse(source.textContent ?? '{}')) };
}

/** Puts what is new into the part of the lines: the grid reads its rows itself, only what stands around it is drawn by the server.
 * @param {Element} part @param {Element} fresh @returns {boolean} false: there is no grid in it, or shall be none any more */
export function renewLines(part, fresh) {
  if (!running || !part.contains(running.frame)) return false;
  if (!fresh.querySelector('script[data-lines-grid]')) {
    unmountLines();
    return false;
  }
  const [old, now] = [part.querySelector('header'), fresh.querySelector('header')];
  if (old && now && old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
  return true;
}

/** @param {HTMLElement} frame */
const footOf = frame => frame.querySelector('[data-lines-foot]');

/** @param {HTMLElement | null} at @returns {boolean} whether the keyboard is among the lines of an order */
export const isInLines = at => !!running && running.host.contains(at);

/** Whether Escape still means something among the lines: an open editor, or several marked cells. */
export const isBusyInLines = () => !!running && (running.grid.editing.editor.editing
  || running.grid.selection.ranges.some(range => range.r1 !== range.r2 || range.c1 !== range.c2));
wide.addEventListener('change', () => { if (!wide.matches) unmountLines(); });

// Gives the ledger's table to the grid where there is room for one, on a load and after every enhanced navigation.

import { wide } from '../wide.js';
import { bindBar } from './bar.js';

/** @type {{ dispose(): void } | null} */
let running = null;
let turn = 0;

/** The server's table comes back. */
function stop() {
  turn++;
  running?.dispose();
  running = null;
}

async function settle() {
  stop();
  const mine = turn;
  const source = document.querySelector('script[data-ledger-grid]');
  const host = /** @type {HTMLElement | null} */ (document.querySelector('.fill > .grid'));
  if (!source) return;
  const data = JSON.parse(source.textContent ?? '{}');
  bindBar(data);
  if (!data.page || !host || !wide.matches) return;
  const [{ Grid }, groups] = await Promise.all([import('./grid.js'), data.group ? import('./groups.js') : null]);
  if (mine !== turn || !source.isConnected) return;
  running = new Grid(host, data, groups?.Groups ?? null);
}

/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', settle);
wide.addEventListener('change', settle);
// Paper has no scroll bar: it gets the page of rows that came with the HTML.
window.addEventListener('beforeprint', stop);
window.addEventListener('afterprint', settle);
settle();

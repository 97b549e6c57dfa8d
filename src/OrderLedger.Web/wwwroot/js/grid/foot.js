// The foot under the grid: the page's totals, kept true while rows change.

import { digits, grouped } from './cells.js';

/** @param {HTMLElement | null} foot @param {import('./windows.js').Windows} windows */
export function drawTotals(foot, windows) {
  const count = foot?.querySelector('[data-count]');
  if (count) count.textContent = grouped(String(windows.rowCount));
  for (const place of foot?.querySelectorAll('[data-total]') ?? []) {
    const name = place.getAttribute('data-total') ?? '';
    const sum = windows.totals[name];
    if (sum === undefined) continue;
    place.textContent = name === 'quantity' ? grouped(digits(sum)) : `¥ ${grouped(sum.toFixed(2))}`;
    if (name === 'outstanding') place.classList.toggle('bad', sum > 0);
  }
}

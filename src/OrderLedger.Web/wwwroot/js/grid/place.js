// Who comes back from an order finds the same rows and the same cell.

/** @typedef {{ top: number, row: number, col: number, begun: boolean }} Spot */

const KEY = 'ledger-grid-place';
const arrival = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType('navigation')[0]);
let isReturn = arrival?.type === 'back_forward';
window.addEventListener('popstate', () => { isReturn = true; });

/** Where the reader was at this address, when they come back to it. @returns {Spot | null} */
export function returned() {
  if (!isReturn) return null;
  isReturn = false;
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return kept?.address === location.pathname + location.search && Number.isFinite(kept.top) ? kept : null;
  } catch { return null; }
}

/** @param {string} address @param {Spot} spot */
export function leave(address, spot) {
  try { sessionStorage.setItem(KEY, JSON.stringify({ address, ...spot })); } catch { /* A browser that keeps nothing. */ }
}

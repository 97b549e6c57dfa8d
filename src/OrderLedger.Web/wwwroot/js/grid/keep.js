// How the reader arranged a view, kept by the server. What was just sent counts before what a page says that was made earlier.

/** @typedef {import('./types.js').Arrangement} Arrangement */

const KEY = 'ledger-grid-layout';
/** A page that was asked for before an arrangement was kept comes at most so much later. */
const FRESH_MS = 10_000;

/** @type {Map<string, Arrangement>} */ const waiting = new Map();
let isSending = false;

/** @param {import('./types.js').GridData} data */
const addressOf = data => `/api/v1/views/${encodeURIComponent(data.view)}/layout?rows=${data.rows}`;

/** @param {import('./types.js').GridData} data @returns {Arrangement | null} */
export function arrangement(data) {
  try {
    const last = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (last?.user === data.user && last.address === addressOf(data) && Date.now() - last.at < FRESH_MS) return last.layout;
  } catch { /* A browser that keeps nothing: what the server knew then. */ }
  return data.layout;
}

/** @param {import('./types.js').GridData} data @param {Arrangement} layout @param {() => void} failed */
export function keep(data, layout, failed) {
  const address = addressOf(data);
  try { sessionStorage.setItem(KEY, JSON.stringify({ user: data.user, address, layout, at: Date.now() })); }
  catch { /* A browser that keeps nothing. */ }
  waiting.set(address, layout);
  if (!isSending) send(failed);
}

/** The same for what the server may refuse. @param {import('./types.js').GridData} data @param {Arrangement} layout
 * @returns {Promise<string | null>} why not; null: it is kept */
export async function keepNow(data, layout) {
  const answer = await fetch(addressOf(data), {
    method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(layout),
  });
  if (!answer.ok) return (await answer.json().catch(() => ({}))).detail ?? String(answer.status);
  sessionStorage.removeItem(KEY);
  return null;
}

/** One after the other, so that the last one counts. @param {() => void} failed */
async function send(failed) {
  isSending = true;
  try {
    for (const [address, layout] of waiting) {
      waiting.delete(address);
      const answer = await fetch(address, {
        method: 'PUT', keepalive: true, headers: { 'content-type': 'application/json' }, body: JSON.stringify(layout),
      });
      if (!answer.ok) failed();
    }
  } catch { failed(); } finally { isSending = false; }
}

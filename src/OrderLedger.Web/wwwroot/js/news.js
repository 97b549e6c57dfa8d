// What colleagues do: one stream of events for all that stands on the page, open only while the page is looked at (a browser has
// few connections).

/** News that come together are one. */
const GATHER_MS = 120;
/** After a page was read anew it rests some times as long as that took: who writes without pause shall not stop who reads. */
const REST = 3;
const REST_MIN_MS = 300;
const REST_MAX_MS = 10_000;
/** Longer than it takes to go from one page to the next. */
const LINGER_MS = 1000;
/** Before a connection that was refused is tried again; not by all at once. */
const RETRY_MS = 5000;

/** @typedef {{ changed: () => unknown, about: (touched: string[]) => boolean, since: number, due: boolean, runs: boolean }} Hearer */

/** @type {Set<Hearer>} */ const hearers = new Set();
/** @type {EventSource | null} */ let source = null;
/** Until then nothing is read anew. */ let rest = 0;

/** When the server began to draw this page, as it counts: what was committed later may be missing there. @param {ParentNode} from */
export const drawnAt = from => Number(from.querySelector('main[data-at]')?.getAttribute('data-at') ?? 0);

/** Calls `changed` soon after something was committed, also what was committed while nobody listened; never again before it has ended.
 * @param {() => unknown} changed may return a promise, or `false`: not now, but do not forget it @param {AbortSignal} signal ends it
 * @param {{ about?: (touched: string[]) => boolean, since?: number }} [wish] which news, such as `order/7`; when what is shown was drawn */
export function listen(changed, signal, { about = () => true, since = drawnAt(document) } = {}) {
  if (signal.aborted) return;
  const hearer = { changed, about, since, due: false, runs: false };
  hearers.add(hearer);
  signal.addEventListener('abort', () => {
    hearers.delete(hearer);
    setTimeout(() => { if (hearers.size === 0) disconnect(); }, LINGER_MS);
  });
  if (source) catchUp(hearer); else connect();
}

/** What the server committed last, as far as it was told. */ let newest = 0;

function connect() {
  if (source || hearers.size === 0 || document.visibilityState === 'hidden') return;
  source = new EventSource('/api/v1/events');
  source.addEventListener('error', event => {
    // The browser tries again by itself after a break, but not after a refusal, such as that of a server that has yet to start.
    if (/** @type {EventSource} */ (event.target).readyState !== EventSource.CLOSED || event.target !== source) return;
    disconnect();
    setTimeout(connect, RETRY_MS * (1 + Math.random()));
  });
  // Said whenever the connection is made, again too: what was committed in between nobody has told.
  source.addEventListener('hello', event => {
    newest = Math.max(newest, JSON.parse(event.data).at);
    for (const hearer of hearers) catchUp(hearer);
  });
  source.addEventListener('message', event => {
    const { touched, at } = JSON.parse(event.data);
    newest = Math.max(newest, at);
    for (const hearer of hearers) {
      hearer.since = Math.max(hearer.since, at);
      if (hearer.about(touched)) soon(hearer);
    }
  });
}

function disconnect() { source?.close(); source = null; }

/** @param {Hearer} hearer */
function catchUp(hearer) {
  if (hearer.since > newest) return;
  hearer.since = newest + 1;
  soon(hearer);
}

/** @param {Hearer} hearer */
function soon(hearer) {
  if (hearer.due) return;
  hearer.due = true;
  if (!hearer.runs) setTimeout(run, GATHER_MS, hearer);
}

/** @param {Hearer} hearer */
async function run(hearer) {
  if (!hearers.has(hearer)) return;
  const wait = rest - performance.now();
  if (wait > 0) { setTimeout(run, wait, hearer); return; }
  const began = performance.now();
  hearer.due = false;
  hearer.runs = true;
  let isDone = true;
  try {
    isDone = await hearer.changed() !== false;
  } finally {
    const now = performance.now();
    rest = now + Math.min(REST_MAX_MS, Math.max(REST_MIN_MS, REST * (now - began)));
    hearer.runs = false;
    if (!isDone && !hearer.due) { hearer.due = true; setTimeout(run, RETRY_MS, hearer); }
    else if (hearer.due) setTimeout(run, GATHER_MS, hearer);
  }
}

document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') disconnect(); else connect(); });
window.addEventListener('pagehide', disconnect);
window.addEventListener('pageshow', connect);

/** Somebody sent a form or follows a link: the answer must not be lost to news, least of all to those of the form itself. */
let isUnderway = false;
/** @type {any} */ (window).Blazor?.addEventListener('enhancednavigationstart', () => { isUnderway = true; });
/** @type {any} */ (window).Blazor?.addEventListener('enhancednavigationend', () => { isUnderway = false; });

/** Reads the page anew in place; ends when it is here, with `false` when another page is on its way.
 * @param {string} address @returns {Promise<unknown>} */
export function reread(address) {
  const blazor = /** @type {any} */ (window).Blazor;
  if (!blazor) return Promise.resolve();
  if (isUnderway) return Promise.resolve(false);
  return new Promise(done => {
    const timer = setTimeout(done, REST_MAX_MS);
    const here = () => { clearTimeout(timer); blazor.removeEventListener('enhancedload', here); done(); };
    blazor.addEventListener('enhancedload', here);
    blazor.navigateTo(address, false, true);
  });
}

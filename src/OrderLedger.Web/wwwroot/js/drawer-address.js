// The address names the order in the drawer: opening one is a step that Back takes back, going on to the next is none.

/** @type {((id: string | null) => void)[]} */ const hearers = [];
/** The own step back that is on its way. @type {Promise<void> | null} */ let leaving = null;
/** @type {(() => void) | null} */ let left = null;
/** The address without the order, to tell a step of the drawer from one to another page. */
let rest = restOf(new URL(location.href));

/** @param {URL} url */
function restOf(url) {
  const other = new URL(url);
  other.searchParams.delete('order');
  return other.pathname + other.search;
}

/** @param {string | null} id */
function withOrder(id) {
  const url = new URL(location.href);
  if (id === null) url.searchParams.delete('order'); else url.searchParams.set('order', id);
  return url;
}

/** The order that the address names. */
export const orderInAddress = () => {
  const id = new URLSearchParams(location.search).get('order');
  return id && /^\d{1,18}$/.test(id) ? id : null;
};

/** An order is shown. @param {string} id */
export async function enter(id) {
  await leaving;
  if (orderInAddress() === id) return;
  rest = restOf(new URL(location.href));
  if (orderInAddress() === null) history.pushState({ ...history.state, drawer: true }, '', withOrder(id));
  else history.replaceState(history.state, '', withOrder(id));
}

/** None is shown any more. */
export function exit() {
  if (orderInAddress() === null) return;
  if (!history.state?.drawer) { history.replaceState(history.state, '', withOrder(null)); return; }
  leaving = new Promise(done => { left = done; });
  history.back();
}

/** Back and Forward between the drawer open and closed. @param {(id: string | null) => void} changed */
export const onStep = changed => { hearers.push(changed); };

/** The page is another one now, or the same one anew. */
export const settled = () => { rest = restOf(new URL(location.href)); };

// Before anybody else hears of it: no page has to come for it.
window.addEventListener('popstate', event => {
  if (restOf(new URL(location.href)) !== rest) return;
  event.stopImmediatePropagation();
  if (left) { left(); left = leaving = null; return; }
  for (const hearer of hearers) hearer(orderInAddress());
}, true);

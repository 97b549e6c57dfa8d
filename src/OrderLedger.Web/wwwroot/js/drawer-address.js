// The address names the order in the drawer: opening one is a step that Back takes back, going on to the next is none.

/** @type {((id: string | null) => void)[]} */ const hearers = [];
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

/** An order is shown: a step of its own, unless the last one was left by closing the drawer. @param {string} id */
export function enter(id) {
  if (orderInAddress() === id) return;
  rest = restOf(new URL(location.href));
  const state = { ...history.state, drawer: true };
  if (orderInAddress() === null && !history.state?.drawer) history.pushState(state, '', withOrder(id));
  else history.replaceState(state, '', withOrder(id));
}

/** None is shown any more. No step back: that would be on its way while the reader goes on. */
export function exit() {
  if (orderInAddress() !== null) history.replaceState(history.state, '', withOrder(null));
}

/** Back and Forward between the drawer open and closed. @param {(id: string | null) => void} changed */
export const onStep = changed => { hearers.push(changed); };

/** The page is another one now, or the same one anew. */
export const settled = () => { rest = restOf(new URL(location.href)); };

// Before anybody else hears of it: no page has to come for it.
window.addEventListener('popstate', event => {
  if (restOf(new URL(location.href)) !== rest) return;
  event.stopImmediatePropagation();
  for (const hearer of hearers) hearer(orderInAddress());
}, true);

// Lines that were begun and cannot be written yet wait in this window, by their order: no drawer that closes loses them.

/** @typedef {import('./line-rows.js').Draft} Draft */
/** @typedef {import('./line-rows.js').Typed} Typed */
/** @typedef {[number, [string, Typed][][]][]} Kept orders with their lines, the one that was left last at the end */

const KEY = 'order-line-drafts';
/** Orders at most; the one that was left longest ago is forgotten first. */
const ORDERS_MAX = 50;

/** @param {import('./types.js').GridData} data @returns {Kept} */
function read(data) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return kept?.user === data.user ? kept.orders : [];
  } catch { return []; }
}

/** The cells of each line that waits. @param {import('./types.js').GridData} data @returns {[string, Typed][][]} */
export const waiting = data => read(data).find(([id]) => id === data.one?.id)?.[1] ?? [];

/** @param {import('./types.js').GridData} data @param {Draft[]} drafts */
export const keepDrafts = (data, drafts) =>
  write(data, drafts.filter(draft => draft.state === 'typed' && !draft.isEmpty).map(draft => [...draft.cells]));

/** A line that was refused after its grid had gone. @param {import('./types.js').GridData} data @param {Draft} draft */
export const keepAlso = (data, draft) => write(data, [...waiting(data), [...draft.cells]]);

/** @param {import('./types.js').GridData} data @param {[string, Typed][][]} lines */
function write(data, lines) {
  const id = Number(data.one?.id);
  const orders = read(data).filter(([other]) => other !== id);
  if (lines.length > 0) orders.push([id, lines]);
  try { sessionStorage.setItem(KEY, JSON.stringify({ user: data.user, orders: orders.slice(-ORDERS_MAX) })); }
  catch { /* A browser that keeps nothing. */ }
}

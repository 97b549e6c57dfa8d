// The state of the ledger lives in its address: sort and filter are written there, and the page comes anew.

/** @param {Record<string, string | null>} changes null takes a parameter away, an empty text says that a kept view shall not have it */
export function addressWith(changes) {
  const url = new URL(location.href);
  for (const passing of ['page', 'done']) url.searchParams.delete(passing);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name); else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

/** @param {string} address */
export function go(address) {
  const blazor = /** @type {any} */ (window).Blazor;
  if (blazor?.navigateTo) blazor.navigateTo(address); else location.assign(address);
}

/** @typedef {{ name: string, down: boolean }} Level */

/** @param {string} sort such as `-total,dueDate` @returns {Level[]} */
export const levels = sort => sort.split(',').filter(Boolean).map(part =>
  ({ name: part.replace(/^-/, ''), down: part.startsWith('-') }));

/** @param {Level[]} sort */
export const written = sort => sort.map(level => (level.down ? '-' : '') + level.name).join(',');

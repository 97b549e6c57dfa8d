// What the grid asks beside its windows, and where a changed filter leads.

import { addressWith, go } from './address.js';
import { print, replaced } from './filter.js';

/** @typedef {import('./types.js').Tree} Tree */
/** @typedef {import('./types.js').GridData} GridData */

/** Parameters of the chips in the bar, by column. */
const CHIPS = /** @type {Record<string, string[]>} */ ({
  status: ['status'], class: ['class'], salesperson: ['salesperson'], orderDate: ['from', 'to'], dueDate: ['due-from', 'due-to'],
});

/** @param {GridData} data */
export const columnsOf = data => new Map(data.columns.map(column => [column.name, column]));

/** Shows the rows of this filter. A kept view's own filter goes only when it is said to.
 * @param {GridData} data @param {Tree | string | null} filter @param {Record<string, string | null>} [also] */
export function show(data, filter, also = {}) {
  const text = typeof filter === 'string' ? filter : print(filter, columnsOf(data));
  go(addressWith({ ...also, filter: text || (data.kept ? '' : null) }));
}

/** Shows the rows where the column fulfils this and nothing else. @param {GridData} data @param {string} name @param {Tree | null} asked */
export function ask(data, name, asked) {
  const chips = Object.fromEntries((CHIPS[name] ?? []).map(parameter => [parameter, null]));
  show(data, replaced(data.tree, name, asked), chips);
}

/** The filter of the page without what it asks about this column. @param {GridData} data @param {string} name */
export function around(data, name) {
  const free = print(replaced(data.tree, name, null), columnsOf(data));
  return [...data.fixed.filter(part => part.column !== name).map(part => part.text), ...(free ? [`(${free})`] : [])].join(' and ');
}

/** @param {string} address @param {Record<string, string | null | undefined>} asked @param {AbortSignal} [signal] */
export async function read(address, asked, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
  const answer = await fetch(`${address}?${query}`, { signal, headers: { accept: 'application/json' } });
  if (answer.status === 401) location.reload();
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.detail ?? `${answer.status}`), { problem: body });
  return body;
}

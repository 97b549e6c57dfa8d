// A typed status is a command: what it needs and nobody said is asked for.

import { ask, field, input, select } from './dialogs.js';

/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./writes.js').Facts} Facts */

const WAY = ['draft', 'confirmed', 'inProduction', 'readyToShip', 'shipped', 'received', 'paid'];

/** What the words need, the missing ones of the server's answer among them.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {string[]} missing
 * @returns {string[]} names of facts; those that must be with a star */
export function factsFor(grid, changes, missing) {
  /** @type {Set<string>} */ const wanted = new Set(missing.map(name => `${name}*`));
  for (const change of changes) {
    if (change.field !== 'status' || change.facts) continue;
    const step = WAY.indexOf(change.value);
    if (change.value === 'cancelled') wanted.add('reason*');
    const isOut = WAY.indexOf(String(change.was ?? '')) >= WAY.indexOf('shipped');
    if (step >= WAY.indexOf('shipped') && !isOut) for (const name of ['carrier', 'trackingNumber']) wanted.add(name);
    if (change.value === 'shipped' || change.value === 'received') wanted.add('date');
    if (change.value === 'received') wanted.add('signer');
    if (change.value === 'paid') for (const name of ['method*', 'date*']) wanted.add(name);
  }
  return ['method', 'date', 'carrier', 'trackingNumber', 'signer', 'reason']
    .map(name => wanted.has(`${name}*`) ? `${name}*` : wanted.has(name) ? name : '').filter(Boolean);
}

/** @param {import('./grid.js').Grid} grid @param {string[]} wanted @param {Change[]} changes
 * @returns {Promise<Facts | null>} null: given up */
export async function askFacts(grid, wanted, changes) {
  const { cells, data } = grid;
  const labels = [...new Set(changes.filter(change => change.field === 'status')
    .map(change => data.lists.status.find(option => option.value === change.value)?.label ?? change.value))];
  const title = cells.say(changes.length > 1 ? 'grid.facts.many' : 'grid.facts.one', labels.join(cells.say('grid.and')), changes.length);
  return askFor(grid, title, wanted, cells.say('grid.ok'), changes);
}

/** Asks for facts under their names. @param {import('./grid.js').Grid} grid @param {string} title @param {string[]} wanted @param {string} yes
 * @param {Change[]} [changes] @returns {Promise<Facts | null>} null: given up */
export async function askFor(grid, title, wanted, yes, changes = []) {
  const { cells } = grid;
  const parts = wanted.map(mark => {
    const name = mark.replace('*', '');
    return { name, must: mark.endsWith('*'), control: controlOf(grid, name, changes) };
  });
  const check = () => {
    const isEmpty = (/** @type {typeof parts[0]} */ part) => part.must && part.control.value.trim() === '';
    for (const part of parts) part.control.setAttribute('aria-invalid', String(isEmpty(part)));
    parts.find(isEmpty)?.control.focus();
    return !parts.some(isEmpty);
  };
  const fields = parts.map(part => field(cells.say(`grid.fact.${part.name}`), part.control, part.must));
  const said = await ask(grid, title, fields, [{ name: 'ok', label: yes }, { name: 'no', label: cells.say('grid.cancel') }], { check });
  return said === null ? null
    : Object.fromEntries(parts.map(part => [part.name, part.control.value.trim()]).filter(([, value]) => value !== ''));
}

/** @param {import('./grid.js').Grid} grid @param {string} name @param {Change[]} changes */
function controlOf(grid, name, changes) {
  const { lists, today } = grid.data;
  switch (name) {
    case 'method': return select(lists.paymentMethod ?? [], usual(grid, changes));
    case 'date': return input('date', today);
    case 'carrier': return input('text', '', lists.carrier);
    default: return input('text');
  }
}

/** The method that the order itself names. @param {import('./grid.js').Grid} grid @param {Change[]} changes */
function usual(grid, changes) {
  for (const tr of grid.view.rows) {
    const row = tr.shownRow;
    if (row && grid.windows.value(row, 'id') === changes[0]?.orderId) return String(grid.windows.value(row, 'paymentMethod') ?? '');
  }
  return '';
}

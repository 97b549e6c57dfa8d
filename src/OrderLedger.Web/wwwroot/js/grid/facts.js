// A typed status is a command: what it needs and nobody said is asked for.

import { ask, field, input, select } from './dialogs.js';

/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./writes.js').Facts} Facts */

const WAY = ['draft', 'confirmed', 'inProduction', 'readyToShip', 'shipped', 'received', 'paid'];

/** What the words need, the missing ones of the server's answer among them.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {string[]} missing @returns {string[]} names of facts; must: with a star */
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

/** @param {import('./grid.js').Grid} grid @param {string[]} wanted @param {Change[]} changes @returns {Promise<Facts | null>} null: given up */
export async function askFacts(grid, wanted, changes) {
  const { cells, data } = grid;
  const labels = [...new Set(changes.filter(change => change.field === 'status')
    .map(change => data.lists.status.find(option => option.value === change.value)?.label ?? change.value))];
  const controls = wanted.map(mark => [mark.replace('*', ''), control(grid, mark.replace('*', ''), changes), mark.endsWith('*')]);
  const rows = controls.map(([name, made, must]) => field(cells.say(`grid.fact.${name}`), /** @type {HTMLElement} */ (made), /** @type {boolean} */ (must)));
  const check = () => {
    const empty = controls.filter(([, made, must]) => {
      const control = /** @type {HTMLInputElement} */ (made);
      const isEmpty = must && control.value.trim() === '';
      control.setAttribute('aria-invalid', String(!!isEmpty));
      return isEmpty;
    });
    if (empty.length > 0) /** @type {HTMLElement} */ (empty[0][1]).focus();
    return empty.length === 0;
  };
  const said = await ask(grid, cells.say(changes.length > 1 ? 'grid.facts.many' : 'grid.facts.one', labels.join(cells.say('grid.and')), changes.length), rows,
    [{ name: 'ok', label: cells.say('grid.ok') }, { name: 'no', label: cells.say('grid.cancel') }], { check });
  if (said === null) return null;
  return Object.fromEntries(controls.map(([name, made]) => [name, /** @type {HTMLInputElement} */ (made).value.trim()]).filter(([, value]) => value !== ''));
}

/** @param {import('./grid.js').Grid} grid @param {string} name @param {Change[]} changes */
export function control(grid, name, changes = []) {
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

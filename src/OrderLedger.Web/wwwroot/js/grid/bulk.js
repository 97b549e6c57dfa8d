// The bar over the foot while rows are picked: one value, or one event, for all of them. What would be refused is shown before.

import { ask, element, field, input, select } from './dialogs.js';
import { isClearable, isOfLine } from './edit-text.js';
import { askFor } from './facts.js';
import { item, openPopup } from './popup.js';
import { tableOf, whereOf } from './problems.js';
import { toast } from './toast.js';
import { Refused } from './writes.js';

/** @typedef {import('./writes.js').Change} Change */
/** @typedef {{ orderId: number, number?: string, accepted: boolean, detail?: string }} Answer Of one order. */
/** @typedef {{ changeSet?: number, accepted: number, refused: number, orders: Answer[] }} Taken */

/** What each event is told; a star: it must be. */
const ASKED = /** @type {Record<string, string[]>} */ ({
  ship: ['carrier', 'trackingNumber'], sign: ['signer'], pay: ['method*', 'date*'],
  hold: ['reason*'], cancel: ['reason*'], 'close-rest': ['reason*'],
});
/** Settling a shortfall needs a look at each order. */
const OFFERED = (/** @type {string} */ name) => name !== 'settle-shortfall';
const ORDERS_MAX = 10_000;
const SHOWN = 200;

/** @param {import('./grid.js').Grid} grid */
export function bindBulk(grid) {
  const { picks } = grid.editing;
  if (!picks.isUsed) return;
  const { cells, data } = grid;
  const bar = element('div', 'bulk-bar no-print');
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', cells.say('grid.bulk'));
  bar.hidden = true;
  const count = element('b');
  count.setAttribute('role', 'status');
  const all = button(cells.say('grid.bulk.all'), () => picks.toggleAll(true), 'link');
  const parts = [count, all];
  if (data.columns.some(column => column.editable)) parts.push(button(cells.say('grid.bulk.edit'), () => guarded(grid, () => edit(grid))));
  if (data.events.some(OFFERED)) {
    const menu = button(cells.say('grid.bulk.event'), () => openPopup(menu, cells.say('grid.bulk.event'), items(), () => menu.focus()));
    const items = () => data.events.filter(OFFERED)
      .map(name => item(cells.say(`grid.event.${name}`), () => guarded(grid, () => take(grid, name))));
    menu.setAttribute('aria-haspopup', 'dialog');
    menu.append(grid.headers.icon('chevron-down'));
    parts.push(menu);
  }
  parts.push(button(cells.say('grid.bulk.clear'), () => { picks.clear(); grid.selection.focus(); }, 'ghost'));
  bar.append(...parts);
  grid.frame.append(bar);
  picks.addEventListener('change', () => {
    bar.hidden = picks.count === 0;
    count.textContent = cells.say('grid.bulk.count', picks.count.toLocaleString('en-US'));
    all.hidden = picks.all || picks.count >= grid.windows.rowCount;
    all.textContent = cells.say('grid.bulk.all', grid.windows.rowCount.toLocaleString('en-US'));
  }, { signal: grid.signal });
  grid.signal.addEventListener('abort', () => bar.remove());
}

/** One field of all picked orders. @param {import('./grid.js').Grid} grid */
async function edit(grid) {
  const { cells, editing } = grid;
  // A status is an event, and lines and customers are each order's own.
  const columns = grid.data.columns.filter(({ name, editable }) => editable && !['status', 'customer'].includes(name) && !isOfLine(name));
  const here = grid.layout.columns[grid.selection.active.col]?.name;
  const which = select(columns.map(column => ({ value: column.name, label: column.label })),
    columns.some(column => column.name === here) ? here : 'dueDate');
  /** @type {HTMLInputElement | HTMLSelectElement} */ let value = input('text');
  const place = element('div');
  const draw = async () => {
    const column = /** @type {import('./types.js').Column} */ (grid.columnOf(which.value));
    value = await valueOf(grid, column);
    place.replaceChildren(field(cells.say(isClearable(column) ? 'grid.bulk.value.clearable' : 'grid.bulk.value'), value));
  };
  which.addEventListener('change', draw);
  await draw();
  const title = cells.say('grid.bulk.edit.title', editing.picks.count.toLocaleString('en-US'));
  const said = await ask(grid, title, [field(cells.say('grid.bulk.field'), which), place],
    [{ name: 'look', label: cells.say('grid.bulk.look') }, { name: 'no', label: cells.say('grid.cancel') }]);
  if (said === null) return;
  const rows = await picked(grid, which.value);
  if (!rows) return;
  /** @type {Change[]} */
  const changes = rows.map(row => ({ orderId: row.id, field: which.value, value: value.value.trim(), was: row.was }));
  const seen = await editing.writes.change({ changes, preview: true });
  const bad = new Set([...seen.problems, ...seen.conflicts].map(one => one.index));
  const good = changes.filter((_, i) => !bad.has(i));
  const refused = seen.problems.map(one => [whereOf(grid, changes[one.index ?? 0]), one.detail]);
  const label = columns.find(column => column.name === which.value)?.label ?? '';
  const becomes = cells.say('grid.bulk.edit.preview', label, value.value.trim() || cells.say('grid.edit.blank'));
  if (!await agreed(grid, becomes, good.length, refused)) return;
  if (await editing.write(good, { what: 'grid.bulk.done' })) editing.picks.clear();
}

/** One event for all picked orders. @param {import('./grid.js').Grid} grid @param {string} name */
async function take(grid, name) {
  const { cells, editing } = grid;
  const { picks, writes, undo } = editing;
  const label = cells.say(`grid.event.${name}`);
  const wanted = ASKED[name] ?? [];
  const title = cells.say('grid.bulk.event.title', label, picks.count.toLocaleString('en-US'));
  const input = wanted.length > 0 ? await askFor(grid, title, wanted, cells.say('grid.bulk.look')) : {};
  if (input === null) return;
  const { query } = grid.windows;
  const which = picks.all ? { filter: query.filter ?? '', q: query.q ?? undefined } : { orderIds: [...picks.ids] };
  const asked = { event: name, input, rows: grid.rowsKind, ...which };
  /** @type {Taken} */ const seen = await writes.send('/api/v1/ledger/events', { ...asked, preview: true });
  const refused = seen.orders.filter(one => !one.accepted).map(one => [one.number ?? `#${one.orderId}`, one.detail ?? '']);
  if (!await agreed(grid, label, seen.accepted, refused)) return;
  /** @type {Taken} */ const done = await writes.send('/api/v1/ledger/events', asked);
  grid.windows.refresh(grid.view.first, grid.view.last);
  if (!done.changeSet) { toast(grid, cells.say('grid.bulk.none'), undefined, 'bad'); return; }
  undo.done(done.changeSet);
  picks.clear();
  const word = done.refused > 0 ? 'grid.bulk.event.part' : 'grid.bulk.event.done';
  toast(grid, cells.say(word, label, done.accepted, done.refused), () => undo.undo());
}

/** What would be done, and what would be refused and why.
 * @param {import('./grid.js').Grid} grid @param {string} title @param {number} good @param {string[][]} refused @returns {Promise<boolean>} */
async function agreed(grid, title, good, refused) {
  const { cells } = grid;
  const content = [element('p', '', cells.say('grid.bulk.good', good))];
  if (refused.length > 0) {
    const heads = [cells.say('grid.problem.order'), cells.say('grid.problem.why')];
    content.push(element('p', '', cells.say('grid.bulk.bad', refused.length)), tableOf(heads, refused.slice(0, SHOWN)));
  }
  if (refused.length > SHOWN) content.push(element('p', 'muted', cells.say('grid.problem.more', refused.length - SHOWN)));
  const answers = [...good > 0 ? [{ name: 'go', label: cells.say('grid.bulk.go', good) }] : [], { name: 'no', label: cells.say('grid.cancel') }];
  return await ask(grid, title, content, answers, { wide: refused.length > 0 }) === 'go';
}

/** The picked orders with what stands in the field now. @param {import('./grid.js').Grid} grid @param {string} name
 * @returns {Promise<{ id: number, was: unknown }[] | null>} */
async function picked(grid, name) {
  const { windows, cells, editing: { picks } } = grid;
  if (picks.count > ORDERS_MAX) { toast(grid, cells.say('grid.edit.too-many', ORDERS_MAX), undefined, 'bad'); return null; }
  if (!picks.all) return [...picks.ids].map(id => ({ id, was: wasOf(grid, id, name) }));
  // Of groups all rows, also those of closed ones.
  const page = await (windows.rows ?? windows).range(0, windows.rowCount - 1, ['id', name]);
  const seen = new Map(page.rows.map(row => [Number(row[page.columns.indexOf('id')]), row[page.columns.indexOf(name)]]));
  return [...seen].map(([id, was]) => ({ id, was }));
}

/** @param {import('./grid.js').Grid} grid @param {number} id @param {string} name */
function wasOf(grid, id, name) {
  const row = grid.windows.find(id);
  return row && grid.windows.at(name) >= 0 ? grid.windows.value(row, name) : undefined;
}

/** @param {import('./grid.js').Grid} grid @param {import('./types.js').Column} column */
async function valueOf(grid, column) {
  const { lists, today } = grid.data;
  if (column.kind === 'date') return input('date', today);
  if (lists[column.name]) return select(lists[column.name]);
  return input('text', '', column.editor === 'list' ? await grid.editing.words.find(column, '', null) : []);
}

/** @param {import('./grid.js').Grid} grid @param {() => Promise<void>} work */
async function guarded(grid, work) {
  try { await work(); } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    toast(grid, fault.message, undefined, 'bad');
  }
}

/** @param {string} text @param {() => void} act @param {string} [tone] */
function button(text, act, tone = '') {
  const made = /** @type {HTMLButtonElement} */ (element('button', `btn s ${tone}`, text));
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

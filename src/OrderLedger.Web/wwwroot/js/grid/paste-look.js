// A paste that is more than a few cells: what is new or wrong is shown before anything is written.

import { ask, element } from './dialogs.js';
import { askProblems, problemsOf, tableOf } from './problems.js';
import { toast } from './toast.js';
import { Refused } from './writes.js';

/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./writes.js').Changed} Changed */
/** @typedef {import('./writes.js').NewCell} NewCell */

const SHOWN = 100;

/** Rows below the last one: what becomes of them, and which lines in typing they take the place of.
 * @typedef {{ orders: NewCell[][], lines: import('./writes.js').NewLine[], used: import('./line-rows.js').Draft[] }} Below */

/** Asks the server, shows it, and writes what the reader then wants.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Below} below
 * @param {string[][]} ignored cells that cannot be typed: where and what */
export async function look(grid, changes, below, ignored) {
  const { cells, editing } = grid;
  const asked = { changes, newOrders: below.orders, newLines: below.lines };
  try {
    const isAny = changes.length + below.orders.length + below.lines.length > 0;
    const seen = isAny ? await editing.writes.change({ ...asked, preview: true }) : NOTHING;
    const bad = new Set([...seen.problems, ...seen.conflicts].map(one => one.index).filter(at => at !== undefined));
    const good = changes.filter((_, i) => !bad.has(i));
    const wrong = { orders: byRow(seen.problems, 'newOrder'), lines: byRow(seen.problems, 'newLine') };
    const orders = below.orders.filter((_, i) => !wrong.orders.has(i));
    const lines = below.lines.filter((_, i) => !wrong.lines.has(i));
    const count = orders.length + lines.length;
    const all = { name: 'all', label: cells.say(good.length > 0 ? 'grid.paste.all' : 'grid.paste.rows', good.length, count) };
    const some = { name: 'cells', label: cells.say('grid.paste.cells', good.length), ...count > 0 ? { tone: '' } : {} };
    const no = { name: 'no', label: cells.say('grid.cancel'), tone: 'ghost' };
    const said = await ask(grid, cells.say('grid.paste.title'), content(grid, changes, below, ignored, seen, wrong),
      [...count > 0 ? [all] : [], ...good.length > 0 ? [some] : [], no], { wide: true });
    if (said === 'cells') await editing.write(good, { what: 'grid.pasted' });
    if (said === 'all') await place(grid, good, { ...below, orders, lines });
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    toast(grid, fault.message, undefined, 'bad');
  }
}

/** @typedef {Map<number, import('./writes.js').Problem[]>} ByRow */

/** @param {import('./writes.js').Problem[]} problems @param {'newOrder' | 'newLine'} kind @returns {ByRow} */
function byRow(problems, kind) {
  /** @type {ByRow} */ const rows = new Map();
  for (const problem of problems) {
    const row = problem[kind];
    if (row === undefined) continue;
    const mine = rows.get(row);
    if (mine) mine.push(problem); else rows.set(row, [problem]);
  }
  return rows;
}

/** @type {Changed} */
const NOTHING = { applied: 0, problems: [], conflicts: [], orders: [] };

/** @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Below} below @param {string[][]} ignored
 * @param {Changed} seen @param {{ orders: ByRow, lines: ByRow }} wrong */
function content(grid, changes, below, ignored, seen, wrong) {
  const { cells } = grid;
  /** @type {Node[]} */ const parts = [];
  const joined = new Set(seen.joined?.map(one => one.row));
  const rows = below.orders.map((row, i) => ({ row, joins: joined.has(i), wrong: wrong.orders.get(i) ?? [] }));
  const lines = below.lines.map(({ fields }, i) => ({ row: fields, wrong: wrong.lines.get(i) ?? [] }));
  for (const [key, some] of /** @type {[string, Seen[]][]} */ ([['grid.lines.new', lines], ['grid.lines.joined', rows.filter(one => one.joins)],
    ['grid.paste.new', rows.filter(one => !one.joins)]])) {
    if (some.length > 0) parts.push(element('p', '', cells.say(key, some.length)), preview(grid, some));
  }
  if (seen.conflicts.length > 0 || seen.problems.some(one => one.index !== undefined)) {
    parts.push(element('p', '', cells.say('grid.paste.wrong')), problemsOf(grid, changes, seen));
  }
  if (ignored.length > 0) {
    const heads = [cells.say('grid.problem.where'), cells.say('grid.problem.text')];
    parts.push(element('p', '', cells.say('grid.paste.ignored')), tableOf(heads, ignored.slice(0, SHOWN)));
  }
  return parts;
}

/** @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Below} below */
async function place(grid, changes, below) {
  const { writes, undo } = grid.editing;
  writes.stand(changes);
  const done = await writes.change({ changes, newOrders: below.orders, newLines: below.lines })
    .catch(fault => { writes.settle(changes, true); throw fault; });
  if (done.changeSet) for (const draft of below.used) draft.state = 'done';
  writes.settle(changes, !done.changeSet);
  if (!done.changeSet) { await askProblems(grid, changes, done); return; }
  undo.done(done.changeSet);
  toast(grid, grid.cells.say('grid.paste.placed', below.orders.length + below.lines.length), () => undo.undo());
}

/** @typedef {{ row: NewCell[], wrong: import('./writes.js').Problem[] }} Seen */

/** The rows that become orders or lines, with what is wrong in which cell.
 * @param {import('./grid.js').Grid} grid @param {Seen[]} rows */
function preview(grid, rows) {
  const names = [...new Set(rows.flatMap(({ row }) => row.map(cell => cell.field)))];
  const heads = names.map(name => grid.columnOf(name)?.label ?? name);
  return tableOf([...heads, grid.cells.say('grid.problem.why')], rows.slice(0, SHOWN).map(({ row, wrong }) => {
    const texts = names.map(name => {
      const value = row.find(cell => cell.field === name)?.value ?? '';
      const label = grid.data.lists[name]?.find(option => option.value === value)?.label ?? value;
      return element('span', wrong.some(one => one.field === name) ? 'bad' : '', label);
    });
    return [...texts, element('span', wrong.length > 0 ? 'bad' : 'good', wrong.map(one => one.detail).join(' ') || '✓')];
  }));
}

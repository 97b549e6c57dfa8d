// A paste that is more than a few cells: what is new or wrong is shown before anything is written.

import { ask, element } from './dialogs.js';
import { askProblems, problemsOf, tableOf } from './problems.js';
import { toast } from './toast.js';
import { Refused } from './writes.js';

/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./writes.js').Changed} Changed */
/** @typedef {import('./writes.js').NewCell} NewCell */

const SHOWN = 100;

/** Asks the server, shows it, and writes what the reader then wants.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {NewCell[][]} newOrders rows below the last one
 * @param {string[][]} ignored cells that cannot be typed: where and what */
export async function look(grid, changes, newOrders, ignored) {
  const { cells, editing } = grid;
  try {
    const seen = changes.length + newOrders.length > 0 ? await editing.writes.change({ changes, newOrders, preview: true }) : NOTHING;
    const bad = new Set([...seen.problems, ...seen.conflicts].map(one => one.index).filter(at => at !== undefined));
    const badRows = new Set(seen.problems.map(one => one.newOrder).filter(at => at !== undefined));
    const good = changes.filter((_, i) => !bad.has(i));
    const rows = newOrders.filter((_, i) => !badRows.has(i));
    const all = { name: 'all', label: cells.say('grid.paste.all', good.length, rows.length) };
    const some = { name: 'cells', label: cells.say('grid.paste.cells', good.length), ...rows.length > 0 ? { tone: '' } : {} };
    const no = { name: 'no', label: cells.say('grid.cancel'), tone: 'ghost' };
    const said = await ask(grid, cells.say('grid.paste.title'), content(grid, changes, newOrders, ignored, seen),
      [...rows.length > 0 ? [all] : [], ...good.length > 0 ? [some] : [], no], { wide: true });
    if (said === 'cells') await editing.write(good, { what: 'grid.pasted' });
    if (said === 'all') await place(grid, good, rows);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    toast(grid, fault.message, undefined, 'bad');
  }
}

/** @type {Changed} */
const NOTHING = { applied: 0, problems: [], conflicts: [], orders: [] };

/** @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {NewCell[][]} newOrders @param {string[][]} ignored
 * @param {Changed} seen */
function content(grid, changes, newOrders, ignored, seen) {
  const { cells } = grid;
  const parts = [];
  if (newOrders.length > 0) {
    parts.push(element('p', '', cells.say('grid.paste.new', newOrders.length)), preview(grid, newOrders, seen.problems));
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

/** @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {NewCell[][]} newOrders */
async function place(grid, changes, newOrders) {
  const { writes, undo } = grid.editing;
  writes.stand(changes);
  const done = await writes.change({ changes, newOrders }).catch(fault => { writes.settle(changes, true); throw fault; });
  writes.settle(changes, !done.changeSet);
  if (!done.changeSet) { await askProblems(grid, changes, done); return; }
  undo.done(done.changeSet);
  toast(grid, grid.cells.say('grid.paste.placed', newOrders.length), () => undo.undo());
}

/** The rows that become orders, with what is wrong in which cell.
 * @param {import('./grid.js').Grid} grid @param {NewCell[][]} rows @param {import('./writes.js').Problem[]} problems */
function preview(grid, rows, problems) {
  const names = [...new Set(rows.flatMap(row => row.map(cell => cell.field)))];
  const heads = names.map(name => grid.columnOf(name)?.label ?? name);
  return tableOf([...heads, grid.cells.say('grid.problem.why')], rows.slice(0, SHOWN).map((row, i) => {
    const mine = problems.filter(one => one.newOrder === i);
    const texts = names.map(name => {
      const value = row.find(cell => cell.field === name)?.value ?? '';
      const label = grid.data.lists[name]?.find(option => option.value === value)?.label ?? value;
      return element('span', mine.some(one => one.field === name) ? 'bad' : '', label);
    });
    return [...texts, element('span', mine.length > 0 ? 'bad' : 'good', mine.map(one => one.detail).join(' ') || '✓')];
  }));
}

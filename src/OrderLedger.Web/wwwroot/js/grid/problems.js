// What could not be written, cell by cell, and what to do about it.

import { ask, element } from './dialogs.js';
import { typed } from './edit-text.js';

/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./writes.js').Changed} Changed */
/** @typedef {import('./writes.js').Conflict} Conflict */
/** @typedef {import('./types.js').Column} Column */

const SHOWN = 200;

/** Cells that others changed meanwhile: both values, and which one stays.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Conflict[]} conflicts
 * @returns {Promise<Change[] | null>} what to write now; null: nothing */
export async function askConflicts(grid, changes, conflicts) {
  const { cells } = grid;
  const table = tableOf([cells.say('grid.problem.where'), cells.say('grid.conflict.mine'), cells.say('grid.conflict.theirs')],
    conflicts.slice(0, SHOWN).map(conflict => {
      const change = changes[conflict.index];
      return [whereOf(grid, change), shown(grid, change, change.value), shown(grid, change, conflict.theirs)];
    }));
  const said = await ask(grid, cells.say('grid.conflict', conflicts.length), [element('p', '', cells.say('grid.conflict.text')), table], [
    { name: 'mine', label: cells.say('grid.conflict.keep') }, { name: 'theirs', label: cells.say('grid.conflict.take'), tone: '' },
    { name: 'no', label: cells.say('grid.cancel'), tone: 'ghost' },
  ], { wide: conflicts.length > 1 });
  if (said === null) return null;
  const taken = new Map(conflicts.map(conflict => [conflict.index, conflict]));
  // Mine is written over the value that was shown just now, and over no other.
  return changes.map((change, i) => taken.has(i) ? said === 'mine' ? { ...change, was: taken.get(i)?.theirs ?? '' } : null : change)
    .filter(change => change !== null);
}

/** Cells that may not be so: without them, or not at all.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Changed} answer @returns {Promise<Change[] | null>} */
export async function askProblems(grid, changes, answer) {
  const { cells } = grid;
  const bad = new Set([...answer.problems, ...answer.conflicts].map(one => one.index));
  const left = changes.filter((_, i) => !bad.has(i));
  const said = await ask(grid, cells.say('grid.problem', bad.size), [problemsOf(grid, changes, answer)], [
    ...left.length > 0 ? [{ name: 'rest', label: cells.say('grid.problem.rest', left.length) }] : [],
    { name: 'no', label: cells.say('grid.cancel') },
  ], { wide: true });
  return said === 'rest' ? left : null;
}

/** @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Changed} answer */
export function problemsOf(grid, changes, answer) {
  const { cells } = grid;
  const lines = [
    ...answer.problems.filter(one => one.index !== undefined).map(one => ({ change: changes[one.index ?? 0], why: one.detail })),
    ...answer.conflicts.map(({ index, theirs }) => (
      { change: changes[index], why: cells.say('grid.conflict.is', shown(grid, changes[index], theirs)) })),
  ];
  const table = tableOf([cells.say('grid.problem.where'), cells.say('grid.problem.text'), cells.say('grid.problem.why')],
    lines.slice(0, SHOWN).map(({ change, why }) => [whereOf(grid, change), shown(grid, change, change.value), why]));
  if (lines.length > SHOWN) table.append(element('p', 'muted', cells.say('grid.problem.more', lines.length - SHOWN)));
  return table;
}

/** @param {string[]} heads @param {(string | Node)[][]} rows */
export function tableOf(heads, rows) {
  const table = element('table', 'ledger mini');
  const head = document.createElement('thead');
  const top = document.createElement('tr');
  for (const text of heads) {
    const th = /** @type {HTMLTableCellElement} */ (element('th', '', text));
    th.scope = 'col';
    top.append(th);
  }
  head.append(top);
  const body = document.createElement('tbody');
  for (const row of rows) {
    const tr = document.createElement('tr');
    for (const content of row) {
      const td = element('td', 'wrap');
      td.append(content);
      tr.append(td);
    }
    body.append(tr);
  }
  table.append(head, body);
  const scroll = element('div', 'scroll');
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', heads.join(' · '));
  scroll.append(table);
  return scroll;
}

/** The order's number and the column. @param {import('./grid.js').Grid} grid @param {Change} change */
export function whereOf(grid, change) {
  const label = grid.columnOf(change.field)?.label ?? change.field;
  const row = grid.windows.find(change.orderId, change.lineId);
  return `${row ? grid.windows.value(row, 'number') ?? `#${change.orderId}` : `#${change.orderId}`} · ${label}`;
}

/** @param {import('./grid.js').Grid} grid @param {Change} change @param {string | number | null} value */
function shown(grid, change, value) {
  const column = grid.columnOf(change.field);
  const text = value === null || value === undefined || value === '' ? grid.cells.say('grid.edit.blank')
    : column ? typed(grid, value, column) : String(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

// Ctrl+V: a block into the cells, as Excel does it. It is one change set: written whole or, with what is wrong, not at all.

import { changesFor, solid } from './changes.js';
import { blockOf } from './clipboard.js';
import { cutOf } from './cut.js';
import { ask, element } from './dialogs.js';
import { isClearable, sent } from './edit-text.js';
import { askProblems, problemsOf, tableOf } from './problems.js';
import { toast } from './toast.js';
import { Refused } from './writes.js';

/** @typedef {import('./clipboard.js').Block} Block */
/** @typedef {import('./types.js').Range} Range */
/** @typedef {import('./writes.js').Change} Change */
/** @typedef {import('./writes.js').NewCell} NewCell */

const SHOWN = 100;

/** @param {import('./grid.js').Grid} grid */
export function bindPaste(grid) {
  document.addEventListener('paste', event => {
    const { editor } = grid.editing;
    if (editor.editing || !event.clipboardData || !grid.host.contains(document.activeElement) || grid.selection.active.row < 0) return;
    event.preventDefault();
    const block = blockOf(event.clipboardData);
    if (block.length > 0) paste(grid, block, cutOf(grid, event.clipboardData.getData('text/plain')));
  }, { signal: grid.signal });
}

/** @param {import('./grid.js').Grid} grid @param {Block} block @param {Range | null} cut */
async function paste(grid, block, cut) {
  const { selection, windows, layout } = grid;
  const wide = Math.max(...block.map(row => row.length));
  const targets = targetsOf(solid(grid), selection.active, block.length, wide);
  const inside = targets.map(range => ({ ...range, r2: Math.min(range.r2, windows.count - 1), c2: Math.min(range.c2, layout.shown.length - 1) }));
  const plan = await changesFor(grid, inside, (row, col, range) => {
    const text = block[(row - range.r1) % block.length][(col - range.c1) % wide];
    return text === undefined ? null : sent(grid, text, layout.columns[col]);
  });
  if (cut) await withoutCut(grid, plan.changes, cut, inside);
  const below = targets.length === 1 ? block.slice(Math.max(0, windows.count - targets[0].r1)).slice(0, targets[0].r2 - windows.count + 1) : [];
  const newOrders = below.map(row => cellsOf(grid, row, targets[0].c1)).filter(row => row.length > 0);
  const lost = targets.length === 1 ? Math.max(0, targets[0].c2 - layout.shown.length + 1) : 0;
  mark(grid, targets[0], inside[0]);
  if (plan.changes.some(change => change.field === 'status') && !await grid.editing.facts(plan.changes)) return;
  if (newOrders.length === 0 && plan.wrong.length === 0 && lost === 0) {
    await grid.editing.write(plan.changes, { what: 'grid.pasted' });
  } else await looked(grid, plan.changes, newOrders, [...plan.wrong.map(one => [place(grid, one.row, one.column.label), one.text]),
    ...lost ? [[grid.cells.say('grid.paste.beside', lost), '']] : []]);
  selection.focus();
}

/** One value fills what is marked; a block is repeated where the marked range is a multiple of it, and else laid from its corner.
 * @param {Range[]} ranges @param {{ row: number, col: number }} active @param {number} high @param {number} wide @returns {Range[]} */
export function targetsOf(ranges, active, high, wide) {
  if (high === 1 && wide === 1 && ranges.length > 0) return ranges;
  const range = ranges.at(-1) ?? { r1: active.row, c1: active.col, r2: active.row, c2: active.col };
  const [rows, cols] = [range.r2 - range.r1 + 1, range.c2 - range.c1 + 1];
  const repeats = rows % high === 0 && cols % wide === 0;
  return [repeats ? range : { r1: range.r1, c1: range.c1, r2: range.r1 + high - 1, c2: range.c1 + wide - 1 }];
}

/** What was cut is emptied, where a text can be, unless it is pasted over.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {Range} cut @param {Range[]} into */
async function withoutCut(grid, changes, cut, into) {
  const emptied = await changesFor(grid, [cut], (row, col) => into.some(range => row >= range.r1 && row <= range.r2 && col >= range.c1 && col <= range.c2)
    ? null : '', column => isClearable(column));
  changes.push(...emptied.changes);
}

/** A row below the last one. @param {import('./grid.js').Grid} grid @param {string[]} row @param {number} from its first column @returns {NewCell[]} */
function cellsOf(grid, row, from) {
  return row.map((text, i) => ({ column: grid.layout.columns[from + i], text })).filter(one => one.column && one.text.trim() !== '')
    .map(({ column, text }) => ({ field: column.name, value: sent(grid, text, column) }));
}

/** What is pasted stays marked. @param {import('./grid.js').Grid} grid @param {Range} target @param {Range} inside */
function mark(grid, target, inside) {
  grid.selection.mark({ ...inside, r2: Math.max(target.r1, inside.r2) });
}

/** Asks the server first, and shows all that is new or wrong before anything is written.
 * @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {NewCell[][]} newOrders @param {string[][]} ignored where and what */
async function looked(grid, changes, newOrders, ignored) {
  const { cells, editing } = grid;
  const { writes } = editing;
  if (changes.length + newOrders.length === 0) { await told(grid, ignored); return; }
  try {
    const seen = await writes.change({ changes, newOrders, preview: true });
    const bad = new Set(seen.problems.map(one => one.newOrder).filter(one => one !== undefined));
    const content = [];
    if (newOrders.length > 0) content.push(element('p', '', cells.say('grid.paste.new', newOrders.length)), preview(grid, newOrders, seen.problems));
    if (seen.problems.some(one => one.index !== undefined) || seen.conflicts.length > 0) {
      content.push(element('p', '', cells.say('grid.paste.wrong')), problemsOf(grid, changes, seen));
    }
    if (ignored.length > 0) content.push(element('p', '', cells.say('grid.paste.ignored')), tableOf([cells.say('grid.problem.where'), cells.say('grid.problem.text')], ignored.slice(0, SHOWN)));
    const wrong = new Set([...seen.problems, ...seen.conflicts].map(one => /** @type {any} */ (one).index).filter(one => one !== undefined));
    const good = { changes: changes.filter((_, i) => !wrong.has(i)), newOrders: newOrders.filter((_, i) => !bad.has(i)) };
    const answers = [
      ...good.newOrders.length > 0 ? [{ name: 'all', label: cells.say('grid.paste.all', good.changes.length, good.newOrders.length) }] : [],
      ...good.changes.length > 0 ? [{ name: 'cells', label: cells.say('grid.paste.cells', good.changes.length), tone: good.newOrders.length > 0 ? '' : undefined }] : [],
      { name: 'no', label: cells.say('grid.cancel'), tone: 'ghost' },
    ];
    const said = await ask(grid, cells.say('grid.paste.title'), content, answers, { wide: true });
    if (said === 'cells') await editing.write(good.changes, { what: 'grid.pasted' });
    if (said === 'all') await placed(grid, good.changes, good.newOrders);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    toast(grid, fault.message, undefined, 'bad');
  }
}

/** @param {import('./grid.js').Grid} grid @param {Change[]} changes @param {NewCell[][]} newOrders */
async function placed(grid, changes, newOrders) {
  const { writes, undo } = grid.editing;
  writes.stand(changes);
  const done = await writes.change({ changes, newOrders }).catch(fault => { writes.settle(changes, true); throw fault; });
  writes.settle(changes, !done.changeSet);
  if (!done.changeSet) { await askProblems(grid, changes, done); return; }
  undo.done(done.changeSet);
  toast(grid, grid.cells.say('grid.paste.placed', newOrders.length), () => undo.undo());
}

/** Nothing but what cannot be pasted. @param {import('./grid.js').Grid} grid @param {string[][]} ignored */
async function told(grid, ignored) {
  const { cells } = grid;
  if (ignored.length === 0) { grid.say(cells.say('grid.paste.nothing')); return; }
  await ask(grid, cells.say('grid.paste.title'), [element('p', '', cells.say('grid.paste.ignored')),
    tableOf([cells.say('grid.problem.where'), cells.say('grid.problem.text')], ignored.slice(0, SHOWN))], [{ name: 'no', label: cells.say('grid.ok') }], { wide: true });
}

/** The rows that become orders, with what is wrong in which cell.
 * @param {import('./grid.js').Grid} grid @param {NewCell[][]} rows @param {import('./writes.js').Problem[]} problems */
function preview(grid, rows, problems) {
  const names = [...new Set(rows.flatMap(row => row.map(cell => cell.field)))];
  const heads = names.map(name => grid.columnOf(name)?.label ?? name);
  return tableOf([...heads, grid.cells.say('grid.problem.why')], rows.slice(0, SHOWN).map((row, i) => {
    const mine = problems.filter(one => one.newOrder === i);
    const texts = names.map(name => {
      const cell = row.find(one => one.field === name);
      const label = grid.data.lists[name]?.find(option => option.value === cell?.value)?.label ?? cell?.value ?? '';
      return element('span', mine.some(one => one.field === name) ? 'bad' : '', label);
    });
    return [...texts, element('span', mine.length > 0 ? 'bad' : 'good', mine.length > 0 ? mine.map(one => one.detail).join(' ') : '✓')];
  }));
}

/** @param {import('./grid.js').Grid} grid @param {number} row @param {string} label */
function place(grid, row, label) {
  const data = grid.windows.row(row);
  return `${data ? grid.windows.value(data, 'number') ?? `#${grid.windows.value(data, 'id')}` : row + 1} · ${label}`;
}

// The menu of one column: sort, filter, place.

import { addressWith, go, written } from './address.js';
import { ask } from './ask.js';
import { condition, questions } from './conditions.js';
import { FROZEN_MAX } from './layout.js';
import { item, openPopup } from './popup.js';
import { valueList } from './values.js';

/** @typedef {import('./types.js').Column} Column */

/** Columns to group by at most. */
const GROUPS_MAX = 3;
/** Of these one asks for a span rather than for single values. */
const QUANTITIES = ['money', 'quantity', 'price'];

/** @param {import('./grid.js').Grid} grid @param {number} col */
export function openHeaderMenu(grid, col) {
  const { cells, layout, headers } = grid;
  const column = layout.columns[col];
  const th = grid.view.cell(-1, col);
  if (!column || !th) return;
  const label = cells.say('grid.menu', column.label);
  const acts = document.createElement('div');
  acts.className = 'acts';
  acts.append(...sorting(grid, column), ...grouping(grid, column), ...placing(grid, column, col));
  openPopup(th, label, [acts, document.createElement('hr'), filter(grid, column)], () => { if (!grid.signal.aborted) grid.selection.focus(); });

  /** @param {import('./grid.js').Grid} grid @param {Column} column */
  function sorting(grid, column) {
    const sort = headers.sort;
    const at = sort.findIndex(level => level.name === column.name);
    const by = (/** @type {boolean} */ down) => () => go(addressWith({ sort: written([{ name: column.name, down }]) }));
    const items = [item(cells.say('grid.sort.up'), by(false), headers.icon('arrow-up')),
      item(cells.say('grid.sort.down'), by(true), headers.icon('arrow-down'))];
    if (at < 0 && sort.length > 0) items.push(item(cells.say('grid.sort.also'), () => go(headers.next(column, true))));
    if (at >= 0) {
      const rest = written(sort.filter(level => level.name !== column.name));
      items.push(item(cells.say('grid.sort.none'), () => go(addressWith({ sort: rest || (grid.data.kept ? '' : null) }))));
    }
    return items;
  }
}

/** @param {import('./grid.js').Grid} grid @param {Column} column @param {number} col */
function placing(grid, column, col) {
  const { cells, layout } = grid;
  const act = (/** @type {() => void} */ change) => () => { change(); grid.layoutChange(); };
  const items = [];
  if (layout.frozen !== col + 1 && col < FROZEN_MAX) items.push(item(cells.say('grid.freeze'), act(() => { layout.frozen = col + 1; })));
  if (layout.frozen > 0) items.push(item(cells.say('grid.unfreeze'), act(() => { layout.frozen = 0; })));
  if (col > 0) items.push(item(cells.say('grid.move.left'), act(() => layout.move(column.name, col - 1))));
  if (col < layout.shown.length - 1) items.push(item(cells.say('grid.move.right'), act(() => layout.move(column.name, col + 1))));
  if (layout.shown.length > 1) items.push(item(cells.say('grid.hide'), act(() => layout.show(column.name, false))));
  return items;
}

/** @param {import('./grid.js').Grid} grid @param {Column} column */
function grouping(grid, column) {
  const { cells, data, headers } = grid;
  if (column.kind === 'instant') return [];
  const by = (data.group ?? '').split(',').filter(Boolean);
  const rest = by.filter(term => term.replace(/^-/, '') !== column.name);
  const lead = (/** @type {string[]} */ terms) => () => go(addressWith({ group: terms.join(',') || (data.kept ? '' : null), open: null }));
  if (rest.length < by.length) return [item(cells.say('grid.ungroup'), lead(rest), headers.icon('layers'))];
  return by.length < GROUPS_MAX ? [item(cells.say('grid.group'), lead([...by, column.name]), headers.icon('layers'))] : [];
}

/** Values to pick from, and behind it conditions. @param {import('./grid.js').Grid} grid @param {Column} column */
function filter(grid, column) {
  const { cells } = grid;
  const box = document.createElement('div');
  box.className = 'filter-of';
  const kinds = document.createElement('div');
  kinds.className = 'segment';
  kinds.setAttribute('role', 'group');
  kinds.setAttribute('aria-label', cells.say('grid.filter'));
  const place = document.createElement('div');
  for (const [name, content] of /** @type {[string, () => HTMLElement][]} */ ([
    ['values', () => valueList(grid, column)], ['condition', () => conditions(grid, column)]])) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = cells.say(`grid.filter.by.${name}`);
    button.addEventListener('click', () => {
      for (const one of kinds.children) one.setAttribute('aria-pressed', String(one === button));
      place.replaceChildren(content());
    });
    kinds.append(button);
  }
  box.append(kinds, place);
  const first = /** @type {HTMLElement[]} */ ([...kinds.children])[QUANTITIES.includes(column.kind) ? 1 : 0];
  first.click();
  return box;
}

/** @param {import('./grid.js').Grid} grid @param {Column} column */
function conditions(grid, column) {
  const { cells, data } = grid;
  const form = document.createElement('form');
  form.className = 'condition';
  const question = document.createElement('select');
  question.setAttribute('aria-label', cells.say('grid.filter.condition'));
  for (const name of questions(column)) question.add(new Option(cells.say(`grid.filter.${name}`), name));
  const values = document.createElement('div');
  values.className = 'values';
  const buttons = document.createElement('div');
  buttons.className = 'row between';
  const apply = document.createElement('button');
  apply.className = 'btn s primary';
  apply.textContent = cells.say('action.apply');
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.className = 'btn s ghost';
  clear.textContent = cells.say('action.clear');
  clear.addEventListener('click', () => ask(data, column.name, null));
  buttons.append(clear, apply);
  form.append(question, values, buttons);
  const draw = () => values.replaceChildren(...fields(grid, column, question.value));
  question.addEventListener('change', draw);
  draw();
  form.addEventListener('submit', event => {
    event.preventDefault();
    const said = [...values.querySelectorAll('input')].filter(one => one.type !== 'checkbox' || one.checked).map(one => one.value);
    const asked = condition(column, question.value, said);
    if (asked) ask(data, column.name, asked);
  });
  return form;
}

/** @param {import('./grid.js').Grid} grid @param {Column} column @param {string} question */
function fields(grid, column, question) {
  if (column.kind === 'yesNo' || question === 'empty' || question === 'filled') return [];
  if (column.words) {
    return column.words.map(word => {
      const label = document.createElement('label');
      label.className = 'check';
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.value = word.name;
      label.append(box, word.label);
      return label;
    });
  }
  return (question === 'between' ? ['grid.filter.value', 'grid.filter.to'] : ['grid.filter.value']).map(name => {
    const field = document.createElement('input');
    field.className = 'in';
    field.type = column.kind === 'date' || column.kind === 'instant' ? 'date' : 'text';
    if (field.type === 'text' && column.kind !== 'text') field.inputMode = 'decimal';
    field.setAttribute('aria-label', grid.cells.say(name));
    return field;
  });
}

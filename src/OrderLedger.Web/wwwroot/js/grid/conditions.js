// Conditions on one column, as its menu asks them; those of other columns stay as they were.

import { own } from './filter.js';

/** @typedef {import('./types.js').Column} Column */
/** @typedef {import('./types.js').Tree} Tree */

/** What can be asked of a column of this kind. @param {Column} column @returns {string[]} */
export function questions(column) {
  switch (column.kind) {
    case 'text': return ['has', 'hasNot', 'is', 'isNot', 'empty', 'filled'];
    case 'word': return ['is', 'isNot', 'empty', 'filled'];
    case 'yesNo': return ['is', 'isNot'];
    default: return ['least', 'most', 'between', 'is', 'isNot', 'empty', 'filled'];
  }
}

/** @param {Column} column @param {string} question @param {string[]} values @returns {Tree | null} null: nothing was asked */
export function condition(column, question, values) {
  const said = values.map(value => value.trim()).filter(value => value !== '');
  const is = (/** @type {string} */ sign, /** @type {string[]} */ ...asked) =>
    /** @type {Tree} */ ({ kind: 'is', column: column.name, sign, values: asked });
  if (question === 'empty' || question === 'filled') return is(question);
  if (column.kind === 'yesNo') return is('=', question === 'is' ? 'yes' : 'no');
  if (said.length === 0) return null;
  switch (question) {
    case 'has': return is('~', said[0]);
    case 'hasNot': return is('!~', said[0]);
    case 'is': return said.length > 1 ? is('in', ...said) : is('=', said[0]);
    case 'isNot': return said.length > 1 ? is('not in', ...said) : is('!=', said[0]);
    case 'least': return is('>=', said[0]);
    case 'most': return is('<=', said[0]);
    case 'between': return said.length > 1 ? { kind: 'all', parts: [is('>=', said[0]), is('<=', said[1])] } : is('>=', said[0]);
    default: return null;
  }
}

/** Whether the column narrows the rows, by the free filter or by a chip of the bar.
 * @param {import('./types.js').GridData} data @param {Column} column */
export const isFiltered = (data, column) =>
  data.fixed.some(part => part.column === column.name) || own(data.tree, column.name).length > 0;

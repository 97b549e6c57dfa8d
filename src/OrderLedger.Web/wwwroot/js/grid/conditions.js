// Conditions on one column, as the filter language writes them; those of other columns stay as they were typed.

/** @typedef {import('./types.js').Column} Column */

/** What can be asked of a column of this kind. @param {Column} column @returns {string[]} */
export function questions(column) {
  switch (column.kind) {
    case 'text': return ['has', 'hasNot', 'is', 'isNot', 'empty', 'filled'];
    case 'word': return ['is', 'isNot'];
    case 'yesNo': return ['is', 'isNot'];
    default: return ['least', 'most', 'between', 'is', 'empty', 'filled'];
  }
}

/** @param {Column} column @param {string} question @param {string[]} values @returns {string | null} null: nothing was asked */
export function condition(column, question, values) {
  const name = column.name;
  const said = values.map(value => value.trim()).filter(value => value !== '').map(value => literal(column, value));
  if (question === 'empty') return `${name} is empty`;
  if (question === 'filled') return `${name} is not empty`;
  if (column.kind === 'yesNo') return question === 'is' ? name : `not (${name})`;
  if (said.length === 0) return null;
  switch (question) {
    case 'has': return `${name} ~ ${said[0]}`;
    case 'hasNot': return `not (${name} ~ ${said[0]})`;
    case 'is': return said.length > 1 ? `${name} in (${said.join(', ')})` : `${name} = ${said[0]}`;
    case 'isNot': return said.length > 1 ? `${name} not in (${said.join(', ')})` : `${name} != ${said[0]}`;
    case 'least': return `${name} >= ${said[0]}`;
    case 'most': return `${name} <= ${said[0]}`;
    case 'between': return said.length > 1 ? `${name} >= ${said[0]} and ${name} <= ${said[1]}` : `${name} >= ${said[0]}`;
    default: return null;
  }
}

/** The filter with this column's condition in place of its former ones.
 * @param {string | null} filter as typed @param {Column} column @param {string | null} asked null: no condition on it */
export function replaced(filter, column, asked) {
  const kept = parts(filter ?? '').filter(part => !isOf(part, column));
  return [...kept, ...(asked ? [asked] : [])].join(' and ') || null;
}

/** @param {string | null} filter @param {Column} column */
export const isFiltered = (filter, column) => parts(filter ?? '').some(part => isOf(part, column));

/** @param {string} part @param {Column} column */
const isOf = (part, column) => part.match(/^(?:not\s*\(\s*)?([A-Za-z]+)/)?.[1] === column.name && parts(part, ' or ').length === 1;

/** The parts of a filter that all must hold; a filter with an `or` at its top is one part.
 * @param {string} filter @param {string} between @returns {string[]} */
function parts(filter, between = ' and ') {
  if (!filter.trim()) return [];
  /** @type {string[]} */ const found = [];
  let [depth, isQuoted, start, hasOr] = [0, false, 0, false];
  for (let i = 0; i < filter.length; i++) {
    if (filter[i] === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (filter[i] === '(') depth++;
    if (filter[i] === ')') depth--;
    if (depth > 0) continue;
    if (between === ' and ' && /^ (or|或|或者) /i.test(filter.slice(i, i + 4))) hasOr = true;
    if (filter.slice(i, i + between.length).toLowerCase() === between) {
      found.push(filter.slice(start, i).trim());
      start = i + between.length;
    }
  }
  if (hasOr) return [`(${filter.trim()})`];
  return [...found, filter.slice(start).trim()];
}

/** @param {Column} column @param {string} value */
const literal = (column, value) => column.kind === 'text' || !/^[\w.%-]+$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

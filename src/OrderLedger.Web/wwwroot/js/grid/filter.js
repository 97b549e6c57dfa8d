// The filter as a tree, and how it is written: the server reads a text into a tree, this writes a tree as a text.

/** @typedef {import('./types.js').Tree} Tree */
/** @typedef {import('./types.js').Column} Column */

/** Conditions and listed values that the server reads at most. */
export const TERMS_MAX = 500;

/** @param {Tree | null} tree @param {Map<string, Column>} columns @returns {string} empty for no filter */
export function print(tree, columns) {
  if (!tree) return '';
  const inside = (/** @type {Tree} */ part) => part.kind === 'is' || part.kind === 'not' ? print(part, columns) : `(${print(part, columns)})`;
  switch (tree.kind) {
    case 'all': case 'any': {
      const parts = tree.parts ?? [];
      return parts.length === 1 ? print(parts[0], columns) : parts.map(inside).join(tree.kind === 'all' ? ' and ' : ' or ');
    }
    case 'not': return `not (${(tree.parts ?? []).map(part => print(part, columns)).join('')})`;
    default: return condition(tree, columns);
  }
}

/** @param {Tree} tree @param {Map<string, Column>} columns */
function condition(tree, columns) {
  const name = tree.column ?? '';
  const values = (tree.values ?? []).map(value => literal(columns.get(name), value));
  switch (tree.sign) {
    case 'empty': return `${name} is empty`;
    case 'filled': return `${name} is not empty`;
    case 'in': case 'not in': return `${name} ${tree.sign} (${values.join(', ')})`;
    case '!~': return `not (${name} ~ ${values[0]})`;
    default: return `${name} ${tree.sign} ${values[0]}`;
  }
}

/** Texts stand in quotes; numbers, days and words need none. @param {Column | undefined} column @param {string} value */
const literal = (column, value) => !column || column.kind === 'text' || !/^[\p{L}\p{N}_.%+-]+$/u.test(value)
  ? `"${value.replaceAll('"', '""')}"` : value;

/** Columns that a tree asks about. @param {Tree | null | undefined} tree @returns {Set<string>} */
export function asks(tree) {
  if (!tree) return new Set();
  if (tree.kind === 'is') return new Set([tree.column ?? '']);
  return new Set((tree.parts ?? []).flatMap(part => [...asks(part)]));
}

/** What all must hold. @param {Tree | null | undefined} tree @returns {Tree[]} */
export const partsOf = tree => !tree ? [] : tree.kind === 'all' ? tree.parts ?? [] : [tree];

/** @param {Tree[]} parts @returns {Tree | null} */
export const joined = parts => parts.length === 0 ? null : parts.length === 1 ? parts[0] : { kind: 'all', parts: parts.flatMap(partsOf) };

/** Asks about this column alone. @param {Tree} part @param {string} name */
const isOf = (part, name) => { const names = asks(part); return names.size === 1 && names.has(name); };

/** The conditions of one column. @param {Tree | null | undefined} tree @param {string} name */
export const own = (tree, name) => partsOf(tree).filter(part => isOf(part, name));

/** The filter with these conditions in place of the column's former ones.
 * @param {Tree | null | undefined} tree @param {string} name @param {Tree | null} asked null: none */
export const replaced = (tree, name, asked) => joined([...partsOf(tree).filter(part => !isOf(part, name)), ...partsOf(asked)]);

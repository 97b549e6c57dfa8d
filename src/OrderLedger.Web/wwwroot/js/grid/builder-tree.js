// The conditions of the filter as rows of fields, in groups of which all, any or none must hold.

import { drawValues, signsOf, spoken } from './builder-values.js';

/** @typedef {import('./types.js').Tree} Tree */
/** @typedef {import('./types.js').Column} Column */
/** @typedef {(key: string, ...facts: (string | number)[]) => string} Say */
/** @typedef {{ data: import('./types.js').GridData, columns: Map<string, Column>, say: Say, changed: () => void }} Desk */

/** Groups inside each other that are offered; the text takes more. */
const DEPTH_MAX = 4;

/** @param {HTMLElement} place @param {Tree} tree @param {Desk} desk */
export function drawTree(place, tree, desk) {
  const redraw = () => { desk.changed(); drawTree(place, tree, desk); };
  place.replaceChildren(group(tree, desk, redraw, 0, null));
}

/** @param {Tree} tree @param {Desk} desk @param {() => void} redraw @param {number} depth @param {(() => void) | null} remove */
function group(tree, desk, redraw, depth, remove) {
  const { say } = desk;
  const inner = tree.kind === 'not' ? negated(tree) : tree;
  const box = made('fieldset', 'group');
  const legend = made('legend', 'sr-only');
  legend.textContent = say('grid.builder.group');
  const head = made('div', 'row');
  const kind = made('select', 'in auto');
  kind.setAttribute('aria-label', say('grid.builder.group'));
  for (const name of ['all', 'any', 'none']) kind.add(new Option(say(`grid.builder.${name}`), name));
  kind.value = tree.kind === 'not' ? 'none' : tree.kind;
  kind.addEventListener('change', () => {
    const parts = inner.parts ?? [];
    if (kind.value === 'none') { tree.kind = 'not'; tree.parts = [{ kind: 'any', parts }]; }
    else { tree.kind = /** @type {'all' | 'any'} */ (kind.value); tree.parts = parts; }
    redraw();
  });
  head.append(kind);
  if (remove) head.append(cross(say('grid.builder.remove'), remove));
  const parts = inner.parts ??= [];
  const rows = parts.map((part, i) => {
    const drop = () => { parts.splice(i, 1); redraw(); };
    return part.kind === 'is' ? condition(part, desk, redraw, drop) : group(part, desk, redraw, depth + 1, drop);
  });
  const foot = made('div', 'row');
  foot.append(plus(say('grid.builder.add'), () => { parts.push(fresh(desk)); redraw(); focusLast(box); }));
  if (depth < DEPTH_MAX) {
    foot.append(plus(say('grid.builder.add-group'), () => { parts.push({ kind: inner.kind === 'any' ? 'all' : 'any', parts: [fresh(desk)] }); redraw(); }));
  }
  box.append(legend, head, ...rows, foot);
  return box;
}

/** What must not hold, as a group of which any would be wrong. @param {Tree} tree @returns {Tree} */
function negated(tree) {
  const [only] = tree.parts ?? [];
  if (only?.kind === 'any') return only;
  const any = /** @type {Tree} */ ({ kind: 'any', parts: only ? [only] : [] });
  tree.parts = [any];
  return any;
}

/** @param {Desk} desk @returns {Tree} */
function fresh({ columns }) {
  const column = columns.get('customer') ?? [...columns.values()][0];
  return { kind: 'is', column: column.name, sign: signsOf(column)[0], values: [''] };
}

/** @param {Tree} part @param {Desk} desk @param {() => void} redraw @param {() => void} drop */
function condition(part, desk, redraw, drop) {
  const { columns, say } = desk;
  const row = made('div', 'row condition');
  const name = made('select', 'in');
  name.setAttribute('aria-label', say('grid.builder.column'));
  for (const column of columns.values()) name.add(new Option(column.label, column.name));
  name.value = part.column ?? '';
  const column = columns.get(name.value);
  name.addEventListener('change', () => {
    const next = /** @type {Column} */ (columns.get(name.value));
    Object.assign(part, { column: next.name, sign: signsOf(next)[0], values: [next.kind === 'yesNo' ? 'yes' : ''] });
    redraw();
  });
  const sign = made('select', 'in');
  sign.setAttribute('aria-label', say('grid.builder.sign'));
  const signs = column ? signsOf(column) : [];
  // A list of words is ticked, also where the text names one.
  if (column?.words && (part.sign === '=' || part.sign === '!=')) part.sign = part.sign === '=' ? 'in' : 'not in';
  for (const one of new Set([...signs, part.sign ?? ''])) sign.add(new Option(say(spoken(one)), one));
  sign.value = part.sign ?? '';
  sign.addEventListener('change', () => { part.sign = sign.value; redraw(); });
  row.append(name, sign, drawValues(part, column, desk), cross(say('grid.builder.remove'), drop));
  return row;
}

/** @param {HTMLElement} box */
function focusLast(box) {
  const place = box.isConnected ? box : document.querySelector('dialog.builder .tree');
  /** @type {HTMLElement[]} */ ([...place?.querySelectorAll('.condition select') ?? []]).at(-2)?.focus();
}

/** @param {string} text @param {() => void} act */
function plus(text, act) {
  const button = made('button', 'btn s ghost');
  button.type = 'button';
  button.textContent = `+ ${text}`;
  button.addEventListener('click', act);
  return button;
}

/** @param {string} label @param {() => void} act */
function cross(label, act) {
  const button = made('button', 'btn s ghost icon-only');
  button.type = 'button';
  button.setAttribute('aria-label', label);
  button.title = label;
  button.textContent = '×';
  button.addEventListener('click', act);
  return button;
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} name @param {string} className @returns {HTMLElementTagNameMap[K]} */
function made(name, className) {
  const node = document.createElement(name);
  node.className = className;
  return node;
}

// The values of a column with how often each stands in the rows, to pick from: as the list behind Excel's filter arrow.

import { around, ask, read } from './ask.js';
import { grouped } from './cells.js';
import { DayTree } from './day-tree.js';
import { isNameOfDay, isOfDays, namesFor, namesOf } from './days.js';
import { own, TERMS_MAX } from './filter.js';

/** @typedef {import('./types.js').Column} Column */
/** @typedef {import('./types.js').Tree} Tree */
/** @typedef {{ value: string | number | boolean | null, label: string, count: number }} Value */

/** Shown at once; the others are found by the search. */
const LIMIT = 1000;
/** Days are shown by year and month: all of them. */
const LIMIT_OF_DAYS = 18_300;
const PAUSE_MS = 180;

/** @param {import('./grid.js').Grid} grid @param {Column} column @returns {HTMLElement} */
export function valueList(grid, column) {
  const { cells, data } = grid;
  const form = /** @type {HTMLFormElement} */ (made('form', 'values'));
  const search = made('input', 'in');
  search.type = 'search';
  search.placeholder = cells.say('grid.values.search');
  search.setAttribute('aria-label', cells.say('grid.values.search'));
  const whole = check(cells.say('grid.values.all'));
  const also = check(cells.say('grid.values.also'));
  also.label.hidden = true;
  const list = made('div', 'choices');
  list.setAttribute('role', 'group');
  list.setAttribute('aria-label', cells.say('grid.values', column.label));
  const note = made('p', 'sub');
  note.setAttribute('role', 'status');
  const buttons = made('div', 'row between');
  const clear = button(cells.say('action.clear'), 'btn s ghost');
  const apply = button(cells.say('action.apply'), 'btn s primary');
  apply.type = 'submit';
  buttons.append(clear, apply);
  form.append(search, whole.label, also.label, list, note, buttons);

  /** Everything is picked but these; or nothing but these. */
  const base = { all: true, but: new Map() };
  /** Of a search: what is not picked among what it found. @type {Map<string, Value>} */ const off = new Map();
  /** @type {Value[]} */ let found = [];
  /** @type {Value[]} what there is without a search */ let every = [];
  let hasMore = false;
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let pause;

  const isSearch = () => search.value.trim() !== '';
  const isOn = (/** @type {Value} */ value) => isSearch() ? !off.has(key(value)) : base.all !== base.but.has(key(value));

  search.addEventListener('input', () => {
    if (also.box.checked) keep();
    clearTimeout(pause);
    pause = setTimeout(load, PAUSE_MS);
  });
  search.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    whole.box.focus();
  });
  const days = isOfDays(column) ? new DayTree(list, name => grid.headers.icon(name), isOn, (values, on) => {
    for (const value of values) if (isOn(value) !== on) flip(value);
    mark();
  }) : null;
  if (!days) list.addEventListener('keydown', event => step(event, list));
  whole.box.addEventListener('change', () => {
    if (isSearch()) { off.clear(); if (!whole.box.checked) for (const value of found) off.set(key(value), value); }
    else { base.all = whole.box.checked; base.but.clear(); }
    draw();
  });
  clear.addEventListener('click', () => { close(form); ask(data, column.name, null); });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const state = isSearch() && !also.box.checked ? { all: false, but: chosen() } : (keep(), base);
    const asked = picked(column, state, days ? every : null);
    if (asked === undefined) { note.textContent = cells.say('grid.values.many', String(TERMS_MAX)); return; }
    close(form);
    ask(data, column.name, asked);
  });
  begin();
  return form;

  /** What a search found and the reader left on. */
  function chosen() { return new Map(found.filter(isOn).map(value => [key(value), value])); }

  /** Adds what a search found to what was picked before. */
  function keep() {
    if (!isSearch()) return;
    if (base.all && base.but.size === 0) base.all = false;
    for (const [name, value] of chosen()) if (base.all) base.but.delete(name); else base.but.set(name, value);
  }

  /** Ticks what the present condition picks. */
  async function begin() {
    const parts = own(data.tree, column.name);
    const asked = parts.length === 1 ? plain(parts[0]) : null;
    // Words such as "this month" are no branch of the tree.
    const simple = parts.length === 1 ? days && asked && ![...asked.names].every(isNameOfDay) ? null : asked : parts.length === 0 && !data.fixed.some(part => part.column === column.name);
    await load();
    if (simple === true) return;
    if (simple) {
      base.all = simple.all;
      const seen = new Set();
      for (const value of found) {
        const name = (days ? namesFor(written(value)) : [written(value)]).find(one => simple.names.has(one));
        if (name === undefined) continue;
        base.but.set(key(value), value);
        seen.add(name);
      }
      for (const name of seen) simple.names.delete(name);
      // What is too rare for the list stays picked.
      for (const name of simple.names) base.but.set(JSON.stringify(name), { value: name, label: name, count: 0 });
    } else {
      const now = await values('', data.query.filter).catch(() => ({ values: [] }));
      base.all = false;
      for (const value of now.values) base.but.set(key(value), value);
    }
    draw();
  }

  /** @param {string} text @param {string} filter */
  function values(text, filter) {
    return read('/api/v1/ledger/values', {
      rows: data.rows, q: data.query.q, filter, column: column.name, search: text, limit: String(days ? LIMIT_OF_DAYS : LIMIT),
    }, grid.signal);
  }

  async function load() {
    const mine = ++turn;
    note.textContent = found.length === 0 ? cells.say('grid.loading') : '';
    try {
      const answer = await values(search.value.trim(), around(data, column.name));
      if (mine !== turn) return;
      found = answer.values;
      if (!isSearch()) every = found;
      hasMore = answer.more;
      off.clear();
      also.label.hidden = !isSearch();
      draw();
    } catch (fault) { if (mine === turn && !grid.signal.aborted) note.textContent = /** @type {Error} */ (fault).message; }
  }

  function draw() {
    if (days) days.draw(found, isSearch());
    else list.replaceChildren(...found.map(value => {
      const one = check(value.label);
      one.box.checked = isOn(value);
      const count = made('small', 'count');
      count.textContent = grouped(String(value.count));
      one.label.append(count);
      one.box.addEventListener('change', () => { flip(value); mark(); });
      return one.label;
    }));
    note.textContent = found.length === 0 ? cells.say('grid.values.none') : hasMore ? cells.say('grid.values.more', grouped(String(found.length))) : '';
    mark();
  }

  /** @param {Value} value */
  function flip(value) {
    const map = isSearch() ? off : base.but;
    if (map.has(key(value))) map.delete(key(value)); else map.set(key(value), value);
  }

  function mark() {
    const on = isSearch() ? found.filter(isOn).length : base.all ? found.length - base.but.size : base.but.size;
    whole.box.checked = isSearch() ? on === found.length && on > 0 : base.all && base.but.size === 0;
    whole.box.indeterminate = !whole.box.checked && on > 0;
    whole.text.textContent = cells.say(isSearch() ? 'grid.values.found' : 'grid.values.all');
    apply.disabled = on === 0;
  }
}

/** The condition that picks these; null: everything; undefined: too many to write.
 * @param {Column} column @param {{ all: boolean, but: Map<string, Value> }} state @param {Value[] | null} days all there are, where
 * the column holds days: whole months and years are named as such @returns {Tree | null | undefined} */
function picked(column, { all, but }, days) {
  if (all && but.size === 0) return null;
  const values = [...but.values()].filter(value => !isEmpty(value));
  const filled = days ? namesOf(values, days) : values.map(written);
  if (filled.length > TERMS_MAX - 2) return undefined;
  const hasEmpty = values.length < but.size;
  const is = (/** @type {string} */ sign, /** @type {string[]} */ values) => /** @type {Tree} */ ({ kind: 'is', column: column.name, sign, values });
  /** @type {Tree[]} */ const parts = [];
  if (filled.length === 1) parts.push(is(all ? '!=' : '=', filled));
  else if (filled.length > 1) parts.push(is(all ? 'not in' : 'in', filled));
  if (hasEmpty) parts.push(is(all ? 'filled' : 'empty', []));
  return parts.length === 1 ? parts[0] : { kind: all ? 'all' : 'any', parts };
}

/** What a condition of this list picks; null where it was asked in another way. @param {Tree} part */
function plain(part) {
  const parts = part.kind === 'any' ? part.parts ?? [] : [part];
  const names = new Set();
  let all = false;
  for (const one of parts) {
    if (one.kind !== 'is') return null;
    if (one.sign === 'empty') names.add('');
    else if (one.sign === '=' || one.sign === 'in') for (const value of one.values ?? []) names.add(value);
    else if (parts.length === 1 && (one.sign === '!=' || one.sign === 'not in')) { all = true; for (const value of one.values ?? []) names.add(value); }
    else return null;
  }
  return { all, names };
}

/** @param {Value} value */
const isEmpty = value => value.value === null || value.value === '';
/** @param {Value} value */
const key = value => isEmpty(value) ? '' : JSON.stringify(value.value);
/** As a filter writes it. @param {Value} value */
const written = value => isEmpty(value) ? '' : typeof value.value === 'boolean' ? (value.value ? 'yes' : 'no') : String(value.value);

/** @param {KeyboardEvent} event @param {HTMLElement} list */
function step(event, list) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const boxes = [...list.querySelectorAll('input')];
  const at = boxes.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
  event.preventDefault();
  event.stopPropagation();
  boxes[Math.max(0, Math.min(boxes.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
}

/** @param {HTMLElement} form */
const close = form => /** @type {HTMLElement | null} */ (form.closest('[popover]'))?.hidePopover();

/** @template {keyof HTMLElementTagNameMap} K @param {K} name @param {string} className @returns {HTMLElementTagNameMap[K]} */
function made(name, className) {
  const node = document.createElement(name);
  node.className = className;
  return node;
}

/** @param {string} text @param {string} className */
function button(text, className) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {string} words */
function check(words) {
  const label = made('label', 'check');
  const box = made('input', '');
  box.type = 'checkbox';
  const text = made('span', 'clip');
  text.textContent = text.title = words;
  label.append(box, text);
  return { label, box, text };
}

// Proposals while a filter is typed: columns where a column may stand, then signs, then values, then and and or.

import { read } from './ask.js';
import { DAYS, spoken } from './builder-values.js';

/** @typedef {import('./types.js').Column} Column */
/** @typedef {{ insert: string, label: string, hint?: string }} Proposal */

const SHOWN_MAX = 12;
const JOINS = { zh: ['且', '或'], en: ['and', 'or'] };
const TOKEN = /"(?:[^"]|"")*"?|“[^”]*”?|[()（）,，、]|[!<>=]=|<>|[=<>~≠≤≥]|[^\s()（）,，、=<>~!"“≠≤≥]+/gu;
let last = 0;

/** @param {HTMLTextAreaElement | HTMLInputElement} field @param {import('./types.js').GridData} data
 * @param {(key: string, ...facts: (string | number)[]) => string} say */
export function bindCompletion(field, data, say) {
  const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  const list = document.createElement('ul');
  list.className = 'completion';
  list.id = `completion-${++last}`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', say('grid.complete'));
  list.hidden = true;
  field.after(list);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', list.id], ['aria-expanded', 'false']]) {
    field.setAttribute(name, value);
  }
  /** @type {Proposal[]} */ let proposals = [];
  let at = 0;
  let turn = 0;

  field.addEventListener('input', propose);
  field.addEventListener('click', propose);
  field.addEventListener('blur', () => setTimeout(hide, 150));
  field.addEventListener('keydown', event => {
    const key = /** @type {KeyboardEvent} */ (event).key;
    if (key === ' ' && /** @type {KeyboardEvent} */ (event).ctrlKey) { event.preventDefault(); propose(); return; }
    if (list.hidden || /** @type {KeyboardEvent} */ (event).isComposing) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') { at = (at + (key === 'ArrowDown' ? 1 : proposals.length - 1)) % proposals.length; mark(); }
    else if (key === 'Enter' || key === 'Tab') take(proposals[at]);
    else if (key === 'Escape') hide(); else return;
    event.preventDefault();
    event.stopPropagation();
  });

  /** What may stand where the caret is. */
  async function propose() {
    const mine = ++turn;
    const { word, before } = around(field);
    let found = offered(data, before, word, language, say);
    const column = valueOf(data, before);
    if (column && column.kind === 'text' && word.replace(/^["“]/, '') !== '') {
      const values = await read('/api/v1/ledger/values', {
        rows: data.rows, column: column.name, search: word.replace(/^["“]/, ''), limit: '12',
      }).catch(() => ({ values: [] }));
      if (mine !== turn) return;
      found = values.values.map((/** @type {any} */ one) => ({ insert: `"${String(one.value ?? '').replaceAll('"', '""')}"`, label: one.label, hint: String(one.count) }));
    }
    proposals = found.slice(0, SHOWN_MAX);
    at = 0;
    if (proposals.length === 0 || document.activeElement !== field || (proposals.length === 1 && proposals[0].insert === word)) { hide(); return; }
    list.replaceChildren(...proposals.map((proposal, i) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${i}`;
      option.setAttribute('role', 'option');
      option.append(proposal.label);
      if (proposal.hint) { const hint = document.createElement('small'); hint.textContent = proposal.hint; option.append(hint); }
      option.addEventListener('pointerdown', event => { event.preventDefault(); take(proposal); });
      return option;
    }));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    mark();
  }

  function mark() {
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    field.setAttribute('aria-activedescendant', `${list.id}-${at}`);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  function hide() {
    turn++;
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  }

  /** @param {Proposal} proposal */
  function take(proposal) {
    const caret = field.selectionStart ?? field.value.length;
    const { word } = around(field);
    field.setRangeText(`${proposal.insert} `, caret - word.length, caret, 'end');
    hide();
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

/** The word before the caret, and the words before it. @param {HTMLTextAreaElement | HTMLInputElement} field */
function around(field) {
  const text = field.value.slice(0, field.selectionStart ?? field.value.length);
  const tokens = text.match(TOKEN) ?? [];
  const isInside = tokens.length > 0 && !/\s$/.test(text) && text.endsWith(tokens[tokens.length - 1]) && !/^[()（）,，、=<>~!≠≤≥]+$/.test(tokens[tokens.length - 1]);
  return { word: isInside ? tokens[tokens.length - 1] : '', before: isInside ? tokens.slice(0, -1) : [...tokens] };
}

const isJoin = (/** @type {string | undefined} */ token) => token === undefined || /^(and|or|not|且|并且|和|或|或者|非|不|\(|（)$/i.test(token);
const isSign = (/** @type {string} */ token) => /^(=|==|!=|<>|<|<=|>|>=|~|≠|≤|≥|in|属于)$/i.test(token);

/** @param {import('./types.js').GridData} data @param {string} word */
export const columnNamed = (data, word) => data.columns.find(column =>
  [column.name, column.label, column.term].some(name => name?.toLowerCase() === word.toLowerCase()));

/** The column whose value is typed now. @param {import('./types.js').GridData} data @param {string[]} before @returns {Column | null} */
function valueOf(data, before) {
  let i = before.length - 1;
  while (i > 0 && (/^[,，、(（]$/.test(before[i]) || (/^[,，、]$/.test(before[i + 1] ?? '') && !isSign(before[i])))) i--;
  if (i < 1 || !isSign(before[i])) return null;
  if (/^not$/i.test(before[i - 1])) i--;
  return columnNamed(data, before[i - 1]) ?? null;
}

/** @param {import('./types.js').GridData} data @param {string[]} before @param {string} word @param {'zh' | 'en'} language
 * @param {(key: string) => string} say @returns {Proposal[]} */
function offered(data, before, word, language, say) {
  const start = word.toLowerCase();
  const fits = (/** @type {(string | undefined)[]} */ ...names) => start === '' || names.some(name => name?.toLowerCase().includes(start));
  const column = valueOf(data, before);
  if (column) {
    if (column.words) return column.words.filter(one => fits(one.name, one.label)).map(one => ({ insert: language === 'zh' ? one.label : one.name, label: one.label, hint: one.name }));
    if (column.kind === 'yesNo') return [['yes', '是'], ['no', '否']].filter(names => fits(...names)).map(([en, zh]) => ({ insert: language === 'zh' ? zh : en, label: language === 'zh' ? zh : en }));
    if (column.kind === 'date' || column.kind === 'instant') return DAYS.filter(name => fits(name, say(`grid.day.${name}`))).map(name => ({ insert: name, label: say(`grid.day.${name}`), hint: name }));
    return [];
  }
  const previous = before[before.length - 1];
  if (isJoin(previous)) {
    return data.columns.filter(one => fits(one.name, one.label, one.term)).sort((a, b) => rank(a, start) - rank(b, start))
      .map(one => ({ insert: language === 'zh' ? one.term ?? one.label : one.name, label: one.label, hint: one.name }));
  }
  const named = columnNamed(data, previous);
  if (named && isJoin(before[before.length - 2])) {
    const signs = named.kind === 'text' ? ['~', '=', '!=', 'in (', 'is empty', 'is not empty']
      : named.kind === 'yesNo' ? ['= yes', '= no'] : named.words ? ['=', '!=', 'in (', 'not in ('] : ['>=', '<=', '=', '>', '<', '!=', 'is empty'];
    return signs.filter(sign => fits(sign)).map(sign => ({ insert: sign, label: sign, hint: / (yes|no)$/.test(sign) ? undefined : say(spoken(sign)) }));
  }
  return JOINS[language].filter(one => fits(one)).map(one => ({ insert: one, label: one }));
}

/** Those that begin with what is typed stand first. @param {Column} column @param {string} start */
const rank = (column, start) => [column.name, column.label].some(name => name.toLowerCase().startsWith(start)) ? 0 : 1;

// The dialog of the colours: which rows stand out, by filters of the reader's own.

import { said } from './cells.js';
import { bindCompletion } from './completion.js';

/** @typedef {import('./types.js').Rule} Rule */

const COLOURS = ['red', 'amber', 'green', 'blue', 'violet', 'grey'];
const RULES_MAX = 20;

/** @param {import('./grid.js').Grid} grid */
export function openRules(grid) {
  const { data, layout } = grid;
  const say = (/** @type {string} */ key, /** @type {(string | number)[]} */ ...facts) => said(data.texts, key, ...facts);
  /** @type {Rule[] | null} null: the usual ones */ let wanted = layout.rules;
  const dialog = document.createElement('dialog');
  dialog.className = 'rules';
  dialog.setAttribute('aria-labelledby', 'rules-title');
  dialog.innerHTML = `<form method="dialog"><header><h2 id="rules-title"></h2></header><div class="content"><p class="sub"></p>
    <div class="list"></div><p class="error" role="alert"></p></div><footer><button type="button" class="btn ghost" value="usual"></button>
    <span class="grow"></span><button type="button" class="btn" value="cancel"></button><button class="btn primary"></button></footer></form>`;
  const at = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
  at('h2').textContent = say('grid.rules');
  at('.sub').textContent = say('grid.rules.text');
  at('[value=usual]').textContent = say('grid.rules.usual');
  at('[value=cancel]').textContent = say('action.cancel');
  at('.btn.primary').textContent = say('action.save');
  at('[value=usual]').addEventListener('click', () => { wanted = null; draw(); });
  at('[value=cancel]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => { dialog.remove(); if (!grid.signal.aborted) grid.selection.focus(); });
  at('form').addEventListener('submit', async event => {
    event.preventDefault();
    const refused = await grid.colour(wanted?.filter(rule => rule.filter.trim() !== '') ?? null);
    if (refused) at('.error').textContent = refused; else dialog.close();
  });
  draw();
  document.body.append(dialog);
  dialog.showModal();

  function draw() {
    const rules = wanted ?? data.usual;
    const add = document.createElement('button');
    add.type = 'button';
    add.className = 'btn s ghost';
    add.textContent = `+ ${say('grid.rules.add')}`;
    add.disabled = rules.length >= RULES_MAX;
    add.addEventListener('click', () => {
      own().push({ filter: '', colour: 'blue', edge: false });
      draw();
      /** @type {HTMLElement[]} */ ([...at('.list').querySelectorAll('input')]).at(-1)?.focus();
    });
    at('.list').replaceChildren(...rules.map((rule, i) => row(rule, i)), add);
  }

  /** The reader's own rules: a copy of the usual ones at first. @returns {Rule[]} */
  function own() { return wanted ??= data.usual.map(rule => ({ ...rule })); }

  /** @param {Rule} rule @param {number} i */
  function row(rule, i) {
    const box = document.createElement('div');
    box.className = 'row rule';
    const field = document.createElement('input');
    field.className = 'in mono';
    field.value = rule.filter;
    field.maxLength = 4000;
    field.spellcheck = false;
    field.placeholder = say('grid.builder.hint');
    field.setAttribute('aria-label', say('grid.rules.filter', i + 1));
    field.addEventListener('input', () => { own()[i].filter = field.value; });
    const hold = document.createElement('span');
    hold.className = 'hold-field';
    hold.append(field);
    bindCompletion(field, data, say);
    const dot = document.createElement('i');
    dot.className = `swatch ${rule.colour}`;
    const colour = select(COLOURS.map(name => [name, say(`grid.colour.${name}`)]), rule.colour, say('grid.rules.colour', i + 1));
    colour.addEventListener('change', () => { own()[i].colour = colour.value; dot.className = `swatch ${colour.value}`; });
    const edge = select([['row', say('grid.rules.row')], ['edge', say('grid.rules.edge')]], rule.edge ? 'edge' : 'row', say('grid.rules.where', i + 1));
    edge.addEventListener('change', () => { own()[i].edge = edge.value === 'edge'; });
    const drop = document.createElement('button');
    drop.type = 'button';
    drop.className = 'btn s ghost icon-only';
    drop.textContent = '×';
    drop.title = say('grid.builder.remove');
    drop.setAttribute('aria-label', `${drop.title} ${i + 1}`);
    drop.addEventListener('click', () => { own().splice(i, 1); draw(); });
    box.append(dot, colour, edge, hold, drop);
    return box;
  }
}

/** @param {string[][]} options @param {string} value @param {string} label */
function select(options, value, label) {
  const made = document.createElement('select');
  made.className = 'in';
  made.setAttribute('aria-label', label);
  for (const [name, text] of options) made.add(new Option(text, name));
  made.value = value;
  return made;
}

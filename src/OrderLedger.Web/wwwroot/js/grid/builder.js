// The dialog of the filter: conditions in nested groups, and beside them the same filter as a text. What is changed on one side
// stands on the other at once.

import { columnsOf, read, show } from './ask.js';
import { drawTree } from './builder-tree.js';
import { said } from './cells.js';
import { bindCompletion } from './completion.js';
import { print } from './filter.js';

/** @typedef {import('./types.js').Tree} Tree */

const PAUSE_MS = 250;

/** @param {import('./types.js').GridData} data */
export function openBuilder(data) {
  const say = (/** @type {string} */ key, /** @type {(string | number)[]} */ ...facts) => said(data.texts, key, ...facts);
  const columns = columnsOf(data);
  const dialog = document.createElement('dialog');
  dialog.className = 'builder';
  dialog.setAttribute('aria-labelledby', 'builder-title');
  dialog.innerHTML = `<form method="dialog"><header><h2 id="builder-title"></h2></header><div class="content">
    <div class="tree"></div>
    <div class="field"><label for="builder-text"></label><textarea id="builder-text" class="mono" rows="3" maxlength="4000"
      spellcheck="false" autocomplete="off"></textarea><p class="hint"></p><p class="error" role="alert" id="builder-error"></p></div>
    </div><footer><button type="button" class="btn ghost" value="clear"></button><span class="grow"></span>
    <button type="button" class="btn" value="cancel"></button><button class="btn primary"></button></footer></form>`;
  const at = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
  const text = /** @type {HTMLTextAreaElement} */ (at('textarea'));
  at('h2').textContent = say('grid.builder');
  at('label').textContent = say('grid.builder.text');
  at('.hint').textContent = say('grid.builder.hint');
  at('[value=clear]').textContent = say('action.clear');
  at('[value=cancel]').textContent = say('action.cancel');
  at('.btn.primary').textContent = say('action.apply');

  /** @type {Tree} */ let tree = rooted(data.tree);
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let pause;
  let turn = 0;

  const draw = () => drawTree(at('.tree'), tree, { data, columns, say, changed: written });
  /** The conditions were changed: so is the text. */
  const written = () => {
    turn++;
    text.value = print(bare(tree), columns);
    fault(null);
  };
  text.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(understand, PAUSE_MS);
  });
  bindCompletion(text, data, say);
  at('[value=clear]').addEventListener('click', () => { tree = rooted(null); written(); draw(); });
  at('[value=cancel]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  at('form').addEventListener('submit', async event => {
    event.preventDefault();
    if (await understand()) { dialog.close(); show(data, text.value.trim()); }
  });

  text.value = data.free ?? '';
  draw();
  document.body.append(dialog);
  dialog.showModal();
  if (data.free && !data.tree) void understand();

  /** The text was changed: the server reads it, or says where it does not understand. @returns {Promise<boolean>} */
  async function understand() {
    clearTimeout(pause);
    const mine = ++turn;
    try {
      const reading = text.value.trim() ? await read('/api/v1/ledger/filter', { rows: data.rows, filter: text.value }) : { tree: null };
      if (mine !== turn) return false;
      tree = rooted(reading.tree ?? null);
      fault(null);
      draw();
      return true;
    } catch (wrong) {
      if (mine === turn) fault(/** @type {any} */ (wrong));
      return false;
    }
  }

  /** Says what is wrong, and marks where. @param {(Error & { problem?: { code: string, facts?: string[] } }) | null} wrong */
  function fault(wrong) {
    const place = at('.error');
    text.toggleAttribute('aria-invalid', wrong !== null);
    if (wrong) text.setAttribute('aria-invalid', 'true');
    text.setAttribute('aria-describedby', wrong ? 'builder-error' : '');
    if (!wrong) { place.replaceChildren(); return; }
    const from = Number(wrong.problem?.code.startsWith('filter.') ? wrong.problem.facts?.[0] : NaN) - 1;
    const sentence = document.createElement('span');
    sentence.textContent = wrong.message;
    place.replaceChildren(sentence);
    if (!Number.isInteger(from) || from < 0) return;
    const line = document.createElement('code');
    const mark = document.createElement('mark');
    mark.className = 'mark-bad';
    mark.textContent = text.value.slice(from, from + 12) || '␣';
    line.append(text.value.slice(Math.max(0, from - 40), from), mark, text.value.slice(from + 12, from + 40));
    place.append(line);
  }
}

/** The outermost is always a group. @param {Tree | null} tree @returns {Tree} */
const rooted = tree => tree && tree.kind !== 'is' ? tree : { kind: 'all', parts: tree ? [tree] : [] };

/** Without conditions that are not filled in yet. @param {Tree} tree @returns {Tree | null} */
export function bare(tree) {
  if (tree.kind === 'is') {
    const isDone = tree.sign === 'empty' || tree.sign === 'filled' || (tree.values ?? []).some(value => value.trim() !== '');
    return tree.column && isDone ? { ...tree, values: (tree.values ?? []).filter(value => value.trim() !== '') } : null;
  }
  const parts = (tree.parts ?? []).map(bare).filter(part => part !== null);
  if (parts.length === 0) return null;
  return parts.length === 1 && tree.kind !== 'not' ? parts[0] : { ...tree, parts };
}

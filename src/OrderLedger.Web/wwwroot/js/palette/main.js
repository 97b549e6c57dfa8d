// Ctrl+K: opens at once with the commands that stand in the page; orders, customers and products follow as they are found.

import { find, commands, draw } from './results.js';

const DEBOUNCE_MS = 110;

/** @type {AbortController | null} */ let asked = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let soon;

/** @returns {{ box: HTMLDialogElement, field: HTMLInputElement, list: HTMLElement } | null} */
function parts() {
  const box = document.getElementById('palette');
  const field = box?.querySelector('input');
  const list = document.getElementById('palette-list');
  return box instanceof HTMLDialogElement && field && list ? { box, field, list } : null;
}

/** @param {string} [text] */
export function open(text = '') {
  const here = parts();
  if (!here || here.box.open) { here?.field.select(); return; }
  here.field.value = text;
  show('');
  here.box.showModal();
  here.field.focus();
  if (text) ask();
}

/** @param {string} query */
function show(query) {
  const here = parts();
  if (!here) return;
  for (const found of here.list.querySelectorAll('[data-found]')) found.remove();
  const matching = commands(here.list, query);
  here.box.toggleAttribute('data-asked', query !== '');
  choose(matching[0] ?? null);
}

function ask() {
  const here = parts();
  if (!here) return;
  const query = here.field.value.trim();
  asked?.abort();
  clearTimeout(soon);
  show(query);
  if (query === '') { say(''); return; }
  soon = setTimeout(async () => {
    asked = new AbortController();
    const texts = JSON.parse(here.box.dataset.texts ?? '{}');
    say(texts.busy);
    const found = await find(query, asked.signal);
    if (found === undefined) return;
    if (found === null) { say(texts.failed); return; }
    const [typedOn, chosen] = [query !== here.field.value.trim(), here.list.querySelector('[aria-selected="true"]')];
    if (typedOn) return;
    const count = draw(here.list, found, query, texts);
    say(count === 0 && !here.list.querySelector('[role="option"]:not([hidden])') ? texts.none : '');
    choose(/** @type {HTMLElement | null} */ (chosen?.matches(':not([hidden])') ? chosen : options(here.list)[0] ?? null));
  }, DEBOUNCE_MS);
}

/** @param {string} text */
function say(text) {
  const place = parts()?.box.querySelector('[data-palette-said]');
  if (place) place.textContent = text;
}

/** @param {HTMLElement} list */
const options = list => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role="option"]:not([hidden])')]);

/** @param {HTMLElement | null} option */
function choose(option) {
  const here = parts();
  if (!here) return;
  for (const other of here.list.querySelectorAll('[aria-selected="true"]')) other.setAttribute('aria-selected', 'false');
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) here.field.setAttribute('aria-activedescendant', option.id); else here.field.removeAttribute('aria-activedescendant');
}

/** @param {HTMLElement} option @param {boolean} inTab */
function go(option, inTab) {
  const here = parts();
  const link = /** @type {HTMLAnchorElement | null} */ (option.querySelector('a'));
  if (!here || !link) return;
  if (inTab) { window.open(link.href, '_blank', 'noopener'); return; }
  here.box.close();
  link.click();
}

/** @param {KeyboardEvent} event */
function press(event) {
  const here = parts();
  if (!here || event.isComposing) return;
  const all = options(here.list);
  const at = all.findIndex(option => option.getAttribute('aria-selected') === 'true');
  const to = ({ ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 6, all.length - 1), PageUp: Math.max(at - 6, 0) })[event.key];
  if (to !== undefined && all.length > 0) { event.preventDefault(); choose(all[(to + all.length) % all.length]); }
  // A search field would only empty itself.
  if (event.key === 'Escape') { event.preventDefault(); here.box.close(); }
  if (event.key === 'Enter' && all[at]) { event.preventDefault(); go(all[at], event.ctrlKey || event.metaKey); }
}

document.addEventListener('keydown', event => {
  const here = parts();
  const isK = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k';
  if (isK && here) { event.preventDefault(); event.stopPropagation(); open(); }
  else if (here?.box.open && event.target === here.field) { press(event); event.stopPropagation(); }
}, true);
document.addEventListener('input', event => { if (/** @type {HTMLElement} */ (event.target).id === 'palette-field') ask(); });
document.addEventListener('click', event => {
  const at = /** @type {HTMLElement} */ (event.target);
  if (at.closest('[data-palette-open]')) { event.preventDefault(); open(); }
  const here = parts();
  if (!here?.box.open) return;
  // A click beside the box, or on what it found, closes it.
  if (at === here.box || at.closest('#palette-list a')) here.box.close();
}, true);

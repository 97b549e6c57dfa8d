// The desks: marking rows, moving through their fields as in Excel, pasting, and news of what colleagues did.

import { bindPaste } from './paste.js';
import { listen, reread } from '../news.js';

/** @type {AbortController | null} */
let running = null;

function settle() {
  running?.abort();
  running = new AbortController();
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-desk]'));
  const fresh = /** @type {HTMLElement | null} */ (document.querySelector('[data-fresh]'));
  if (form) bind(form, running.signal);
  if (fresh) follow(form, fresh, running.signal);
}

/** @param {HTMLFormElement} form @param {AbortSignal} signal */
function bind(form, signal) {
  form.addEventListener('change', event => marked(form, /** @type {HTMLElement} */ (event.target)), { signal });
  // What is typed is meant: its row is marked.
  form.addEventListener('input', event => {
    const field = /** @type {HTMLElement} */ (event.target);
    if (!field.matches('[data-desk-field]')) return;
    form.dataset.dirty = '';
    mark(field, true);
    count(form);
  }, { signal });
  form.addEventListener('keydown', event => move(form, event), { signal });
  bindPaste(form, rows => { for (const row of rows) mark(row, true); form.dataset.dirty = ''; count(form); }, signal);
  count(form);
}

/** @param {HTMLFormElement} form @param {HTMLElement} at */
function marked(form, at) {
  if (!(at instanceof HTMLInputElement) || at.type !== 'checkbox') return;
  const scope = at.matches('[data-pick-all]') ? form : at.matches('[data-pick-group]') ? at.closest('tbody') : null;
  for (const box of scope?.querySelectorAll('input[data-pick], input[data-pick-group]') ?? []) {
    /** @type {HTMLInputElement} */ (box).checked = at.checked;
  }
  count(form);
}

/** @param {Element} within a row or something inside it @param {boolean} is */
function mark(within, is) {
  const box = /** @type {HTMLInputElement | null | undefined} */ (within.closest('tr')?.querySelector('input[data-pick]'));
  if (box) box.checked = is;
}

/** @param {HTMLFormElement} form */
function count(form) {
  const [all, picked] = [form.querySelectorAll('input[data-pick]').length, form.querySelectorAll('input[data-pick]:checked').length];
  const said = form.querySelector('[data-picked]');
  if (said) said.textContent = String(picked);
  const box = /** @type {HTMLInputElement | null} */ (form.querySelector('[data-pick-all]'));
  if (box) { box.checked = picked > 0 && picked === all; box.indeterminate = picked > 0 && picked < all; }
}

/** Enter and the arrows go up and down in a column of fields. @param {HTMLFormElement} form @param {KeyboardEvent} event */
function move(form, event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (event.isComposing || !field.matches('[data-desk-field]')) return;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    /** @type {HTMLButtonElement | null} */ (form.querySelector('.desk-foot .btn.primary'))?.click();
    return;
  }
  const step = event.key === 'Enter' ? (event.shiftKey ? -1 : 1) : event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  // A field with a list of proposals needs its arrows.
  if (step === 0 || (event.key !== 'Enter' && field.list)) return;
  event.preventDefault();
  const column = [...form.querySelectorAll(`[data-desk-field="${field.dataset.deskField}"]`)];
  const next = /** @type {HTMLInputElement | undefined} */ (column[column.indexOf(field) + step]);
  next?.focus();
  next?.select();
}

/** What colleagues did is shown at once where nothing is lost by it, and offered where something was typed.
 * @param {HTMLFormElement | null} form @param {HTMLElement} fresh @param {AbortSignal} signal */
function follow(form, fresh, signal) {
  const isBusy = () => form?.hasAttribute('data-dirty') || form?.querySelector('input[data-pick]:checked')
    || document.querySelector('details[open], dialog[open], [data-refused]') || document.activeElement?.matches('input, select, textarea');
  listen(() => {
    if (isBusy()) { fresh.hidden = false; return; }
    const address = new URL(location.href);
    // What was just done is said as long as its message stands.
    if (!document.querySelector('[data-toast]')) for (const name of ['done', 'n', 'set']) address.searchParams.delete(name);
    return reread(address.pathname + address.search);
  }, signal);
}

/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', settle);
settle();

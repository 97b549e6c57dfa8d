// The calendar's keys: arrows walk over the days, Enter opens one, Page up and down turn the month, T is today, Escape closes the day.

import { listen, reread } from '../news.js';

const STEPS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 });

/** @type {AbortController | null} */
let running = null;
/** The day that had the keyboard before the page was read again. @type {string | null} */
let last = null;

function settle() {
  running?.abort();
  running = null;
  const table = /** @type {HTMLElement | null} */ (document.querySelector('[data-calendar]'));
  if (!table) { last = null; return; }
  running = new AbortController();
  const { signal } = running;
  const days = [...table.querySelectorAll('[data-day]')].map(day => /** @type {HTMLElement} */ (day));
  const first = days.find(day => day.dataset.day === last) ?? days.find(day => day.getAttribute('aria-expanded')) ?? days.find(day => day.getAttribute('aria-current')) ?? days[0];
  for (const day of days) day.tabIndex = day === first ? 0 : -1;
  if (last && document.activeElement === document.body) first?.focus();
  table.addEventListener('focusin', event => {
    const day = /** @type {HTMLElement} */ (event.target);
    if (!day.matches('[data-day]')) return;
    last = day.dataset.day ?? null;
    for (const other of days) other.tabIndex = other === day ? 0 : -1;
  }, { signal });
  document.addEventListener('keydown', event => press(event, table, days), { signal });
  listen(() => document.querySelector('dialog[open], details[open]') ? false : reread(location.pathname + location.search), signal);
}

/** @param {KeyboardEvent} event @param {HTMLElement} table @param {HTMLElement[]} days */
function press(event, table, days) {
  const at = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || at.matches('input, textarea, select') || at.closest('dialog')) return;
  if (event.key in STEPS && at.matches('[data-day]')) {
    event.preventDefault();
    const to = days.indexOf(at) + STEPS[event.key];
    if (days[to]) days[to].focus();
    else turn(to < 0 ? 'PageUp' : 'PageDown', shifted(at.dataset.day ?? '', STEPS[event.key]));
  } else if (['PageUp', 'PageDown', 'Escape', 't', 'T'].includes(event.key)) {
    const key = event.key === 'T' ? 't' : event.key;
    if (!document.querySelector(`[data-key-page="${key}"]`)) return;
    event.preventDefault();
    turn(key, key === 't' ? null : last);
  }
  if (event.key === 'Enter' && at.matches('[data-day]')) last = at.dataset.day ?? null;
}

/** @param {string} key @param {string | null} day that has the keyboard then */
function turn(key, day) {
  last = day;
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-key-page="${key}"]`))?.click();
}

/** @param {string} day @param {number} by */
function shifted(day, by) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', settle);
settle();

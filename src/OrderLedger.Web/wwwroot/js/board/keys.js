// The keyboard on the board: arrows walk over the cards, M opens the menu of one, arrows walk through the menu.

/** @param {HTMLElement} board @param {AbortSignal} signal */
export function bindKeys(board, signal) {
  board.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = /** @type {HTMLElement} */ (event.target);
    if (at.closest('details[open]')) { inMenu(at, event); return; }
    if (event.key === 'm' || event.key === 'M') { openMenu(at, event); return; }
    const next = step(board, at.closest('[data-card]'), event.key);
    if (!next) return;
    event.preventDefault();
    link(next)?.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, { signal });
}

/** @param {Element} card @returns {HTMLElement | null} */
const link = card => card.querySelector('[data-card-link]');

/** @param {HTMLElement} board @param {Element | null} card @param {string} key @returns {Element | null | undefined} */
function step(board, card, key) {
  if (!card) return key.startsWith('Arrow') ? board.querySelector('[data-card]') : null;
  if (key === 'ArrowDown') return card.nextElementSibling;
  if (key === 'ArrowUp') return card.previousElementSibling;
  if (key === 'Home') return card.parentElement?.firstElementChild;
  if (key === 'End') return card.parentElement?.lastElementChild;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const lanes = [...board.querySelectorAll('[data-lane]')].filter(lane => lane.querySelector('[data-card]'));
  const lane = lanes[lanes.indexOf(/** @type {Element} */ (card.closest('[data-lane]'))) + (key === 'ArrowRight' ? 1 : -1)];
  const place = [...(card.parentElement?.children ?? [])].indexOf(card);
  const cards = lane?.querySelectorAll('[data-card]');
  return cards?.[Math.min(place, cards.length - 1)];
}

/** @param {HTMLElement} at @param {KeyboardEvent} event */
function openMenu(at, event) {
  const menu = /** @type {HTMLDetailsElement | null | undefined} */ (at.closest('[data-card]')?.querySelector('details.menu'));
  if (!menu) return;
  event.preventDefault();
  menu.open = true;
  /** @type {HTMLElement | null} */ (menu.querySelector('[data-move]'))?.focus();
}

/** @param {HTMLElement} at @param {KeyboardEvent} event */
function inMenu(at, event) {
  const menu = /** @type {HTMLDetailsElement} */ (at.closest('details'));
  const items = [...menu.querySelectorAll('[data-move]')];
  if (event.key === 'Escape') {
    event.preventDefault();
    menu.open = false;
    link(/** @type {Element} */ (menu.closest('[data-card]')))?.focus();
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const next = items.indexOf(at) + (event.key === 'ArrowDown' ? 1 : -1);
  /** @type {HTMLElement} */ (items[(next + items.length) % items.length])?.focus();
}

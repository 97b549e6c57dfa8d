// The board: cards are dragged from lane to lane or sent by their menu; lanes grow as they are scrolled; news comes by itself.

import { listen } from '../news.js';
import { Mover } from './move.js';
import { bindKeys } from './keys.js';
import { more, refresh } from './lanes.js';

/** @type {AbortController | null} */
let running = null;

function settle() {
  running?.abort();
  running = null;
  const board = /** @type {HTMLElement | null} */ (document.querySelector('[data-board]'));
  if (!board) return;
  running = new AbortController();
  const { signal } = running;
  const mover = new Mover(board, signal);
  bindDrag(board, mover, signal);
  bindKeys(board, signal);
  board.addEventListener('click', event => {
    const at = /** @type {HTMLElement} */ (event.target);
    const asked = at.closest('[data-move]');
    const card = /** @type {HTMLElement | null} */ (at.closest('[data-card]'));
    if (asked && card) mover.move(card, asked.getAttribute('data-move') ?? '');
    const button = at.closest('[data-more]');
    if (button) more(/** @type {HTMLElement} */ (button.closest('[data-lane]')));
  }, { signal });
  board.addEventListener('scroll', event => {
    const cards = /** @type {HTMLElement} */ (event.target);
    if (cards.matches?.('[data-cards]') && cards.scrollTop + cards.clientHeight > cards.scrollHeight - 300)
      more(/** @type {HTMLElement} */ (cards.closest('[data-lane]')));
  }, { capture: true, signal });
  // The menu of the last card would open below the edge of its lane.
  board.addEventListener('toggle', event => {
    const menu = /** @type {HTMLElement} */ (event.target);
    if (menu.matches('details.menu[open]')) menu.querySelector('.pop')?.scrollIntoView({ block: 'nearest' });
  }, { capture: true, signal });
  listen(() => mover.isBusy ? false : refresh(board), signal);
}

/** @param {HTMLElement} board @param {Mover} mover @param {AbortSignal} signal */
function bindDrag(board, mover, signal) {
  /** @type {HTMLElement | null} */ let dragged = null;
  const laneOf = (/** @type {Event} */ event) => /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest?.('[data-lane]'));
  const clear = () => { for (const lane of board.querySelectorAll('.lane.over')) lane.classList.remove('over'); };

  board.addEventListener('dragstart', event => {
    dragged = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest?.('[data-card]'));
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.dataset.label ?? '');
    dragged.classList.add('moving');
  }, { signal });
  board.addEventListener('dragover', event => {
    const lane = laneOf(event);
    if (!dragged || !lane) return;
    event.preventDefault();
    if (!lane.classList.contains('over')) { clear(); if (!lane.contains(dragged)) lane.classList.add('over'); }
  }, { signal });
  board.addEventListener('drop', event => {
    const [lane, card] = [laneOf(event), dragged];
    if (!card || !lane) return;
    event.preventDefault();
    if (!lane.contains(card)) mover.move(card, lane.dataset.lane ?? '');
  }, { signal });
  board.addEventListener('dragend', () => { dragged?.classList.remove('moving'); dragged = null; clear(); }, { signal });
}

/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', settle);
settle();

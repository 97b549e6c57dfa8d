// One order beside the grid, drawn by the server: its page is fetched, its forms are sent from here. And every order that is shown,
// here or on its own page, follows what colleagues do.

import { enter, exit, onStep, orderInAddress, settled } from './drawer-address.js';
import { isBusyInLines, isInLines, mountLines, unmountLines } from './order/lines-grid.js';
import { follow, parsed, read } from './order/live.js';
import { wide } from './wide.js';

const page = document;
const REST_MS = 140;
/** Long enough to read it and to reach its undo. */
const TOAST_MS = 10_000;

/** @type {(() => void) | null} */ let unfollow = null;
/** What is followed: a navigation may make another order's page of the same elements. */
let followed = { /** @type {Element | null} */ root: null, /** @type {string | undefined} */ id: undefined };
/** @type {{ grid: any, row: number } | null} where the order stands in the grid */ let spot = null;
/** @type {HTMLElement | null} what was opened, where there is no grid */ let card = null;
/** @type {AbortController | null} */ let asking = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let resting;

const drawer = () => /** @type {HTMLElement | null} */ (page.querySelector('[data-drawer]'));
/** @param {Element} at */
const bodyOf = at => /** @type {HTMLElement} */ (at.querySelector('[data-drawer-body]'));

/** The grid that stands on the page now. */
const gridOf = () => /** @type {any} */ (page.querySelector('.fill.gridded > .grid'))?.ledgerGrid ?? null;

/** @param {HTMLElement | null} root @param {ParentNode} [from] what the server drew it in */
function followOne(root, from = page) {
  const id = root?.dataset.orderLive;
  if (root === followed.root && id === followed.id) return;
  unfollow?.();
  followed = { root, id };
  unfollow = root ? follow(root, from) : null;
  if (root) mountLines(root); else unmountLines();
}

/** @param {HTMLElement} box @param {string} id @param {boolean} focus */
async function open(box, id, focus) {
  asking?.abort();
  const mine = asking = new AbortController();
  const body = bodyOf(box);
  box.hidden = false;
  box.dataset.order = id;
  body.setAttribute('aria-busy', 'true');
  /** @type {HTMLAnchorElement} */ (box.querySelector('[data-drawer-page]')).href = `/orders/${id}`;
  enter(id);
  for (const shown of page.querySelectorAll('[data-card].shown')) shown.classList.remove('shown');
  page.querySelector(`[data-card="${id}"]`)?.classList.add('shown');
  if (focus) box.focus({ preventScroll: true });
  const answer = await read(id, mine.signal).catch(() => null);
  if (mine.signal.aborted) return;
  body.removeAttribute('aria-busy');
  show(box, answer);
  body.scrollTop = 0;
}

/** @param {HTMLElement} box @param {Document | null} answer */
function show(box, answer) {
  const body = bodyOf(box);
  const root = /** @type {HTMLElement | null} */ (answer?.querySelector('[data-order-live]') ?? null);
  if (!root) {
    followOne(null);
    body.replaceChildren(Object.assign(page.createElement('p'), { className: 'content muted', textContent: body.dataset.failed ?? '' }));
    return;
  }
  // What is for paper has no place here.
  root.querySelector('[data-part="sheet"]')?.remove();
  body.replaceChildren(root);
  box.setAttribute('aria-label', root.querySelector('h1')?.textContent?.trim() ?? '');
  box.querySelector('.toasts')?.remove();
  const toast = answer?.querySelector('.toasts');
  if (toast) {
    box.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }
  followOne(root, answer ?? page);
}

/** @param {HTMLElement} box */
function close(box) {
  if (box.hidden) return;
  asking?.abort();
  followOne(null);
  box.hidden = true;
  delete box.dataset.order;
  bodyOf(box).replaceChildren();
  exit();
  const opened = page.querySelector('[data-card].shown') ?? card;
  opened?.classList.remove('shown');
  if (spot) backTo(spot);
  else /** @type {HTMLElement | null} */ (opened?.querySelector('[data-card-link]') ?? page.querySelector('.fill > .grid'))?.focus();
  spot = card = null;
}

/** The cell that the order stands in has the keyboard again, in the grid that is there now. @param {{ grid: any, row: number }} from */
function backTo({ grid, row }) {
  const now = gridOf();
  if (!now || now === grid) grid.selection.focus(); else now.selection.to(row, grid.selection.active.col);
}

/** To the order above or below in the grid. @param {HTMLElement} box @param {number} by */
function step(box, by) {
  const now = gridOf();
  if (!now) { stepCard(box, by); return; }
  if (spot?.grid !== now) spot = { grid: now, row: now.selection.active.row };
  const { grid } = spot;
  const row = Math.max(0, Math.min(grid.selection.lastRow, spot.row + by));
  grid.selection.to(row, grid.selection.active.col);
  box.focus({ preventScroll: true });
  toRow(box, row);
}

/** To the card above or below in its lane. @param {HTMLElement} box @param {number} by */
function stepCard(box, by) {
  const now = page.querySelector(`[data-card="${box.dataset.order}"]`);
  const next = /** @type {HTMLElement | null | undefined} */ (by > 0 ? now?.nextElementSibling : now?.previousElementSibling);
  if (!next?.dataset.card) return;
  card = next;
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  open(box, next.dataset.card, false);
}

/** The row may still be read. @param {HTMLElement} box @param {number} row */
function toRow(box, row) {
  if (!spot) return;
  const { grid } = spot;
  spot.row = row;
  clearTimeout(resting);
  resting = setTimeout(() => {
    const at = grid.windows.row(row);
    if (!at) { grid.windows.addEventListener('rows', () => { if (spot?.row === row) toRow(box, row); }, { once: true }); return; }
    const id = String(grid.windows.value(at, 'id'));
    if (box.dataset.order !== id) open(box, id, false);
  }, REST_MS);
}

page.addEventListener('openorder', event => {
  const box = drawer();
  const { grid, row, id } = /** @type {CustomEvent} */ (event).detail;
  if (!box || page.querySelector('[data-drawer] details.modal[open]')) return;
  event.preventDefault();
  if (spot?.grid !== grid) {
    // While the drawer is open it follows the keyboard in the grid.
    grid.selection.addEventListener('change', () => {
      if (!box.hidden && spot?.grid === grid && grid.selection.active.row !== spot?.row && grid.selection.active.row >= 0) toRow(box, grid.selection.active.row);
    }, { signal: grid.signal });
  }
  spot = { grid, row };
  open(box, String(id), true);
});

/** A click on an order's number opens it at the side; with a key held, as any link. */
page.addEventListener('click', event => {
  const at = /** @type {HTMLElement} */ (event.target);
  const box = drawer();
  if (!box) return;
  if (at.closest('[data-drawer-close]')) { close(box); return; }
  const stepping = at.closest('[data-drawer-step]');
  if (stepping) { step(box, Number(stepping.getAttribute('data-drawer-step'))); return; }
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const tile = /** @type {HTMLElement | null} */ (at.closest('[data-board] [data-card]'));
  if (tile?.dataset.card && !at.closest('details, button') && wide.matches) {
    event.preventDefault();
    event.stopPropagation();
    card = tile;
    open(box, tile.dataset.card, true);
    return;
  }
  const link = /** @type {HTMLAnchorElement | null} */ (at.closest('.fill.gridded > .grid td a[href^="/orders/"]'));
  if (!link) return;
  const cell = /** @type {HTMLTableCellElement} */ (link.closest('td'));
  const { index } = /** @type {any} */ (cell.parentElement);
  const grid = gridOf();
  if (!grid) return;
  event.preventDefault();
  event.stopPropagation();
  grid.selection.to(index, cell.cellIndex, { reveal: false });
  grid.open(index, false);
}, true);

page.addEventListener('keydown', event => {
  const box = drawer();
  const at = /** @type {HTMLElement} */ (event.target);
  if (!box || box.hidden || event.isComposing || box.querySelector('details.modal[open], details.menu[open]') || page.querySelector('dialog[open]')) return;
  const isInside = box.contains(at);
  // Among the lines the keys are the grid's, and the first Escape too where something can be given up.
  if (isInside && isInLines(at) && (event.key !== 'Escape' || isBusyInLines())) return;
  if (event.key === 'Escape' && (isInside || at.closest('.fill > .grid, [data-board]') || at === page.body)) {
    event.preventDefault();
    event.stopPropagation();
    close(box);
  } else if (isInside && !at.matches('input, textarea, select') && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    step(box, event.key === 'ArrowDown' ? 1 : -1);
  }
}, true);

/** Forms that are on their way. @type {WeakSet<HTMLFormElement>} */
const sent = new WeakSet();

/** Forms inside are sent from here: the ledger stays where it is. What the server did not take stays as it was typed. */
page.addEventListener('submit', async event => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const box = /** @type {HTMLElement | null} */ (form.closest?.('[data-drawer]'));
  if (event.defaultPrevented || !box) return;
  event.preventDefault();
  event.stopPropagation();
  if (sent.has(form)) return;
  sent.add(form);
  const { order } = box.dataset;
  const data = new FormData(form, /** @type {HTMLElement | null} */ (event.submitter));
  const text = await fetch(form.action, {
    method: 'POST', headers: { accept: 'text/html' },
    body: form.enctype === 'multipart/form-data' ? data : new URLSearchParams(/** @type {any} */ (data)),
  }).then(answer => answer.text()).catch(() => '');
  sent.delete(form);
  // Who has gone on to another order is not brought back.
  if (box.hidden || box.dataset.order !== order) return;
  const drawn = parsed(text);
  if (drawn.querySelector(`[data-order-live="${order}"]`)) {
    show(box, drawn);
    box.focus({ preventScroll: true });
  } else failed(box);
}, true);

/** Says above what stands in the drawer that it could not be sent. @param {HTMLElement} box */
function failed(box) {
  const body = bodyOf(box);
  body.querySelector('[data-unsent]')?.remove();
  const line = Object.assign(page.createElement('p'), { className: 'alert bad', textContent: body.dataset.failed ?? '' });
  line.setAttribute('data-unsent', '');
  line.setAttribute('role', 'alert');
  body.prepend(line);
  line.scrollIntoView({ block: 'nearest' });
}

/** Ctrl+Enter sends a note; a file that is too large is refused before it travels. */
page.addEventListener('keydown', event => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !field.matches('[data-send]')) return;
  event.preventDefault();
  /** @type {HTMLTextAreaElement} */ (field).form?.requestSubmit();
});
page.addEventListener('change', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const form = /** @type {HTMLFormElement | null} */ (field.type === 'file' ? field.closest('form[data-bytes-max]') : null);
  if (!form) return;
  const isTooLarge = [...field.files ?? []].some(file => file.size > Number(form.dataset.bytesMax));
  field.setCustomValidity(isTooLarge ? form.dataset.tooLarge ?? '' : '');
  field.reportValidity();
});

function settle() {
  const box = drawer();
  const id = orderInAddress();
  settled();
  if (box) {
    if (id && wide.matches) {
      if (box.dataset.order !== id || !bodyOf(box).firstChild) open(box, id, false);
    } else {
      if (!box.hidden || box.dataset.order) { box.hidden = true; delete box.dataset.order; }
      // Who comes from an order's own page is there no more.
      followOne(null);
    }
    return;
  }
  spot = null;
  followOne(/** @type {HTMLElement | null} */ (page.querySelector('main [data-order-live]')));
}
onStep(id => {
  const box = drawer();
  if (box && id && wide.matches) open(box, id, true); else if (box) close(box);
});
/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', () => {
  // What has come may have been drawn over the grid's own rows.
  unmountLines();
  settle();
  if (followed.root?.isConnected) mountLines(followed.root);
});
settle();

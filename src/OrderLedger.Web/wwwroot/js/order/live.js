// An order that colleagues may change while it is looked at: its parts follow, what is typed stays, and who else is there is shown.

import { drawnAt, listen } from '../news.js';
import { mountLines, renewLines } from './lines-grid.js';

const page = document;
const BEAT_MS = 20_000;

/** The order's page as the server draws it now. @param {string | number} id @param {AbortSignal} [signal]
 * @returns {Promise<Document | null>} */
export async function read(id, signal) {
  const answer = await fetch(`/orders/${id}`, { headers: { accept: 'text/html' }, signal });
  return answer.ok && !answer.redirected ? parsed(await answer.text()) : null;
}

/** @param {string} html */
export const parsed = html => new DOMParser().parseFromString(html, 'text/html');

/** Whether somebody is at work in a part: an open form, or a text that was not sent. @param {Element} part */
function isBusy(part) {
  if (part.querySelector('details.modal[open], dialog[open]')) return true;
  return [...part.querySelectorAll('input:not([type="hidden"]), textarea')].some(field => field instanceof HTMLInputElement
    ? field.type === 'file' ? (field.files?.length ?? 0) > 0 : field.value !== field.defaultValue || field.checked !== field.defaultChecked
    : field instanceof HTMLTextAreaElement && field.value !== field.defaultValue);
}

/** Puts the fresh parts in the place of the old ones. @param {Element} root @param {ParentNode} fresh @returns {boolean} whether one had to stay */
export function renew(root, fresh) {
  let kept = false;
  for (const part of root.querySelectorAll('[data-part]')) {
    const now = fresh.querySelector(`[data-part="${part.getAttribute('data-part')}"]`);
    if (!now || renewLines(part, now) || plain(now) === plain(part)) continue;
    if (isBusy(part)) { kept = true; continue; }
    const place = part.contains(page.activeElement) ? pathTo(part, /** @type {Element} */ (page.activeElement)) : null;
    part.replaceChildren(...now.childNodes);
    if (place) /** @type {HTMLElement | null} */ (place.reduce((/** @type {Element | null | undefined} */ at, i) => at?.children[i], part))?.focus({ preventScroll: true });
  }
  return kept;
}

/** What a part shows, without what differs in every answer. @param {Element} part */
function plain(part) {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  copy.querySelectorAll('input[name="__RequestVerificationToken"]').forEach(field => field.remove());
  copy.querySelectorAll('[data-present]').forEach(mark => { mark.setAttribute('hidden', ''); mark.lastElementChild?.replaceChildren(); });
  return copy.innerHTML.replace(/\s+/g, ' ');
}

/** @param {Element} from @param {Element} to */
function pathTo(from, to) {
  const path = [];
  for (let at = to; at !== from; at = /** @type {Element} */ (at.parentElement)) path.unshift([.../** @type {Element} */ (at.parentElement).children].indexOf(at));
  return path;
}

/** Follows one order until it is told to stop. @param {HTMLElement} root holds `data-order-live` @param {ParentNode} [from] what the
 * server drew it in @returns {() => void} */
export function follow(root, from = page) {
  const id = root.dataset.orderLive ?? '';
  const off = new AbortController();

  const refresh = async () => {
    const fresh = await read(id, off.signal).catch(() => null);
    const body = fresh?.querySelector(`[data-order-live="${id}"]`);
    // A navigation may have made another order's page of the same elements.
    if (!body || off.signal.aborted || root.dataset.orderLive !== id) return;
    // A form is never drawn anew under the hands of who fills it.
    const kept = root.matches('form') ? root.dataset.version !== /** @type {HTMLElement} */ (body).dataset.version : renew(root, body);
    mountLines(root);
    const notice = /** @type {HTMLElement | null} */ (root.querySelector('[data-changed]'));
    if (notice) notice.hidden = !kept;
    people();
  };
  /** @type {string[]} */ let present = [];
  const people = () => {
    for (const mark of root.querySelectorAll('[data-present]')) {
      const words = /** @type {HTMLElement} */ (mark.lastElementChild);
      const text = present.length ? (mark.getAttribute('data-present') ?? '').replace('{0}', present.join('、')) : '';
      if (words.textContent !== text) words.textContent = text;
      mark.toggleAttribute('hidden', present.length === 0);
    }
  };
  const beat = async () => {
    const answer = await fetch(`/api/v1/orders/${id}/presence`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}', signal: off.signal,
    }).catch(() => null);
    // Who leaves while the answer comes has no use for it.
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!told) return;
    present = told.people;
    people();
  };
  const leave = () => navigator.sendBeacon(`/api/v1/orders/${id}/presence`, new Blob(['{"leaving":true}'], { type: 'application/json' }));
  const isLookedAt = () => page.visibilityState !== 'hidden';
  const beating = setInterval(() => { if (isLookedAt()) beat(); }, BEAT_MS);
  if (isLookedAt()) beat();
  listen(beat, off.signal, { about: touched => touched.includes(`presence/${id}`), since: drawnAt(from) });
  listen(refresh, off.signal, { about: touched => touched.includes(`order/${id}`) || touched.includes('order/*'), since: drawnAt(from) });
  page.addEventListener('visibilitychange', () => { if (isLookedAt()) beat(); else leave(); }, { signal: off.signal });
  window.addEventListener('pagehide', leave, { signal: off.signal });
  return () => {
    if (off.signal.aborted) return;
    off.abort();
    leave();
    clearInterval(beating);
  };
}

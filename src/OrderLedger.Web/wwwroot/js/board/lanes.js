// Windows of the lanes: the server draws the cards, so that there is one drawing of them.

/** Lanes that are being read. @type {WeakSet<Element>} */
const reading = new WeakSet();

/** @param {string} address @returns {Promise<Document | null>} null when the server did not answer with a page */
async function read(address) {
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  } catch { return null; }
}

/** The next window of a lane. @param {HTMLElement} lane */
export async function more(lane) {
  const list = lane.querySelector('[data-cards]');
  if (!list || reading.has(lane) || !lane.querySelector('[data-more]')) return;
  reading.add(lane);
  const address = new URL('/board/column', location.href);
  for (const name of ['q', 'customer', 'salesperson']) {
    const value = new URL(location.href).searchParams.get(name);
    if (value) address.searchParams.set(name, value);
  }
  address.searchParams.set('status', lane.dataset.lane ?? '');
  address.searchParams.set('offset', String(list.children.length));
  const page = await read(address.href);
  reading.delete(lane);
  const cards = page?.querySelector('[data-cards]');
  if (!cards) return;
  const known = new Set([...list.children].map(card => card.getAttribute('data-card')));
  list.append(...[...cards.children].filter(card => !known.has(card.getAttribute('data-card'))));
  foot(lane, Number(cards.getAttribute('data-count')), list.children.length, cards.children.length);
}

/** What is left below. @param {HTMLElement} lane @param {number} count @param {number} shown @param {number} came */
function foot(lane, count, shown, came) {
  const line = lane.querySelector('[data-lane-more]');
  const button = lane.querySelector('[data-more]');
  if (shown >= count) line?.remove();
  else if (came === 0 || shown >= 600) button?.remove();
  else if (button) button.textContent = (button.textContent ?? '').replace(/[\d,]+/, new Intl.NumberFormat('en-US').format(count - shown));
}

/** Reads the board again as far as it is shown, and changes what has changed.
 * @param {HTMLElement} board @returns {Promise<void>} */
export async function refresh(board) {
  const address = new URL(location.href);
  const shown = [...board.querySelectorAll('[data-lane]')].map(lane => /** @type {const} */ ([lane.getAttribute('data-lane'), lane.querySelectorAll('[data-card]').length]))
    .filter(([, count]) => count > 30);
  if (shown.length > 0) address.searchParams.set('shown', shown.map(([name, count]) => `${name}:${count}`).join(','));
  const page = await read(address.href);
  const now = page?.querySelector('[data-board]');
  if (!now) return;
  const focused = document.activeElement?.closest('[data-card]')?.getAttribute('data-card');
  for (const lane of now.querySelectorAll('[data-lane]')) {
    const here = board.querySelector(`[data-lane="${lane.getAttribute('data-lane')}"]`);
    if (here) take(here, lane); else board.append(lane);
  }
  if (focused && !board.querySelector(`[data-card="${focused}"]`)?.contains(document.activeElement)) {
    /** @type {HTMLElement | null} */ (board.querySelector(`[data-card="${focused}"] [data-card-link]`))?.focus({ preventScroll: true });
  }
}

/** @param {Element} here @param {Element} there */
function take(here, there) {
  for (const part of ['[data-lane-count]', '[data-lane-total]']) {
    const [old, now] = [here.querySelector(part), there.querySelector(part)];
    if (old && old.textContent !== (now?.textContent ?? '')) old.textContent = now?.textContent ?? '';
  }
  const [list, cards] = [here.querySelector('[data-cards]'), there.querySelector('[data-cards]')];
  if (!list || !cards) return;
  const known = new Map([...list.children].map(card => [card.getAttribute('data-card'), card]));
  for (const [at, card] of [...cards.children].entries()) {
    const old = known.get(card.getAttribute('data-card'));
    known.delete(card.getAttribute('data-card'));
    const same = old && old.innerHTML === card.innerHTML && old.className === card.className;
    const kept = same ? old : card;
    if (!same) { card.classList.add('news'); old?.remove(); }
    if (list.children[at] !== kept) list.insertBefore(kept, list.children[at] ?? null);
  }
  for (const gone of known.values()) gone.remove();
  const [line, now] = [here.querySelector('[data-lane-more]'), there.querySelector('[data-lane-more]')];
  if (now && line) line.replaceWith(now); else if (now) here.append(now); else line?.remove();
}

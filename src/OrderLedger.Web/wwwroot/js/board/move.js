// A card sent to another lane is the event of that step: asks for what the step needs, and brings the card back when it is refused.

import { refresh } from './lanes.js';

/** Steps that ask before they are taken. */
const ASKS = ['Shipped', 'Received', 'Paid', 'Cancelled'];
const TOAST_MS = 9000;

export class Mover {
  /** @param {HTMLElement} board @param {AbortSignal} signal */
  constructor(board, signal) {
    this.board = board;
    this.texts = /** @type {Record<string, string>} */ (JSON.parse(board.dataset.board ?? '{}'));
    this.dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('move'));
    this.isBusy = false;
    /** @type {{ card: HTMLElement, to: string } | null} */ this.asked = null;
    this.dialog?.querySelector('form')?.addEventListener('submit', event => { event.preventDefault(); this.#answered(); }, { signal });
    this.dialog?.addEventListener('close', () => { this.asked = null; this.isBusy = false; }, { signal });
  }

  /** @param {HTMLElement} card @param {string} to */
  async move(card, to) {
    const from = card.closest('[data-lane]')?.getAttribute('data-lane');
    if (!to || from === to || this.isBusy) return;
    card.querySelector('details')?.removeAttribute('open');
    if (ASKS.includes(to) && !(to === 'Paid' && card.dataset.owes === 'no')) this.#ask(card, to, '');
    else await this.#send(card, to, {});
  }

  /** @param {HTMLElement} card @param {string} to @param {string} refusal */
  #ask(card, to, refusal) {
    const dialog = this.dialog;
    if (!dialog) return;
    if (!refusal) dialog.querySelector('form')?.reset();
    dialog.dataset.to = to;
    const [title, go, said] = ['[data-move-title]', '[data-move-go]', '[data-move-said]'].map(part => /** @type {HTMLElement} */ (dialog.querySelector(part)));
    const word = this.#word(to);
    title.textContent = (title.dataset.moveTitle ?? '').replace('{0}', card.dataset.label ?? '').replace('{1}', word);
    go.textContent = word;
    said.textContent = refusal;
    said.hidden = refusal === '';
    this.asked = { card, to };
    this.isBusy = true;
    if (!dialog.open) dialog.showModal();
    const first = [...dialog.querySelectorAll('input, select')].find(field => /** @type {HTMLElement} */ (field).offsetParent !== null);
    /** @type {HTMLElement | undefined} */ (first)?.focus();
  }

  async #answered() {
    const asked = this.asked;
    const form = this.dialog?.querySelector('form');
    if (!asked || !form) return;
    const facts = /** @type {Record<string, string>} */ ({});
    for (const [name, value] of new FormData(form)) {
      const isAsked = form.querySelector(`[name="${name}"]`)?.closest('[data-for]')?.getAttribute('data-for')?.split(' ').includes(asked.to);
      if (isAsked && String(value).trim()) facts[name] = String(value).trim();
    }
    await this.#send(asked.card, asked.to, facts);
  }

  /** @param {HTMLElement} card @param {string} to @param {Record<string, string>} facts */
  async #send(card, to, facts) {
    this.isBusy = true;
    card.classList.add('moving');
    const { problem, changeSet } = await this.#post(card, to, facts);
    card.classList.remove('moving');
    if (problem !== null) {
      if (this.dialog?.open || problem.needs) this.#ask(card, to, problem.text);
      else { this.#back(card, problem.text); this.isBusy = false; }
      return;
    }
    this.dialog?.close();
    this.isBusy = false;
    this.#say(this.texts.moved.replace('{0}', card.dataset.label ?? '').replace('{1}', this.#word(to)), changeSet);
    await refresh(this.board);
    /** @type {HTMLElement | null} */ (this.board.querySelector(`[data-card="${card.dataset.card}"] [data-card-link]`))?.focus();
  }

  /** @param {HTMLElement} card @param {string} to @param {Record<string, string>} facts
   * @returns {Promise<{ problem: { text: string, needs: boolean } | null, changeSet: number | null }>} */
  async #post(card, to, facts) {
    try {
      const answer = await fetch('/api/v1/ledger/changes', {
        method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rows: 'orders', changes: [{ orderId: Number(card.dataset.card), field: 'status', value: to, facts }] }),
      });
      const body = await answer.json();
      const wrong = body.problems?.[0];
      if (answer.ok && !wrong) return { problem: null, changeSet: body.changeSet ?? null };
      return { problem: { text: wrong?.detail ?? body.detail ?? this.texts.failed, needs: wrong?.code === 'needs-facts' }, changeSet: null };
    } catch { return { problem: { text: this.texts.failed, needs: false }, changeSet: null }; }
  }

  /** @param {HTMLElement} card @param {string} why */
  #back(card, why) {
    card.classList.remove('back');
    void card.offsetWidth;
    card.classList.add('back');
    this.#say(`${why} ${this.texts.back}`, null, true);
    /** @type {HTMLElement | null} */ (card.querySelector('[data-card-link]'))?.focus();
  }

  /** @param {string} to */
  #word(to) { return document.querySelector(`[data-move="${to}"]`)?.textContent?.trim() || document.querySelector(`[data-lane="${to}"] h2`)?.textContent?.trim() || to; }

  /** @param {string} text @param {number | null} changeSet that can be taken back @param {boolean} isRefusal */
  #say(text, changeSet, isRefusal = false) {
    document.querySelector('.board-said')?.remove();
    const place = document.createElement('div');
    place.className = 'toasts no-print board-said';
    const toast = document.createElement('div');
    toast.className = 'toast';
    toast.setAttribute('role', isRefusal ? 'alert' : 'status');
    toast.append(text);
    if (changeSet) {
      const undo = document.createElement('button');
      undo.type = 'button';
      undo.textContent = this.texts.undo;
      undo.addEventListener('click', () => this.#undo(changeSet));
      toast.append(undo);
    }
    place.append(toast);
    document.body.append(place);
    setTimeout(() => place.remove(), TOAST_MS);
  }

  /** @param {number} changeSet */
  async #undo(changeSet) {
    const answer = await fetch(`/api/v1/change-sets/${changeSet}/undo`, { method: 'POST' }).catch(() => null);
    const body = answer?.ok ? null : await answer?.json().catch(() => null);
    this.#say(answer?.ok ? this.texts.undone : body?.detail ?? this.texts.failed, null, !answer?.ok);
    await refresh(this.board);
  }
}

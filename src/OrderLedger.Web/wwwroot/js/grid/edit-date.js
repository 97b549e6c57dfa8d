// A month beside a typed date: it follows what is typed, and a click chooses.

import { dayOf, shifted } from './edit-text.js';
import { beside } from './edit-place.js';

const WEEK = 7;
const CELLS = 42;

export class Calendar {
  /** @param {import('./grid.js').Grid} grid @param {import('./editing.js').Cell} cell @param {(date: string) => void} chosen */
  constructor(grid, cell, chosen) {
    this.grid = grid;
    this.chosen = chosen;
    this.box = document.createElement('div');
    this.box.className = 'grid-calendar';
    this.box.popover = 'manual';
    this.box.setAttribute('role', 'group');
    this.box.setAttribute('aria-label', cell.column.label);
    // The text keeps the keyboard.
    this.box.addEventListener('pointerdown', event => event.preventDefault());
    this.box.addEventListener('click', event => this.#click(event));
    this.day = grid.data.today;
    document.body.append(this.box);
    this.box.showPopover();
  }

  /** @param {string} text @param {string} [now] */
  typed(text, now = text) {
    this.day = dayOf(now, this.grid.data.today) ?? this.day;
    this.month = this.day.slice(0, 7);
    this.#draw();
  }

  /** Up and down go by days, Page keys by months; the text follows.
   * @param {KeyboardEvent} event @returns {import('./types.js').Option | boolean} */
  key(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || this.grid.editing.editor.mode !== 'edit') return false;
    this.day = shifted(this.day, by);
    this.month = this.day.slice(0, 7);
    this.grid.editing.editor.box.value = this.day;
    this.#draw();
    return true;
  }

  /** @param {HTMLElement} anchor */
  place(anchor) { beside(this.box, anchor); }

  close() { this.box.remove(); }

  #draw() {
    const [year, month] = /** @type {string} */ (this.month).split('-').map(Number);
    const first = `${this.month}-01`;
    const start = shifted(first, -((new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % WEEK));
    const head = document.createElement('header');
    const name = document.createElement('b');
    name.textContent = new Intl.DateTimeFormat(document.documentElement.lang || 'zh-CN',
      { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, 1));
    head.append(this.#step(-1, 'chevron-left'), name, this.#step(1, 'chevron-right'));
    const days = document.createElement('div');
    days.className = 'days';
    for (const word of this.grid.cells.say('grid.edit.weekdays').split(' ')) {
      const head = document.createElement('span');
      head.textContent = word;
      days.append(head);
    }
    for (let i = 0; i < CELLS; i++) days.append(this.#day(shifted(start, i)));
    this.box.replaceChildren(head, days);
  }

  /** @param {string} date */
  #day(date) {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.dataset.date = date;
    button.textContent = String(Number(date.slice(8)));
    button.setAttribute('aria-label', date);
    button.className = date.startsWith(this.month ?? '') ? '' : 'out';
    if (date === this.grid.data.today) button.classList.add('today');
    if (date === this.day) button.setAttribute('aria-current', 'date');
    return button;
  }

  /** @param {number} by months @param {string} icon */
  #step(by, icon) {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.className = 'step';
    button.dataset.step = String(by);
    button.setAttribute('aria-label', this.grid.cells.say(by < 0 ? 'grid.edit.month.before' : 'grid.edit.month.after'));
    button.append(this.grid.headers.icon(icon));
    return button;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (button?.dataset.date) this.chosen(button.dataset.date);
    if (!button?.dataset.step) return;
    const [year, month] = /** @type {string} */ (this.month).split('-').map(Number);
    this.month = new Date(Date.UTC(year, month - 1 + Number(button.dataset.step), 1)).toISOString().slice(0, 7);
    this.#draw();
  }
}

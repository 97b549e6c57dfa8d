// What can be chosen for a cell: words of a status, a list of the book, names in use, products with the price this customer paid
// last. Found by the text, its pinyin or its initials.

import { beside } from './edit-place.js';

/** @typedef {import('./types.js').Option} Option */

const MOST = 60;
const REST_MS = 120;

export class Choices {
  /** @type {Option[]} */ #options = [];
  #at = -1;
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #soon;

  /** @param {import('./grid.js').Grid} grid @param {import('./editing.js').Cell} cell @param {HTMLElement} field
   * @param {(option: Option) => void} chosen */
  constructor(grid, cell, field, chosen) {
    this.grid = grid;
    this.cell = cell;
    this.field = field;
    this.chosen = chosen;
    this.box = document.createElement('ul');
    this.box.className = 'grid-choices';
    this.box.id = 'grid-choices';
    this.box.popover = 'manual';
    this.box.setAttribute('role', 'listbox');
    this.box.setAttribute('aria-label', cell.column.label);
    this.box.addEventListener('pointerdown', event => event.preventDefault());
    this.box.addEventListener('click', event => {
      const li = /** @type {HTMLElement} */ (event.target).closest('li');
      if (li) this.chosen(this.#options[Number(li.dataset.at)]);
    });
    document.body.append(this.box);
    const says = { role: 'combobox', 'aria-controls': this.box.id, 'aria-autocomplete': 'list', 'aria-expanded': 'false' };
    for (const [name, value] of Object.entries(says)) field.setAttribute(name, value);
  }

  /** Shows what fits. @param {string} text @param {string} [now] what is marked at first */
  typed(text, now) {
    const mine = ++this.#turn;
    clearTimeout(this.#soon);
    const ask = () => this.grid.editing.options(this.cell, text).then(options => {
      const at = now === undefined && text !== '' ? 0 : options.findIndex(one => one.label === now);
      if (mine === this.#turn) this.#draw(options.slice(0, MOST), at);
    }, () => undefined);
    if (['customer', 'product'].includes(this.cell.column.editor ?? '')) this.#soon = setTimeout(ask, REST_MS); else ask();
  }

  /** @param {KeyboardEvent} event @param {string} text @returns {Option | boolean} true: used up; an option: taken */
  key(event, text) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const count = this.#options.length;
      if (count === 0) return false;
      this.#mark(event.key === 'ArrowDown' ? (this.#at + 1) % count : (Math.max(this.#at, 0) + count - 1) % count);
      return true;
    }
    if (event.key !== 'Enter' && event.key !== 'Tab') return false;
    const option = this.#options[this.#at];
    // A text that is itself one of the words, or empty, says what it says.
    if (!option || text.trim() === '' || this.#options.some(one => one.label === text.trim())) {
      return option && this.#moved ? option : false;
    }
    return option;
  }
  #moved = false;

  /** @param {HTMLElement} anchor */
  place(anchor) { if (this.box.matches(':popover-open')) beside(this.box, anchor); }

  close() {
    this.#turn++;
    clearTimeout(this.#soon);
    this.box.remove();
    const said = ['role', 'aria-controls', 'aria-autocomplete', 'aria-expanded', 'aria-activedescendant'];
    for (const name of said) this.field.removeAttribute(name);
  }

  /** @param {Option[]} options @param {number} at */
  #draw(options, at) {
    this.#options = options;
    this.#moved = false;
    this.box.replaceChildren(...options.map((option, i) => {
      const li = document.createElement('li');
      li.id = `grid-choice-${i}`;
      li.dataset.at = String(i);
      li.setAttribute('role', 'option');
      li.append(text('span', '', option.label));
      if (option.more) li.append(text('small', '', option.more));
      if (option.note) li.append(text('em', '', option.note));
      return li;
    }));
    if (options.length === 0) this.box.hidePopover(); else if (!this.box.matches(':popover-open')) this.box.showPopover();
    this.field.setAttribute('aria-expanded', String(options.length > 0));
    this.#at = -1;
    if (at >= 0) this.#mark(at, false);
    this.place(this.field);
  }

  /** @param {number} at @param {boolean} [moved] by a key */
  #mark(at, moved = true) {
    this.#at = at;
    this.#moved = moved;
    [...this.box.children].forEach((li, i) => li.setAttribute('aria-selected', String(i === at)));
    this.box.children[at]?.scrollIntoView({ block: 'nearest' });
    this.field.setAttribute('aria-activedescendant', `grid-choice-${at}`);
  }
}

/** @param {string} name @param {string} className @param {string} content */
function text(name, className, content) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = content;
  return made;
}

// The tree of days on screen. Its keys are those of every tree: up and down, right opens, left closes or goes to what a branch lies
// in, a space picks, Enter is done.

import { grouped } from './cells.js';
import { branches } from './days.js';

/** @typedef {import('./values.js').Value} Value */
/** @typedef {import('./days.js').Branch} Branch */

/** Found by a search: so few days are shown open at once. */
const OPEN_MAX = 62;

export class DayTree {
  /** @type {Set<string>} keys of what is open */ #open = new Set();
  /** @type {Branch[]} */ #top = [];
  /** @type {Branch[]} as they stand below each other */ #seen = [];
  #active = 0;

  /** @param {HTMLElement} list @param {(name: string) => Node} icon @param {(value: Value) => boolean} isOn
   * @param {(values: Value[], on: boolean) => void} pick */
  constructor(list, icon, isOn, pick) {
    this.list = list;
    this.icon = icon;
    this.isOn = isOn;
    this.pick = pick;
    list.setAttribute('role', 'tree');
    list.setAttribute('aria-multiselectable', 'true');
    list.classList.add('days');
    list.addEventListener('keydown', event => { if (this.#key(event)) { event.preventDefault(); event.stopPropagation(); } });
    list.addEventListener('click', event => this.#click(/** @type {HTMLElement} */ (event.target)));
  }

  /** @param {Value[]} values @param {boolean} isSearch what was looked for is shown at once */
  draw(values, isSearch) {
    const none = values.filter(value => value.value === null)
      .map(value => /** @type {Branch} */ ({ key: '', label: value.label, level: 0, count: value.count, days: [value], parts: [] }));
    this.#top = [...branches(values), ...none];
    const isFew = isSearch && values.length <= OPEN_MAX;
    this.#open = new Set(this.#top.filter(one => isFew || this.#top.length === 1).map(one => one.key));
    if (isFew) for (const month of this.#top.flatMap(year => year.parts)) this.#open.add(month.key);
    this.#active = 0;
    this.paint();
  }

  /** Draws what is in sight; the keyboard stays where it is. */
  paint() {
    const isHere = this.list.contains(document.activeElement);
    this.#seen = [];
    /** @type {HTMLElement[]} */ const items = [];
    const walk = (/** @type {Branch[]} */ among) => among.forEach((branch, i) => {
      items.push(this.#item(branch, i + 1, among.length));
      this.#seen.push(branch);
      if (this.#open.has(branch.key)) walk(branch.parts);
    });
    walk(this.#top);
    const top = this.list.scrollTop;
    this.list.replaceChildren(...items);
    this.list.scrollTop = top;
    this.#to(Math.min(this.#active, items.length - 1), isHere);
  }

  /** @param {Branch} branch @param {number} place from 1 @param {number} size */
  #item(branch, place, size) {
    const on = branch.days.filter(this.isOn).length;
    const item = made('div', `check level-${branch.level}`);
    for (const [name, value] of Object.entries({
      role: 'treeitem', 'aria-level': branch.level + 1, 'aria-posinset': place, 'aria-setsize': size,
      'aria-checked': on === branch.days.length ? 'true' : on > 0 ? 'mixed' : 'false',
    })) item.setAttribute(name, String(value));
    item.tabIndex = -1;
    const isOpen = this.#open.has(branch.key);
    const twist = made('span', 'twist');
    if (branch.parts.length > 0) {
      item.setAttribute('aria-expanded', String(isOpen));
      twist.append(this.icon(isOpen ? 'chevron-down' : 'chevron-right'));
    }
    const box = made('input', '');
    box.type = 'checkbox';
    box.tabIndex = -1;
    box.setAttribute('aria-hidden', 'true');
    box.checked = on === branch.days.length;
    box.indeterminate = on > 0 && !box.checked;
    const text = made('span', 'clip');
    text.textContent = branch.label;
    const count = made('small', 'count');
    count.textContent = grouped(String(branch.count));
    item.append(twist, box, text, count);
    return item;
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was ours */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const branch = this.#seen[this.#active];
    if (!branch) return false;
    const isOpen = this.#open.has(branch.key);
    switch (event.key) {
      case 'ArrowDown': this.#to(this.#active + 1); return true;
      case 'ArrowUp': this.#to(this.#active - 1); return true;
      case 'Home': this.#to(0); return true;
      case 'End': this.#to(this.#seen.length - 1); return true;
      case 'ArrowRight': if (isOpen) this.#to(this.#active + 1); else this.#turn(branch, true); return true;
      case 'ArrowLeft':
        if (isOpen) this.#turn(branch, false);
        else this.#to(this.#seen.findLastIndex((one, i) => i < this.#active && one.level < branch.level));
        return true;
      case ' ': this.#flip(branch); return true;
      case 'Enter': this.list.closest('form')?.requestSubmit(); return true;
      default: return false;
    }
  }

  /** @param {HTMLElement} at */
  #click(at) {
    const item = /** @type {HTMLElement | null} */ (at.closest('[role="treeitem"]'));
    if (!item) return;
    this.#active = [...this.list.children].indexOf(item);
    const branch = this.#seen[this.#active];
    item.focus({ preventScroll: true });
    if (at.closest('.twist') && branch.parts.length > 0) this.#turn(branch, !this.#open.has(branch.key)); else this.#flip(branch);
  }

  /** @param {Branch} branch @param {boolean} open */
  #turn(branch, open) {
    if (branch.parts.length === 0) return;
    if (open) this.#open.add(branch.key); else this.#open.delete(branch.key);
    this.paint();
  }

  /** What is picked in part is picked whole first, as everywhere. @param {Branch} branch */
  #flip(branch) {
    this.pick(branch.days, !branch.days.every(this.isOn));
    this.paint();
  }

  /** @param {number} index @param {boolean} focus */
  #to(index, focus = true) {
    const items = /** @type {HTMLElement[]} */ ([...this.list.children]);
    if (!items[index]) return;
    if (items[this.#active]) items[this.#active].tabIndex = -1;
    this.#active = index;
    items[index].tabIndex = 0;
    if (focus) items[index].focus();
  }
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} name @param {string} className @returns {HTMLElementTagNameMap[K]} */
function made(name, className) {
  const node = document.createElement(name);
  node.className = className;
  return node;
}

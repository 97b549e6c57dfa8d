// The head of the grid: names that sort, as in the table without script.

import { addressWith, levels, written } from './address.js';
import { isNumber } from './cells.js';
import { isFiltered } from './conditions.js';

/** @typedef {import('./types.js').Column} Column */
/** @typedef {import('./address.js').Level} Level */

const SVG = 'http://www.w3.org/2000/svg';

export class Headers {
  /** @param {import('./grid.js').Grid} grid @param {string} icons address of the sprite */
  constructor(grid, icons) {
    this.grid = grid;
    this.icons = icons;
  }

  /** What is sorted by now; the identity at the end is nobody's wish. @returns {Level[]} */
  get sort() {
    return levels(this.grid.data.query.sort).filter(level => level.name !== 'id');
  }

  /** @param {HTMLTableSectionElement} head */
  draw(head) {
    const tr = document.createElement('tr');
    tr.setAttribute('role', 'row');
    tr.setAttribute('aria-rowindex', '1');
    let left = 0;
    const sort = this.sort;
    this.grid.layout.columns.forEach((column, i) => {
      const th = this.#header(column, sort.findIndex(level => level.name === column.name), sort);
      th.setAttribute('aria-colindex', String(i + 1));
      if (i < this.grid.layout.frozen) { th.classList.add('frozen'); th.style.left = `${left}px`; }
      left += this.grid.view.widths[i];
      tr.append(th);
    });
    head.replaceChildren(tr);
  }

  /** Where a click on the name leads; with `also` the column is added behind the others.
   * @param {Column} column @param {boolean} also */
  next(column, also) {
    const sort = this.sort;
    const now = sort.find(level => level.name === column.name);
    const largest = isNumber(column) || column.kind === 'date' || column.kind === 'instant';
    const level = { name: column.name, down: now ? !now.down : largest };
    if (!also) return addressWith({ sort: written([level]) });
    return addressWith({ sort: written(now ? sort.map(one => one === now ? level : one) : [...sort, level]) });
  }

  /** @param {string} name @returns {SVGSVGElement} */
  icon(name) {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS(SVG, 'use');
    use.setAttribute('href', `${this.icons}#${name}`);
    svg.append(use);
    return svg;
  }

  /** @param {Column} column @param {number} at place among the sorted columns, -1 for none @param {Level[]} sort */
  #header(column, at, sort) {
    const th = document.createElement('th');
    th.scope = 'col';
    th.setAttribute('role', 'columnheader');
    th.tabIndex = -1;
    th.dataset.column = column.name;
    if (isNumber(column)) th.className = 'num';
    if (this.grid.data.one) { th.append(column.label, edged()); return th; }
    const level = sort[at];
    if (level) th.setAttribute('aria-sort', level.down ? 'descending' : 'ascending');
    const link = document.createElement('a');
    link.className = `sort ${level ? 'on' : ''}`;
    link.href = this.next(column, false);
    link.tabIndex = -1;
    link.draggable = false;
    link.append(column.label, this.icon(level?.down ? 'arrow-down' : 'arrow-up'));
    if (level && sort.length > 1) {
      const place = document.createElement('small');
      place.textContent = String(at + 1);
      link.append(place);
    }
    const menu = document.createElement('button');
    menu.type = 'button';
    menu.className = 'head-menu';
    menu.tabIndex = -1;
    menu.setAttribute('aria-label', this.grid.cells.say('grid.menu', column.label));
    menu.setAttribute('aria-haspopup', 'dialog');
    menu.append(this.icon(isFiltered(this.grid.data, column) ? 'filter' : 'chevron-down'));
    menu.classList.toggle('on', isFiltered(this.grid.data, column));
    menu.addEventListener('click', () => this.grid.openMenu(/** @type {HTMLTableCellElement} */ (menu.closest('th')).cellIndex));
    th.append(link, menu, edged());
    return th;
  }
}

/** What is dragged to widen the column. */
function edged() {
  const edge = document.createElement('span');
  edge.className = 'edge';
  return edge;
}

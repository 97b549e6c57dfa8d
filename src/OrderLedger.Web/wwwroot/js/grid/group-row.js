// A row that stands for a group: its name over the first columns, its subtotals under theirs.

import { grouped } from './cells.js';

/** @typedef {import('./groups.js').Node} Node */

/** @param {import('./grid.js').Grid} grid @param {import('./view.js').GridRow} tr @param {Node} node */
export function drawGroup(grid, tr, node) {
  const { cells, layout } = grid;
  const { group } = node;
  tr.className = `group level-${group.level}`;
  tr.ariaLevel = String(group.level + 1);
  tr.ariaExpanded = String(node.open !== null);
  layout.columns.forEach((column, i) => {
    const td = tr.cells[i];
    const sum = group.totals[column.name];
    if (i === 0) td.replaceChildren(title(grid, node));
    else if (sum !== undefined) td.replaceChildren(Object.assign(document.createElement('span'), { textContent: cells.said(sum, column) }));
    else td.replaceChildren();
    td.classList.toggle('subtotal', i > 0 && sum !== undefined);
  });
}

/** @param {import('./grid.js').Grid} grid @param {Node} node */
function title(grid, node) {
  const { group } = node;
  const box = document.createElement('span');
  box.className = 'group-name';
  box.style.maxWidth = `${room(grid)}px`;
  const twist = document.createElement('span');
  twist.className = 'twist';
  twist.append(grid.headers.icon(node.open ? 'chevron-down' : 'chevron-right'));
  const by = node.list.by[group.level].replace(/^-/, '');
  const label = document.createElement('small');
  label.textContent = grid.data.columns.find(column => column.name === by)?.label ?? by;
  const name = document.createElement('b');
  name.textContent = group.labels[group.level];
  name.title = name.textContent ?? '';
  const count = document.createElement('small');
  count.className = 'count';
  count.textContent = grid.cells.say('grid.group.rows', grouped(String(group.count)));
  box.append(twist, label, name, count);
  return box;
}

/** Pixels to the first column that holds a subtotal: so far the name may reach. @param {import('./grid.js').Grid} grid */
function room(grid) {
  const { layout, view } = grid;
  const at = layout.columns.findIndex((column, i) => i > 0 && column.summed);
  return view.widths.slice(0, at < 0 ? view.widths.length : at).reduce((sum, width) => sum + width, 0) - 20;
}

/** A click on the sign opens and closes; keys as in Excel's outline. @param {import('./grid.js').Grid} grid @param {import('./groups.js').Groups} groups */
export function bindGroups(grid, groups) {
  grid.host.addEventListener('click', event => {
    const at = /** @type {HTMLElement} */ (event.target);
    const tr = /** @type {import('./view.js').GridRow | null} */ (at.closest('.twist')?.closest('tr') ?? null);
    if (tr?.shownRow?.node) groups.toggle(tr.shownRow.node);
  }, { signal: grid.signal });
  grid.host.addEventListener('keydown', event => {
    if (!event.altKey || !event.shiftKey || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
    const node = grid.windows.row(grid.selection.active.row)?.node;
    event.preventDefault();
    if (node && (node.open !== null) !== (event.key === 'ArrowRight')) groups.toggle(node);
  }, { signal: grid.signal });
}

/** Opens or closes all at once: two buttons beside the choice of groups. @param {import('./grid.js').Grid} grid
 * @param {import('./groups.js').Groups} groups @param {number} most */
export function bindAll(grid, groups, most) {
  const menu = grid.frame.querySelector('[data-menu="group"]');
  const box = document.createElement('span');
  box.className = 'group-all';
  const button = (/** @type {string} */ name, /** @type {string} */ icon, /** @type {() => void} */ act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'btn s ghost icon-only';
    made.title = grid.cells.say(name);
    made.setAttribute('aria-label', made.title);
    made.append(grid.headers.icon(icon));
    made.addEventListener('click', act);
    return made;
  };
  box.append(
    button('grid.group.open', 'chevron-down', async () => {
      if (!await groups.openAll()) grid.say(grid.cells.say('grid.group.many', grouped(String(most))));
    }),
    button('grid.group.close', 'chevron-up', () => groups.closeAll()));
  menu?.after(box);
  grid.signal.addEventListener('abort', () => box.remove());
}

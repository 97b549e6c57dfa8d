// The last row of the grid: what every column comes to over all rows, wherever one has scrolled.

import { isNumber } from './cells.js';

/** @param {import('./grid.js').Grid} grid */
export function drawRow(grid) {
  const { cells, layout, view, windows } = grid;
  const tr = document.createElement('tr');
  tr.setAttribute('role', 'row');
  let left = 0;
  layout.columns.forEach((column, i) => {
    const td = document.createElement('td');
    td.setAttribute('role', 'gridcell');
    td.setAttribute('aria-colindex', String(i + 1));
    if (isNumber(column)) td.className = 'num';
    const sum = column.summed ? windows.totals[column.name] : undefined;
    if (sum !== undefined) {
      const figure = document.createElement('span');
      figure.textContent = cells.said(sum, column);
      td.append(figure);
      td.dataset.sumOf = column.name;
    }
    else if (i === 0) td.textContent = cells.say('common.total');
    if (i < layout.frozen) { td.classList.add('frozen'); td.style.left = `${left}px`; }
    left += view.widths[i];
    tr.append(td);
  });
  view.totals.replaceChildren(...(layout.columns.some(column => column.summed) ? [tr] : []));
}

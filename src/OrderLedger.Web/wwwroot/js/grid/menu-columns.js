// The menu of columns in the bar: what is shown, and how high a row is. The lines of an order have it in their foot.

import { openPopup } from './popup.js';

/** @typedef {import('./types.js').Column} Column */

/** @param {import('./grid.js').Grid} grid */
export function bindColumnsMenu(grid) {
  if (grid.data.one) { bindButton(grid); return; }
  const bar = grid.frame.querySelector('.bar');
  if (!bar) return;
  const { cells, layout, headers } = grid;
  const menu = document.createElement('details');
  menu.className = 'menu grid-columns';
  const summary = document.createElement('summary');
  summary.className = 'chip';
  const pop = document.createElement('div');
  pop.className = 'pop';
  menu.append(summary, pop);
  const gap = bar.querySelector(':scope > .grow');
  if (gap) gap.after(menu); else bar.append(menu);
  grid.signal.addEventListener('abort', () => menu.remove());
  grid.layoutChanged.addEventListener('change', title, { signal: grid.signal });
  menu.addEventListener('toggle', () => { if (menu.open) fill(); });
  title();

  function title() {
    summary.replaceChildren(`${cells.say('grid.columns')} ${layout.shown.length}/${grid.data.columns.length}`, headers.icon('chevron-down'));
  }

  function fill() {
    const reset = resetting(grid, fill);
    const colours = document.createElement('button');
    colours.type = 'button';
    colours.className = 'btn s ghost';
    colours.textContent = cells.say('grid.rules.open');
    colours.addEventListener('click', async () => {
      menu.open = false;
      (await import('./rules.js')).openRules(grid);
    });
    const foot = document.createElement('div');
    foot.className = 'row between';
    foot.append(reset, colours);
    pop.replaceChildren(density(), choices(grid), foot);
  }

  function density() {
    const group = document.createElement('div');
    group.className = 'segment';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', cells.say('pref.density'));
    for (const name of /** @type {const} */ (['compact', 'comfortable'])) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = cells.say(`pref.density.${name}`);
      const now = layout.density ?? (document.documentElement.dataset.density === 'comfortable' ? 'comfortable' : 'compact');
      button.setAttribute('aria-pressed', String(now === name));
      button.addEventListener('click', () => {
        layout.density = name;
        grid.layoutChange();
        for (const one of group.children) one.setAttribute('aria-pressed', String(one === button));
      });
      group.append(button);
    }
    return group;
  }
}

/** @param {import('./grid.js').Grid} grid */
function bindButton(grid) {
  const { cells, layout } = grid;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn s ghost columns';
  button.setAttribute('aria-haspopup', 'dialog');
  grid.foot?.append(button);
  grid.signal.addEventListener('abort', () => button.remove());
  const title = () => { button.textContent = `${cells.say('grid.columns')} ${layout.shown.length}/${grid.data.columns.length}`; };
  grid.layoutChanged.addEventListener('change', title, { signal: grid.signal });
  title();
  button.addEventListener('click', () => {
    const box = document.createElement('div');
    box.className = 'grid-columns';
    const fill = () => box.replaceChildren(choices(grid), resetting(grid, fill));
    fill();
    openPopup(button, cells.say('grid.columns'), [box], () => { if (!grid.signal.aborted) button.focus(); });
  });
}

/** Every column, those in sight first. @param {import('./grid.js').Grid} grid */
function choices(grid) {
  const { layout, data } = grid;
  const list = document.createElement('div');
  list.className = 'choices';
  list.append(...[...layout.columns, ...data.columns.filter(column => !layout.shown.includes(column.name))].map(column => choice(grid, column)));
  return list;
}

/** @param {import('./grid.js').Grid} grid @param {Column} column */
function choice(grid, column) {
  const { layout } = grid;
  const label = document.createElement('label');
  label.className = 'check';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = layout.shown.includes(column.name);
  box.addEventListener('change', () => {
    layout.show(column.name, box.checked);
    box.checked = layout.shown.includes(column.name);
    grid.layoutChange();
  });
  label.append(box, column.label);
  return label;
}

/** Back to what everybody starts with. @param {import('./grid.js').Grid} grid @param {() => void} then */
function resetting(grid, then) {
  const reset = document.createElement('button');
  reset.type = 'button';
  reset.className = 'btn s ghost';
  reset.textContent = grid.cells.say('grid.columns.reset');
  reset.addEventListener('click', () => { grid.layout.reset(); grid.layoutChange(false); then(); });
  return reset;
}

// Ctrl+F: from match to match in the shown columns, also through rows that were never in sight; Ctrl+Enter filters instead.

import { addressWith, go } from './address.js';
import { element } from './dialogs.js';

const STEP = 1000;
/** Rows that one search looks through; beyond that the filter is quicker. */
const FAR = 20_000;

/** @param {import('./grid.js').Grid} grid */
export function openFind(grid) {
  const open = /** @type {HTMLInputElement | null} */ (grid.frame.querySelector('.grid-find input'));
  if (open) { open.select(); open.focus(); return; }
  const { cells } = grid;
  const box = element('div', 'grid-find no-print');
  box.setAttribute('role', 'search');
  const field = /** @type {HTMLInputElement} */ (element('input', 'in'));
  field.type = 'text';
  field.setAttribute('aria-label', cells.say('grid.find'));
  field.placeholder = cells.say('grid.find');
  const said = element('span', 'muted');
  said.setAttribute('role', 'status');
  let turn = 0;

  const close = () => { turn++; box.remove(); grid.selection.focus(); };
  const filter = () => go(addressWith({ q: field.value.trim() || null }));
  const search = async (/** @type {boolean} */ back) => {
    const needle = field.value.trim().toLowerCase();
    const mine = ++turn;
    said.textContent = '';
    if (!needle) return;
    const found = await match(grid, needle, back, () => mine === turn).catch(() => undefined);
    if (mine !== turn) return;
    if (found) grid.selection.to(found.row, found.col);
    else said.textContent = cells.say(found === null ? 'grid.find.none' : 'grid.offline', FAR.toLocaleString('en-US'));
    field.focus();
  };

  field.addEventListener('keydown', event => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) filter();
    else if (event.key === 'Enter') search(event.shiftKey);
    else return;
    event.preventDefault();
  });
  const button = (/** @type {string} */ key, /** @type {string} */ icon, /** @type {() => void} */ act) => {
    const made = /** @type {HTMLButtonElement} */ (element('button', 'btn s ghost icon-only'));
    made.type = 'button';
    made.setAttribute('aria-label', cells.say(key));
    made.title = cells.say(key);
    made.append(grid.headers.icon(icon));
    made.addEventListener('click', act);
    return made;
  };
  box.append(field, button('grid.find.before', 'chevron-up', () => search(true)), button('grid.find.next', 'chevron-down', () => search(false)),
    button('grid.find.filter', 'filter', filter), button('grid.find.close', 'x', close), said);
  grid.frame.append(box);
  grid.signal.addEventListener('abort', () => box.remove());
  field.focus();
}

/** The next cell whose text holds the needle, row by row from the active one, round the end. Null: none within reach.
 * @param {import('./grid.js').Grid} grid @param {string} needle @param {boolean} back @param {() => boolean} isWanted */
async function match(grid, needle, back, isWanted) {
  const { active } = grid.selection;
  const { count } = grid.windows;
  const columns = grid.layout.columns;
  const by = back ? -1 : 1;
  let row = Math.max(0, active.row);
  /** Columns of the first row that are behind already. */ let from = active.row < 0 ? (back ? columns.length : -1) : active.col;
  for (let seen = 0; seen <= Math.min(FAR, count);) {
    const size = Math.min(STEP, back ? row + 1 : count - row);
    const [r1, r2] = back ? [row - size + 1, row] : [row, row + size - 1];
    const rows = await grid.rowsOf({ r1, r2, c1: 0, c2: 0 });
    if (!isWanted()) return null;
    for (let i = 0; i < rows.length; i++, row += by) {
      const data = rows[row - r1];
      for (let col = from + by; col >= 0 && col < columns.length; col += by) {
        if (data && grid.cells.text(data, columns[col]).toLowerCase().includes(needle)) return { row, col };
      }
      from = back ? columns.length : -1;
    }
    seen += size;
    row = (row + count) % count;
  }
  return null;
}

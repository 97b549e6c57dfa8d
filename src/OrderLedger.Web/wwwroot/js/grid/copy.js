// Ctrl+C: the marked cells as text with tabs and as a table, so that Excel gets numbers, dates and texts as such.

import { digits, grouped } from './cells.js';
import { ROWS_MAX } from './status.js';

/** @typedef {import('./types.js').Column} Column */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {{ text: string, html: string }} Parcel */

/** @param {import('./grid.js').Grid} grid @param {(text: string) => void} say */
export function bindCopy(grid, say) {
  /** @type {Parcel | null} rows that had to be read first */ let waiting = null;

  // Without marked text a browser asks whether there is anything to copy.
  document.addEventListener('beforecopy', event => { if (waiting) event.preventDefault(); }, { signal: grid.signal });

  document.addEventListener('copy', event => {
    if (!event.clipboardData) return;
    if (waiting) { put(event, waiting); waiting = null; return; }
    const range = grid.selection.current;
    if (!range || grid.editing.editor.editing || !grid.host.contains(document.activeElement)) return;
    event.preventDefault();
    const count = range.r2 - range.r1 + 1;
    if (count > ROWS_MAX) { say(grid.cells.say('grid.copy.too-many', grouped(String(ROWS_MAX)))); return; }
    const here = grid.rowsHere(range);
    if (here) {
      put(event, packed(grid, here, range));
      say(grid.cells.say('grid.copied', grouped(String(count))));
    } else send(range, count);
  }, { signal: grid.signal });

  /** @param {import('./types.js').Range} range @param {number} count */
  async function send(range, count) {
    say(grid.cells.say('grid.loading'));
    try {
      await write(packed(grid, await grid.rowsOf(range), range));
      say(grid.cells.say('grid.copied', grouped(String(count))));
    } catch { say(grid.cells.say('grid.copy.failed')); }
  }

  /** Asks for the copy again, now that the rows are here; a browser that wants a fresh key press for it gets the text alone.
   * @param {Parcel} parcel */
  async function write(parcel) {
    waiting = parcel;
    document.execCommand('copy');
    if (!waiting) return;
    waiting = null;
    await navigator.clipboard.writeText(parcel.text);
  }
}

/** @param {ClipboardEvent} event @param {Parcel} parcel */
function put(event, parcel) {
  event.preventDefault();
  event.clipboardData?.setData('text/plain', parcel.text);
  event.clipboardData?.setData('text/html', parcel.html);
}

/** @param {import('./grid.js').Grid} grid @param {Row[]} rows @param {import('./types.js').Range} range @returns {Parcel} */
export function packed(grid, rows, range) {
  const columns = grid.layout.columns.slice(range.c1, range.c2 + 1);
  // The empty row in which the next line begins is no row of anything.
  const lines = rows.filter(row => !row.draft?.isEmpty).map(row => columns.map(column => plain(grid, row, column)));
  return {
    text: lines.map(cells => cells.map(quoted).join('\t')).join('\r\n'),
    html: `<table>${lines.map(cells => `<tr>${cells.map((text, i) => cell(text, columns[i])).join('')}</tr>`).join('')}</table>`,
  };
}

/** Without grouping and marks: what Excel reads as the value itself.
 * @param {import('./grid.js').Grid} grid @param {Row} row @param {Column} column @returns {string} */
function plain(grid, row, column) {
  const value = grid.windows.value(row, column.name);
  if (typeof value === 'number') {
    switch (column.kind) {
      case 'money': return value.toFixed(2);
      case 'percent': return `${digits(Math.round(value * 10000) / 100)}%`;
      default: return digits(value);
    }
  }
  return column.kind === 'date' ? String(value ?? '') : grid.cells.text(row, column);
}

/** @param {string} text */
export const quoted = text => /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Order and tracking numbers are texts, however many digits they have. @param {string} text @param {Column} column */
function cell(text, column) {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replace(/\r?\n/g, '<br>');
  if (['money', 'quantity', 'price', 'number'].includes(column.kind)) return `<td>${safe}</td>`;
  if (column.kind === 'percent') return `<td style="mso-number-format:'0.00%'">${safe}</td>`;
  if (column.kind === 'date') return `<td style="mso-number-format:'yyyy-mm-dd'">${safe}</td>`;
  return `<td style="mso-number-format:'\\@'">${safe}</td>`;
}

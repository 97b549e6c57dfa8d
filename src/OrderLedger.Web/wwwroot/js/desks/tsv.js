// Reads what Excel puts on the clipboard: tabs between cells, quotes around a cell with a tab or a line break in it.

/** Rows beyond it are not read: a desk shows fewer. */
const ROWS_MAX = 2000;

/** @param {string} text @returns {string[][]} trimmed cells; a last line break adds no row */
export function readTsv(text) {
  /** @type {string[][]} */ const rows = [];
  /** @type {string[]} */ let row = [];
  let cell = '';
  let quoted = false;
  const end = () => { row.push(cell.trim()); cell = ''; };
  const source = text.replace(/\r\n?/g, '\n');
  for (let at = 0; at < source.length && rows.length < ROWS_MAX; at++) {
    const sign = source[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') { cell += '"'; at++; }
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') end();
    else if (sign === '\n') { end(); rows.push(row); row = []; }
    else cell += sign;
  }
  if (cell !== '' || row.length > 0) { end(); rows.push(row); }
  return rows.filter(cells => cells.some(Boolean));
}

/** Excel marks a number that is a text by an apostrophe. @param {string} cell */
export const plain = cell => cell.replace(/^'/, '');

/** As numbers of orders are compared: without regard to case, width and blanks. @param {string} text */
export const key = text => plain(text).normalize('NFKC').replace(/\s/g, '').toLowerCase();

// What Excel, WPS and web pages put on the clipboard, as a block of texts.

/** @typedef {string[][]} Block Rows of texts; a row may be shorter than others. */

/** Cells of one clipboard at most; beyond that it is an import. */
const CELLS_MAX = 200_000;

/** A table where there is one, else text with tabs. @param {DataTransfer} data @returns {Block} */
export function blockOf(data) {
  const html = data.getData('text/html');
  const table = html && /<t[dh][\s>]/i.test(html) ? parseHtml(html) : [];
  return table.length > 0 ? table : parseText(data.getData('text/plain'));
}

/** Tabs and line ends part cells and rows, but not inside quotes: "a	b" is one cell, "" in it one quote. The line end behind the last
 * row is no row of its own. @param {string} text @returns {Block} */
export function parseText(text) {
  /** @type {Block} */ const rows = [];
  /** @type {string[]} */ let row = [];
  let at = 0;
  if (text === '') return rows;
  for (;;) {
    let cell = '';
    const quoted = text[at] === '"' ? quotedAt(text, at) : null;
    if (quoted) {
      cell = quoted.cell;
      at = quoted.end;
    } else {
      const from = at;
      while (at < text.length && !'\t\r\n'.includes(text[at])) at++;
      cell = text.slice(from, at);
    }
    row.push(cell);
    if (text[at] === '\t') { at++; continue; }
    rows.push(row);
    row = [];
    if (at >= text.length) return rows;
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    if (at >= text.length) return rows;
  }
}

/** A quoted cell, when its closing quote ends the cell; otherwise the quote is a sign like any other (5" pipe).
 * @param {string} text @param {number} from */
function quotedAt(text, from) {
  let cell = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') { cell += '"'; at++; } else {
      return at + 1 === text.length || '\t\r\n'.includes(text[at + 1]) ? { cell: cell.replaceAll('\r\n', '\n'), end: at + 1 } : null;
    }
  }
  return null;
}

/** The first table; joined cells keep their place, hidden columns and rows are left out. Nothing of it is ever shown or loaded.
 * @param {string} html @returns {Block} */
export function parseHtml(html) {
  const table = new DOMParser().parseFromString(tame(html), 'text/html').querySelector('table');
  if (!table) return [];
  /** @type {Block} */ const rows = [];
  /** @type {number[]} rows that a cell above still reaches into, by column */ const down = [];
  let size = 0;
  for (const tr of table.rows) {
    if (isHidden(tr) || tr.closest('table') !== table) continue;
    /** @type {string[]} */ const row = [];
    const skip = () => { while ((down[row.length] ?? 0) > 0) { down[row.length]--; row.push(''); } };
    for (const cell of tr.cells) {
      if (isHidden(cell)) continue;
      skip();
      const wide = Math.min(cell.colSpan, 500);
      for (let i = 0; i < wide; i++) {
        down[row.length] = Math.min(cell.rowSpan, 5000) - 1;
        row.push(i === 0 ? textOf(cell) : '');
      }
      if ((size += wide) > CELLS_MAX) return rows;
    }
    skip();
    rows.push(row);
  }
  return rows;
}

/** Without styles and scripts, which the page's policy would complain about even in a document that nobody shows.
 * @param {string} html */
const tame = html => html.replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
  .replace(/<[a-z][^>]*>/gi, tag => tag.replace(/\s(style|on\w+)\s*=/gi, ' data-$1='));

/** @param {HTMLElement} node */
const isHidden = node => /display\s*:\s*none/i.test(node.dataset.style ?? '');

/** As it would be read: blanks folded, a break where there is one. @param {Node} cell */
function textOf(cell) {
  let text = '';
  const walk = (/** @type {Node} */ node) => {
    for (const child of node.childNodes) {
      if (child instanceof Text) text += child.data.replace(/[ \t\r\n]+/g, ' ');
      else if (child instanceof HTMLElement) {
        if (child.tagName === 'BR') text = `${text.trimEnd()}\n`;
        else if (!['SCRIPT', 'STYLE'].includes(child.tagName)) {
          const isBlock = ['P', 'DIV', 'LI'].includes(child.tagName);
          if (isBlock && text.trim() !== '') text = `${text.trimEnd()}\n`;
          walk(child);
        }
      }
    }
  };
  walk(cell);
  return text.replaceAll('\u00a0', ' ').replace(/\n /g, '\n').trim();
}

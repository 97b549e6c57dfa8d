// A block of cells from Excel as lines of an order.

import { isNumber } from './decimal.js';

/** Words of a heading row, as people write them. */
const HEADINGS = /** @type {Record<string, RegExp>} */ ({
  Product: /^(产品|商品|货品|物料|品名|名称|编码|货号|料号|sku|product|item|code|name)/i, Spec: /^(规格|型号|spec|model)/i,
  Quantity: /^(数量|qty|quantity)/i, Unit: /^(单位|unit$|uom)/i, UnitPrice: /^(单价|价格|price|unit ?price)/i,
  Discount: /^(折扣|discount)/i, Amount: /^(金额|小计|总价|amount|total)/i, DueDate: /^(交期|交货|due)/i,
});
const DATE = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/;

/** Rows of cells; a cell in quotes may hold tabs and line breaks. One line break at the end is none.
 * @param {string} text @returns {string[][]} */
export function cellsOf(text) {
  /** @type {string[][]} */ const rows = [[]];
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const cell = /("(?:[^"]|"")*"|[^\t\n]*)([\t\n]|$)/gy;
  for (let match = cell.exec(body); match; match = cell.exec(body)) {
    const quoted = match[1].startsWith('"') && match[1].endsWith('"') && match[1].length > 1;
    /** @type {string[]} */ (rows.at(-1)).push((quoted ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]).trim());
    if (match[2] === '') break;
    if (match[2] === '\n') rows.push([]);
  }
  return rows;
}

/** The fields of a block that begins in a field, row by row; null where the block is a single cell.
 * @param {string} text @param {string} field where the paste happened @param {string[]} fields in their order on screen
 * @returns {Record<string, string>[] | null} */
export function linesOf(text, field, fields) {
  const rows = cellsOf(text).filter(row => row.some(cell => cell !== ''));
  if (rows.length === 0 || (rows.length === 1 && rows[0].length === 1)) return null;
  const headed = rows[0].map(cell => Object.keys(HEADINGS).find(name => HEADINGS[name].test(cell)));
  const isHead = headed.filter(Boolean).length > 1 && !rows[0].some(isNumber);
  const columns = isHead ? firsts(headed) : field === 'Product' ? guess(rows) : fields.slice(fields.indexOf(field));
  return rows.slice(isHead ? 1 : 0).map(row => Object.fromEntries(row.flatMap((cell, i) => columns[i] ? [[columns[i], tidy(columns[i], cell)]] : [])));
}

/** A code beside a name: the first of two columns that mean the same stands. @param {(string | undefined)[]} names */
const firsts = names => names.map((name, i) => names.indexOf(name) === i ? name : undefined);

/** Without headings: the first column is the product, figures are quantity, price and amount, a text after the quantity is the unit.
 * A text before it is the specification, or the name beside a code: what it is shows when the product is known. @param {string[][]} rows */
function guess(rows) {
  const width = Math.max(...rows.map(row => row.length));
  /** @type {(string | undefined)[]} */ const columns = ['Product'];
  const figures = ['Quantity', 'UnitPrice', 'Amount'];
  for (let i = 1; i < width; i++) {
    const filled = rows.map(row => row[i] ?? '').filter(cell => cell !== '');
    const dates = filled.length > 0 && filled.every(cell => DATE.test(cell));
    const name = dates ? 'DueDate' : filled.length > 0 && filled.every(isNumber) ? figures.shift() : figures.length === 3 ? (columns.includes('Second') ? 'Spec' : 'Second') : 'Unit';
    columns.push(name && columns.includes(name) ? undefined : name);
  }
  return columns;
}

/** @param {string} field @param {string} cell */
function tidy(field, cell) {
  if (field !== 'DueDate') return cell;
  const date = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell);
  return date ? `${date[1]}-${date[2].padStart(2, '0')}-${date[3].padStart(2, '0')}` : '';
}

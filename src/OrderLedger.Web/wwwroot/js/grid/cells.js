// What stands in a cell: the same marks as the server's table, and the plain text for copies and titles.

/** @typedef {import('./types.js').Column} Column */
/** @typedef {import('./types.js').Row} Row */

const HUES = /** @type {Record<string, string>} */ ({
  draft: 'draft', confirmed: 'confirmed', inProduction: 'production', readyToShip: 'toship', shipped: 'shipped',
  received: 'received', paid: 'paid', cancelled: 'cancelled',
});
const OPEN = ['confirmed', 'inProduction', 'readyToShip'];
const SVG = 'http://www.w3.org/2000/svg';
const DAY_MS = 86400000;

/** Amounts, quantities and the like stand to the right. @param {Column} column */
export const isNumber = column => ['number', 'money', 'quantity', 'price', 'percent'].includes(column.kind) && column.name !== 'paid';

/** Digits in groups of three, without going through a float again. @param {string} plain */
export function grouped(plain) {
  const [whole, part] = plain.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
}

/** The digits of a JSON number, never with an exponent. @param {number} value */
export function digits(value) {
  const text = String(value);
  return text.includes('e') ? value.toFixed(8).replace(/\.?0+$/, '') : text;
}

/** A sentence with its facts. @param {Record<string, string>} texts @param {string} key @param {...(string | number)} facts */
export const said = (texts, key, ...facts) => (texts[key] ?? key).replace(/\{(\d)\}/g, (_, n) => String(facts[Number(n)] ?? ''));

export class Cells {
  /** @param {import('./types.js').GridData} data @param {import('./windows.js').Windows} windows */
  constructor(data, windows) {
    this.texts = data.texts;
    this.today = data.today;
    this.windows = windows;
    this.isLines = data.rows === 'lines';
    this.words = new Map(data.columns.map(column => [column.name, new Map(column.words?.map(word => [word.name, word.label]))]));
    this.terms = new Map(data.lists.terms?.map(option => [option.value, option.label]));
    this.clock = new Intl.DateTimeFormat('sv-SE', { timeZone: data.zone, dateStyle: 'short', timeStyle: 'short' });
  }

  /** @param {string} key @param {...(string | number)} facts */
  say(key, ...facts) { return said(this.texts, key, ...facts); }

  /** Class of a row. @param {Row} row */
  rowClass(row) {
    if (row.draft) return `draft ${row.draft.isEmpty ? 'blank' : row.draft.state}`;
    const rule = this.windows.rules[row.mark ?? -1];
    return (rule ? `${rule.edge ? 'edge' : 'tint'} ${rule.colour} ` : '') + (this.windows.value(row, 'status') === 'cancelled' ? 'gone' : '');
  }

  /** Class of the cells of a column. @param {Column} column */
  cellClass(column) {
    return column.name === 'number' ? 'no' : column.name === 'customer' ? 'lead' : isNumber(column) ? 'num' : '';
  }

  /** As people read it, without marks. @param {Row} row @param {Column} column @returns {string} */
  text(row, column) {
    if (row.node) return row.node.list.text(row, column);
    const value = this.windows.value(row, column.name);
    if (column.name === 'number') return String(value ?? `#${this.windows.value(row, 'id')}`);
    if (column.name === 'carrier') return [value, this.windows.value(row, 'trackingNumber')].filter(Boolean).join(' ');
    if (column.name === 'paid') return this.#paid(row) === null ? '' : `${this.#paid(row)}%`;
    return this.said(value, column);
  }

  /** A value of the column in words and figures. @param {string | number | boolean | null} value @param {Column} column @returns {string} */
  said(value, column) {
    if (value === null || value === '') return '';
    // Typed just now, and not yet understood by the server.
    if (typeof value === 'string' && isNumber(column)) return value;
    if (column.name === 'terms') return this.terms.get(String(value)) ?? String(value);
    switch (column.kind) {
      case 'money': return grouped(/** @type {number} */ (value).toFixed(2));
      case 'price': return grouped(/** @type {number} */ (value).toFixed(8).replace(/0{1,6}$/, ''));
      case 'quantity': return grouped(digits(/** @type {number} */ (value)));
      case 'percent': return `${digits(Math.round(/** @type {number} */ (value) * 10000) / 100)}%`;
      case 'instant': return this.clock.format(new Date(/** @type {string} */ (value)));
      case 'word': return this.words.get(column.name)?.get(String(value)) ?? String(value);
      case 'yesNo': return value ? this.say('common.yes') : '';
      default: return column.name === 'paymentMethod' ? this.texts[`method.${value}`] ?? String(value) : String(value);
    }
  }

  /** @param {HTMLElement} cell @param {Row | null} row @param {Column} column */
  fill(cell, row, column) {
    if (!row) {
      cell.replaceChildren(element('span', 'waiting'));
      return;
    }
    const text = this.text(row, column);
    const marks = row.draft && text === '' ? this.#begin(row.draft, column) : this.#marks(row, column, text);
    if (marks) { cell.replaceChildren(...marks); return; }
    const node = cell.firstChild;
    if (node instanceof Text && !node.nextSibling) { if (node.data !== text) node.data = text; } else cell.replaceChildren(text);
  }

  /** The row in which the next line begins says so. @param {import('./line-rows.js').Draft} draft @param {Column} column */
  #begin(draft, column) {
    if (column.name === 'position') return [element('span', 'plus', '+')];
    return column.name === 'product' && draft.isEmpty ? [element('span', 'hint', this.say('grid.lines.begin'))] : null;
  }

  /** @param {Row} row @param {Column} column @param {string} text @returns {Node[] | null} null: only the text */
  #marks(row, column, text) {
    switch (column.name) {
      case 'number': return [this.#link(row, text)];
      case 'orderDate': return text ? [dated(text, this.#near(text))] : [];
      case 'dueDate': return text ? [this.#due(row, text)] : [];
      case 'customer': return [pair(element('span', 'name clip', text), ...this.#tag(row))];
      case 'product': return [pair(element('span', 'clip', text), ...this.#more(row))];
      case 'status': return [this.#status(row, text)];
      case 'paid': return text ? [meter(/** @type {number} */ (this.#paid(row)))] : [];
      case 'carrier': return [element('span', 'clip', this.#logistics(row))];
      case 'total': case 'outstanding':
        return text ? [element('span', `money ${text.startsWith('-') ? 'bad' : ''}`, text)] : [];
      default: return null;
    }
  }

  /** @param {Row} row @param {string} text */
  #link(row, text) {
    const link = document.createElement('a');
    link.href = `/orders/${this.windows.value(row, 'id')}`;
    link.textContent = text;
    link.tabIndex = -1;
    return link;
  }

  /** @param {string} date */
  #near(date) { return date.slice(0, 4) === this.today.slice(0, 4) ? date.slice(5) : date; }

  /** @param {Row} row @param {string} date */
  #due(row, date) {
    if (!OPEN.includes(String(this.windows.value(row, 'status')))) return dated(date, this.#near(date));
    const days = (Date.parse(date) - Date.parse(this.today)) / DAY_MS;
    const remark = days < 0 ? ` ${this.say('date.late', -days)}` : days === 0 ? ` ${this.say('date.today')}`
      : days === 1 ? ` ${this.say('date.tomorrow')}` : '';
    return dated(date, this.#near(date) + remark, `due ${days < 0 ? 'late' : days <= 1 ? 'soon' : ''}`);
  }

  /** @param {Row} row */
  #tag(row) {
    const name = this.windows.value(row, 'class');
    if (!name || name === '普通') return [];
    const tag = element('span', `tag ${name === 'VIP' ? 'vip' : name === '新客户' ? 'new' : ''}`,
      name === '新客户' ? this.say('class.new.short') : String(name));
    tag.title = String(name);
    return [tag];
  }

  /** @param {Row} row */
  #more(row) {
    const kind = this.windows.value(row, 'kind');
    if (this.isLines && kind && kind !== 'goods') return [element('span', 'tag', this.words.get('kind')?.get(String(kind)) ?? '')];
    const lines = Number(this.windows.value(row, 'lines') ?? 0);
    return lines > 1 && !this.isLines ? [element('span', 'more', this.say('common.items', lines))] : [];
  }

  /** @param {Row} row @param {string} text */
  #status(row, text) {
    const held = this.windows.value(row, 'onHold');
    return element('span', `st ${held ? 'hold' : HUES[String(this.windows.value(row, 'status'))] ?? 'cancelled'}`,
      held ? this.say('status.on-hold', text) : text);
  }

  /** Whole percent received; null where nothing is owed yet. @param {Row} row */
  #paid(row) {
    const [share, status] = [this.windows.value(row, 'paid'), this.windows.value(row, 'status')];
    if (share === null || status === 'draft' || status === 'cancelled') return null;
    return Math.min(999, Math.max(0, Math.floor(Math.round(Number(share) * 10000) / 100)));
  }

  /** SF1385226607742 → SF13…7742; without a number the carrier. @param {Row} row */
  #logistics(row) {
    const number = String(this.windows.value(row, 'trackingNumber') ?? '');
    if (number.length > 11) return `${number.slice(0, 4)}…${number.slice(-4)}`;
    return number || String(this.windows.value(row, 'carrier') ?? '');
  }
}

/** @param {string} name @param {string} className @param {string} [text] */
function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A text that may be cut beside a mark that may not. @param {HTMLElement} text @param {...HTMLElement} marks */
function pair(text, ...marks) {
  text.title = text.textContent ?? '';
  const box = element('div', 'pair');
  box.append(text, ...marks);
  return box;
}

/** @param {string} date @param {string} text @param {string} [more] */
function dated(date, text, more = '') {
  const time = /** @type {HTMLTimeElement} */ (element('time', `date ${more}`, text));
  time.dateTime = date;
  return time;
}

/** @param {number} percent */
function meter(percent) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `meter ${percent > 100 ? 'over' : ''}`);
  svg.setAttribute('viewBox', '0 0 100 5');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  for (const [kind, width] of [['track', 100], ['part', Math.min(100, percent)]]) {
    const bar = document.createElementNS(SVG, 'rect');
    bar.setAttribute('class', String(kind));
    bar.setAttribute('width', String(width));
    bar.setAttribute('height', '5');
    svg.append(bar);
  }
  const pay = element('span', 'pay');
  pay.append(svg, element('span', '', `${percent}%`));
  return pay;
}

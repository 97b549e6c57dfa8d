// Where the words come from that a cell can take.

/** @typedef {import('./types.js').Option} Option */

const LIMIT = 30;

export class Options {
  /** @type {Map<string, Promise<Option[]>>} values in use, asked for once */ #used = new Map();

  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) { this.grid = grid; }

  /** @param {import('./types.js').Column} column @param {string} text @param {import('./types.js').Row | null} row whose customer buys
   * @returns {Promise<Option[]>} */
  async find(column, text, row) {
    if (column.name === 'product') return this.#products(text, row);
    if (column.name === 'customer') return this.#customers(text);
    const all = this.grid.data.lists[column.name] ?? await this.#inUse(column);
    return matching(all, text);
  }

  /** @param {import('./types.js').Column} column */
  #inUse(column) {
    const known = this.#used.get(column.name);
    if (known) return known;
    const asked = read(`/api/v1/ledger/values?limit=200&column=${encodeURIComponent(column.name)}`).then(answer => (answer.values ?? [])
      .filter((/** @type {any} */ one) => one.value !== null && one.value !== '')
      .map((/** @type {any} */ one) => ({ value: String(one.value), label: one.label })));
    this.#used.set(column.name, asked);
    asked.catch(() => this.#used.delete(column.name));
    return asked;
  }

  /** @param {string} text @returns {Promise<Option[]>} */
  async #customers(text) {
    const found = await read(`/api/v1/customers?limit=${LIMIT}&q=${encodeURIComponent(text)}`);
    return (found.rows ?? []).map((/** @type {any} */ one) => (
      { value: one.code, label: one.name, more: [one.code, one.class].filter(Boolean).join(' · ') }));
  }

  /** @param {string} text @param {import('./types.js').Row | null} row @returns {Promise<Option[]>} */
  async #products(text, row) {
    const customer = row ? this.grid.windows.value(row, 'customerId') : null;
    const [found, bought] = await Promise.all([
      read(`/api/v1/products?limit=${LIMIT}&q=${encodeURIComponent(text)}`),
      customer ? this.#bought(Number(customer)) : new Map(),
    ]);
    return (found.rows ?? []).map((/** @type {any} */ one) => {
      const last = bought.get(one.id);
      return {
        value: one.sku ?? one.name, label: one.name, more: [one.sku, one.spec, one.unit].filter(Boolean).join(' · '),
        fills: { spec: one.spec, unit: one.unit, unitPrice: last?.price ?? one.price },
        note: last ? this.grid.cells.say('grid.edit.last-price', last.price, last.last) : one.price !== undefined ? `¥ ${one.price}` : '',
      };
    });
  }

  /** @param {number} customer @returns {Promise<Map<number, { price: number, last: string }>>} */
  async #bought(customer) {
    const rows = await read(`/api/v1/customers/${customer}/products`);
    return new Map((Array.isArray(rows) ? rows : []).filter(one => one.id && one.price !== undefined).map(one => [one.id, one]));
  }
}

/** Those whose words hold the text, those that begin with it first. @param {Option[]} all @param {string} text */
export function matching(all, text) {
  const key = text.trim().toLowerCase();
  if (!key) return all;
  const rank = (/** @type {Option} */ one) => {
    const words = [one.label.toLowerCase(), ...(one.keys ?? '').toLowerCase().split(' ')];
    return words.some(word => word.startsWith(key)) ? 0 : words.some(word => word.includes(key)) ? 1 : 2;
  };
  return all.filter(one => rank(one) < 2).sort((a, b) => rank(a) - rank(b));
}

/** @param {string} address @returns {Promise<any>} */
async function read(address) {
  const answer = await fetch(address, { headers: { accept: 'application/json' } });
  return answer.ok ? answer.json() : {};
}

// What the palette lists: the commands of the page that match, and what the server found.

const LIMIT = 6;
const DETAILS = /** @type {const} */ (['customer', 'product']);

/** Commands that match every word; the others are hidden. @param {HTMLElement} list @param {string} query @returns {HTMLElement[]} */
export function commands(list, query) {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return [...list.querySelectorAll('[data-search]')].map(option => /** @type {HTMLElement} */ (option)).filter(option => {
    option.hidden = !words.every(word => (option.dataset.search ?? '').includes(word));
    return !option.hidden;
  });
}

/** @typedef {{ orders: { columns: string[], rows: any[][] }, customers: { id: number, code: string, name: string, region?: string }[],
 *   products?: { id: number, sku: string, name: string, spec?: string, unit?: string }[] }} Found */

/** @param {string} query @param {AbortSignal} signal @returns {Promise<Found | null | undefined>} null: it failed; undefined: overtaken */
export async function find(query, signal) {
  try {
    const answer = await fetch(`/api/v1/search?limit=${LIMIT}&q=${encodeURIComponent(query)}`, { signal });
    return answer.ok ? await answer.json() : null;
  } catch (fault) {
    return /** @type {Error} */ (fault).name === 'AbortError' ? undefined : null;
  }
}

/** @param {HTMLElement} list @param {Found} found @param {string} query @param {any} texts @returns {number} how many */
export function draw(list, found, query, texts) {
  for (const old of list.querySelectorAll('[data-found]')) old.remove();
  /** @type {HTMLElement[]} */ const items = [];
  const rows = found.orders.rows.map(row => Object.fromEntries(found.orders.columns.map((name, at) => [name, row[at]])));
  add(items, texts.orders, 'order', rows, row => order(row, query, texts));
  if (rows.length === LIMIT) items.push(option(`/?q=${encodeURIComponent(query)}`, 'search', texts.all.replace('{0}', query), [], `order-all`));
  add(items, texts.customers, 'customer', found.customers, hit => option(`/customers/${hit.id}`, 'users', hit.name, [hit.code, hit.region], `customer-${hit.id}`));
  add(items, texts.products, 'product', found.products ?? [], hit => option(`/products/${hit.id}`, 'package', hit.name, [hit.spec, hit.sku], `product-${hit.id}`));
  const own = list.querySelector('[data-search]:not([hidden])');
  if (own && items.length > 0) items.push(head(texts.commands));
  list.prepend(...items);
  return rows.length + found.customers.length + (found.products?.length ?? 0);
}

/** @template T @param {HTMLElement[]} items @param {string} title @param {string} kind @param {T[]} hits @param {(hit: T) => HTMLElement} write */
function add(items, title, kind, hits, write) {
  if (hits.length === 0) return;
  items.push(head(title));
  items.push(...hits.map(write));
}

/** @param {string} text */
function head(text) {
  const line = document.createElement('li');
  line.setAttribute('role', 'presentation');
  line.dataset.found = '';
  line.className = 'palette-head';
  line.textContent = text;
  return line;
}

/** @param {Record<string, any>} row @param {string} query @param {any} texts */
function order(row, query, texts) {
  const [word, hue] = texts.status[row.status] ?? [row.status, ''];
  const item = option(`/orders/${row.id}`, 'file-text', row.number ?? `#${row.id}`, DETAILS.map(name => row[name]), `order-${row.id}`);
  item.querySelector('.name')?.classList.add('no');
  const link = /** @type {HTMLElement} */ (item.querySelector('a'));
  const tracking = String(row.trackingNumber ?? '');
  if (tracking && query.split(/\s+/).some(part => part.length > 2 && tracking.toLowerCase().includes(part.toLowerCase()))) link.append(span('mono sub', tracking));
  if (row.dueDate) link.append(span('sub num', String(row.dueDate).slice(5)));
  link.append(span(`st ${hue}`, word));
  return item;
}

/** @param {string} href @param {string} icon @param {string} name @param {(string | null | undefined)[]} details @param {string} id */
function option(href, icon, name, details, id) {
  const item = document.createElement('li');
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  item.id = `palette-${id}`;
  item.dataset.found = '';
  const link = document.createElement('a');
  link.href = href;
  link.tabIndex = -1;
  link.append(picture(icon), span('name', name), span('sub detail', details.filter(Boolean).join(' · ')));
  item.append(link);
  return item;
}

/** @param {string} kind @param {string} text */
function span(kind, text) {
  const part = document.createElement('span');
  part.className = kind;
  part.textContent = text;
  return part;
}

/** The same pictures as the commands have. @param {string} name */
function picture(name) {
  const known = document.querySelector('#palette svg.icon use')?.getAttribute('href')?.split('#')[0] ?? 'icons.svg';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${known}#${name}`);
  svg.append(use);
  return svg;
}

// The shapes that the modules of the grid share.

/** @typedef {{ name: string, label: string }} Word */

/**
 * @typedef {object} Column One column of the ledger that this reader may see.
 * @property {string} name English name, stable
 * @property {string} label in the reader's language
 * @property {'text'|'number'|'money'|'quantity'|'price'|'percent'|'date'|'instant'|'word'|'yesNo'} kind
 * @property {Word[]} [words]
 * @property {boolean} summed
 * @property {boolean} [editable]
 * @property {'text'|'number'|'date'|'percent'|'list'|'product'|'status'} [editor]
 */

/** @typedef {{ value: string, label: string, keys?: string, note?: string, more?: string }} Option keys: how else it is found */

/** @typedef {(string | number | boolean | null)[]} Row Values in the order of the window's columns. */

/** @typedef {{ columns: string[], rows: Row[], count: number, totals?: Record<string, number>, seq: number }} Page */

/** @typedef {{ q: string | null, filter: string, sort: string, rows?: string }} Query */

/**
 * @typedef {object} GridData What the page hands over.
 * @property {string} user @property {string} view @property {string} today @property {string} zone
 * @property {number} offset of the first row of page @property {string | null} free the typed filter
 * @property {Query} query @property {Page} page @property {Column[]} columns
 * @property {string[]} shown @property {string[]} need @property {Record<string, string>} texts
 * @property {Record<string, Option[]>} lists @property {boolean} undoes @property {string[]} events
 */

/** @typedef {{ r1: number, c1: number, r2: number, c2: number }} Range Rows of the result and columns as shown, both ends in. */

export {};

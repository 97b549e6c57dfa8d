// The shapes that the modules of the grid share.

/** @typedef {{ name: string, label: string }} Word */

/**
 * @typedef {object} Column One column of the ledger that this reader may see.
 * @property {string} name English name, stable
 * @property {string} label in the reader's language
 * @property {'text'|'number'|'money'|'quantity'|'price'|'percent'|'date'|'instant'|'word'|'yesNo'} kind
 * @property {Word[]} [words]
 * @property {boolean} summed @property {string} [term] as a filter in Chinese names it, where that is not the label
 * @property {boolean} [editable] @property {number} [width] pixels that its usual values need
 * @property {'text'|'number'|'date'|'percent'|'list'|'customer'|'product'|'status'} [editor]
 */

/** @typedef {{ value: string, label: string, keys?: string, note?: string, more?: string, fills?: Record<string, any> }} Option keys: how else it is found;
 * fills: what a new line takes from it */

/** @typedef {(string | number | boolean | null)[] & { mark?: number, node?: import('./groups.js').Node, draft?: import('./line-rows.js').Draft }} Row
 * Values in the order of the window's columns; which rule gives it a colour; of a group what it stands for; of a line that is not
 * written yet what was typed. */

/** @typedef {{ columns: string[], rows: Row[], count: number, totals?: Record<string, number>, marks?: number[], seq: number }} Page */

/** @typedef {{ q: string | null, filter: string, sort: string, order: string }} Query Its order begins with the groups. */

/** @typedef {{ kind: 'all' | 'any' | 'not' | 'is', parts?: Tree[], column?: string, sign?: string, values?: string[] }} Tree A filter. */

/** @typedef {{ filter: string, colour: string, edge: boolean }} Rule Which rows have a colour. */

/** @typedef {{ columns?: { name: string, width?: number, hidden?: boolean }[], frozen?: number, density?: 'compact' | 'comfortable',
 *   rules?: Rule[] }} Arrangement As the server keeps it. */

/**
 * @typedef {object} Group One group of rows.
 * @property {(string | number | boolean | null)[]} keys @property {string[]} labels @property {number} level from 0
 * @property {number} count rows @property {Record<string, number>} totals @property {number} rowOffset
 */

/** @typedef {{ groups: Group[], count: number, rowCount: number, totals: Record<string, number> }} GroupPage */

/**
 * @typedef {object} GridData What the page hands over.
 * @property {string} user @property {string} view @property {string} today @property {string} zone
 * @property {number} offset of the first row of page @property {string | null} free the typed filter
 * @property {boolean} kept a view that somebody keeps @property {'orders' | 'lines'} rows @property {string | null} group
 * @property {{ column: string | null, text: string }[]} fixed what narrows the rows beside it @property {Tree | null} tree of free
 * @property {Arrangement | null} layout @property {Rule[]} rules @property {Rule[]} usual @property {GroupPage} [groups] the first ones
 * @property {Query} query @property {Page} page @property {Column[]} columns
 * @property {string[]} shown @property {string[]} need @property {Record<string, string>} texts
 * @property {Record<string, Option[]>} lists @property {boolean} undoes @property {string[]} events
 * @property {OneOrder} [one] the lines of one order, inside its page, and room for new ones
 */

/** @typedef {{ id: number, customerId: number, label: string, seldom: string[] }} OneOrder seldom: columns that are shown where they
 * are not empty, and where the reader asked for them */

/** @typedef {{ r1: number, c1: number, r2: number, c2: number }} Range Rows of the result and columns as shown, both ends in. */

export {};

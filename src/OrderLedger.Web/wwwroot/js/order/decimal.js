// Money, quantities and prices without floating point: a BigInt of the smallest unit, rounded half away from zero, as the server does.

const QUANTITY = 6;
const PRICE = 8;
const CENTS = 2;
const FULL = 10000n;

/** 1,200 · ¥1200 · １２００ · 1.2万 as a BigInt of so many decimals; null when it is no number.
 * @param {string | undefined} text @param {number} decimals */
function read(text, decimals) {
  const half = (text ?? '').replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[¥￥,\s元%]/g, '');
  const match = /^(-?)(\d{0,15})(?:\.(\d{0,20}))?(万?)$/.exec(half);
  if (!match || !(match[2] || match[3])) return null;
  const fraction = match[3] ?? '';
  const digits = BigInt((match[2] || '0') + fraction) * (match[4] ? FULL : 1n);
  const value = scaled(digits, decimals - fraction.length);
  return match[1] ? -value : value;
}

/** @param {bigint} digits @param {number} places */
const scaled = (digits, places) => places >= 0 ? digits * 10n ** BigInt(places) : divided(digits, 10n ** BigInt(-places));

/** Half away from zero. @param {bigint} a @param {bigint} b above zero */
function divided(a, b) {
  const [size, sign] = a < 0n ? [-a, -1n] : [a, 1n];
  return sign * ((size * 2n + b) / (b * 2n));
}

/** @param {bigint} value @param {number} decimals @param {number} [least] decimals shown at least */
function write(value, decimals, least = 0) {
  const text = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  const [whole, fraction] = [text.slice(0, -decimals), text.slice(-decimals).replace(/0+$/, '').padEnd(least, '0')];
  return (value < 0n ? '-' : '') + whole + (fraction && `.${fraction}`);
}

/** @param {string | undefined} text */
export const cents = text => read(text, CENTS);
/** 3500n → 35.00. @param {bigint} value */
export const money = value => write(value, CENTS, CENTS);
/** @param {string | undefined} text */
export const isNumber = text => read(text, PRICE) !== null;

/** 35.00 → ¥ 35.00, in groups of three. @param {bigint} value */
export const shown = value => `¥ ${money(value).replace(/\B(?=(\d{3})+\.)/g, ',')}`;

/** What of the price is left after the discount, in ten-thousandths. @param {string | undefined} off percent */
function share(off) {
  const basis = read(off, 2) ?? 0n;
  return basis >= 0n && basis < FULL ? FULL - basis : null;
}

/** quantity × price × (1 − discount) in cents; null while something is missing.
 * @param {string | undefined} quantity @param {string | undefined} price @param {string | undefined} off */
export function amountOf(quantity, price, off) {
  const [count, each, left] = [read(quantity, QUANTITY), read(price, PRICE), share(off)];
  return count === null || each === null || left === null ? null : divided(count * each * left, 10n ** 12n * FULL);
}

/** The price behind an amount, as text; null while something is missing.
 * @param {bigint} amount in cents @param {string | undefined} quantity @param {string | undefined} off */
export function priceOf(amount, quantity, off) {
  const [count, left] = [read(quantity, QUANTITY), share(off)];
  if (!count || count < 0n || left === null) return null;
  return write(divided(amount * 10n ** 12n * FULL, count * left), PRICE, 2);
}

/** Spreads a total over amounts, rounded cumulatively, so that the parts sum to it. @param {bigint} total @param {bigint[]} amounts
 * @returns {bigint[] | null} null when there is nothing to go by */
export function spread(total, amounts) {
  const whole = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (whole <= 0n || total < 0n) return null;
  let [upTo, given] = [0n, 0n];
  return amounts.map(amount => {
    upTo += amount;
    const due = divided(total * upTo, whole);
    const part = due - given;
    given = due;
    return part;
  });
}

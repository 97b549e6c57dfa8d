// Days to pick from as Excel shows them: years, in them months, in them days, each with how often it stands in the rows.

/** @typedef {import('./values.js').Value} Value */
/** @typedef {{ key: string, label: string, level: number, count: number, days: Value[], parts: Branch[] }} Branch A year, a month or
 * a day; its key is what a filter calls it. */

/** Whether a column is picked from by year, month and day. @param {import('./types.js').Column} column */
export const isOfDays = column => column.kind === 'date' || column.kind === 'instant';

/** @param {Value[]} values in the order of days; what is empty belongs to no year @returns {Branch[]} the newest year first */
export function branches(values) {
  const lang = document.documentElement.lang || 'zh-CN';
  const part = (/** @type {Intl.DateTimeFormatOptions} */ how) => new Intl.DateTimeFormat(lang, { ...how, timeZone: 'UTC' });
  const [year, month, date, weekday] = [part({ year: 'numeric' }), part({ month: lang.startsWith('zh') ? 'numeric' : 'long' }),
    part({ day: 'numeric' }), part({ weekday: 'short' })];
  const names = [(/** @type {Date} */ at) => year.format(at), (/** @type {Date} */ at) => month.format(at),
    (/** @type {Date} */ at) => `${date.format(at)} ${weekday.format(at)}`];
  /** @type {Branch[]} */ const years = [];
  for (const value of values) {
    const day = String(value.value);
    const at = new Date(`${day}T00:00:00Z`);
    if (value.value === null || Number.isNaN(at.getTime())) continue;
    let among = years;
    [4, 7, 10].forEach((length, level) => {
      const key = day.slice(0, length);
      let branch = among.find(one => one.key === key);
      if (!branch) {
        branch = { key, level, label: names[level](at), count: 0, days: [], parts: [] };
        among.push(branch);
      }
      branch.count += value.count;
      branch.days.push(value);
      among = branch.parts;
    });
  }
  return years.sort((a, b) => a.key < b.key ? 1 : -1);
}

/** What names these days in a filter: a year or a month where all its days are picked, single days else.
 * @param {Value[]} picked @param {Value[]} every all there are @returns {string[]} */
export function namesOf(picked, every) {
  const days = new Set(picked.map(value => String(value.value)));
  const isPicked = (/** @type {Value} */ value) => days.has(String(value.value));
  /** @type {string[]} */ const names = [];
  const walk = (/** @type {Branch} */ branch) => {
    const isWhole = branch.days.every(isPicked);
    if (isWhole) names.push(branch.key); else if (branch.days.some(isPicked)) branch.parts.forEach(walk);
  };
  branches(every).reverse().forEach(walk);
  // Days that no row has any more were picked too.
  for (const value of every) days.delete(String(value.value));
  return [...names, ...days];
}

/** What a filter may call this day by: itself, its month and its year; nothing is called nothing. @param {string} day */
export const namesFor = day => day === '' ? [''] : [day, day.slice(0, 7), day.slice(0, 4)];

/** @param {string} name in a filter */
export const isNameOfDay = name => /^(\d{4}(-\d\d){0,2})?$/.test(name);

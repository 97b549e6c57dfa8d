// The bar above the rows: the menu of the filter opens its builder, with rows below it or without.

/** @type {WeakSet<Element>} an enhanced navigation keeps elements */ const bound = new WeakSet();
/** @type {import('./types.js').GridData | null} what the page says now */ let latest = null;

/** @param {import('./types.js').GridData} data */
export function bindBar(data) {
  latest = data;
  const summary = document.querySelector('.bar [data-menu="filter"] > summary');
  if (!summary) return;
  summary.setAttribute('aria-haspopup', 'dialog');
  if (bound.has(summary)) return;
  bound.add(summary);
  summary.addEventListener('click', async event => {
    event.preventDefault();
    const { openBuilder } = await import('./builder.js');
    if (latest) openBuilder(latest);
  });
}

// Draws every figure[data-chart] with the colours of the page. Without this file the figure shows its table.

/**
 * @typedef {object} ChartSeries
 * @property {string} name
 * @property {(number | null)[]} values  money in whole currency units, shares as 0–100
 * @property {'bar' | 'line'} [type]
 * @property {boolean} [second]  measured on the right axis
 * @property {boolean} [forecast]  drawn as an outline
 * @property {string} [tone]  name of a design token without dashes, for example s-shipped-d
 *
 * @typedef {object} ChartModel
 * @property {'columns' | 'stacked' | 'bars' | 'lines' | 'pie'} kind
 * @property {'money' | 'count' | 'percent'} format
 * @property {'money' | 'count' | 'percent'} [secondFormat]
 * @property {string[]} categories
 * @property {ChartSeries[]} series
 * @property {(string | null)[]} [links]  where a click on a category leads
 * @property {(string | null)[]} [tones]  a token per category (pie, bars)
 */

/** @type {Map<HTMLElement, any>} */
const drawn = new Map();
const chinese = () => document.documentElement.lang.startsWith('zh');

/** @param {string} name */
const token = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** 12345678 → 1,234.6万 or 12.3M. @param {number} value */
function short(value) {
  const steps = chinese() ? [[1e8, '亿'], [1e4, '万']] : [[1e9, 'B'], [1e6, 'M'], [1e3, 'K']];
  for (const [size, unit] of /** @type {[number, string][]} */ (steps)) {
    if (Math.abs(value) >= size) return `${trim(value / size)}${unit}`;
  }
  return trim(value);
}
/** @param {number} value */
const trim = value => value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 });

/** @param {number | null | undefined} value @param {string} format @param {boolean} full */
function show(value, format, full) {
  if (value === null || value === undefined) return '–';
  if (format === 'percent') return `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })}%`;
  if (!full) return short(value);
  const digits = format === 'money' ? 2 : 0;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) });
}

const palette = ['brand', 's-toship-d', 's-received-d', 's-production-d', 's-shipped-d', 's-hold-d', 's-paid-d', 's-draft-d'];

/** @param {ChartModel} model */
function optionOf(model) {
  const ink = token('ink-2');
  const faint = token('line');
  const sideways = model.kind === 'bars';
  const tone = (/** @type {number} */ index) => token(model.series[index]?.tone ?? palette[index % palette.length]);
  const formatOf = (/** @type {ChartSeries | undefined} */ s) => s?.second ? model.secondFormat ?? model.format : model.format;
  const shared = {
    textStyle: { fontFamily: token('font'), color: ink },
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 350,
    aria: { enabled: true },
    tooltip: {
      trigger: model.kind === 'pie' ? 'item' : 'axis', confine: true, backgroundColor: token('paper'), borderColor: faint,
      padding: [8, 12], textStyle: { color: token('ink'), fontSize: 12 }, axisPointer: { type: sideways || model.kind !== 'lines' ? 'shadow' : 'line' },
    },
  };
  if (model.kind === 'pie') {
    const whole = model.series[0].values.reduce((/** @type {number} */ sum, value) => sum + (value ?? 0), 0);
    const part = (/** @type {string} */ name) =>
      whole ? trim((model.series[0].values[model.categories.indexOf(name)] ?? 0) / whole * 100) : 0;
    return { ...shared,
      tooltip: { ...shared.tooltip, valueFormatter: (/** @type {number} */ v) => show(v, model.format, true) },
      legend: { orient: 'vertical', left: '62%', top: 'middle', formatter: (/** @type {string} */ name) => `${name}  ${part(name)}%`, itemWidth: 10, itemHeight: 10, icon: 'circle', textStyle: { color: ink } },
      series: [{ type: 'pie', radius: ['52%', '78%'], center: ['34%', '50%'], label: { show: false },
        itemStyle: { borderColor: token('paper'), borderWidth: 2, borderRadius: 4 },
        data: model.categories.map((name, i) => ({ name, value: model.series[0].values[i],
          itemStyle: { color: token(model.tones?.[i] ?? palette[i % palette.length]) } })) }] };
  }
  const names = { type: 'category', data: model.categories, inverse: sideways, axisTick: { show: false },
    axisLine: { show: !sideways, lineStyle: { color: token('line-2') } }, axisLabel: { color: ink, fontSize: 12 } };
  const figures = (/** @type {string} */ format, /** @type {boolean} */ rules) => ({ type: 'value', splitNumber: 4,
    axisLabel: { color: token('ink-3'), fontSize: 11, formatter: (/** @type {number} */ v) => show(v, format, false) },
    splitLine: { show: rules, lineStyle: { color: faint } } });
  const second = model.series.some(s => s.second);
  const values = second ? [figures(model.format, true), figures(model.secondFormat ?? model.format, false)] : figures(model.format, true);
  return { ...shared,
    tooltip: { ...shared.tooltip, formatter: (/** @type {any[]} */ points) => tooltip(points, i => formatOf(model.series[i])) },
    legend: model.series.length > 1
      ? { top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: 'roundRect', textStyle: { color: ink, fontSize: 12 } } : undefined,
    grid: { left: 4, right: second ? 4 : 12, top: model.series.length > 1 ? 36 : 12, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: sideways ? values : names,
    yAxis: sideways ? names : values,
    series: model.series.map((s, index) => {
      const type = s.type ?? (model.kind === 'lines' ? 'line' : 'bar');
      const color = tone(index);
      const round = model.kind === 'stacked' ? 0 : sideways ? [0, 4, 4, 0] : [4, 4, 0, 0];
      return { name: s.name, type, yAxisIndex: !sideways && s.second ? 1 : 0, stack: model.kind === 'stacked' && type === 'bar' ? 'all' : undefined,
        barMaxWidth: sideways ? 18 : 34, barGap: model.series.some(each => each.forecast) ? '-100%' : '15%', smooth: .2, symbolSize: 6, showSymbol: model.categories.length <= 24, lineStyle: { width: 2 }, color,
        itemStyle: s.forecast ? { color: token('brand-wash'), borderColor: color, borderType: 'dashed', borderRadius: round } : { borderRadius: round },
        data: s.values.map((value, i) => type === 'bar' && model.tones?.[i] ? { value, itemStyle: { color: token(model.tones[i] ?? '') } } : value) };
    }) };
}

/** Built with text nodes, never with markup from data. @param {any[]} points @param {(i: number) => string} formatOf */
function tooltip(points, formatOf) {
  const box = document.createElement('div');
  const head = box.appendChild(document.createElement('b'));
  head.textContent = String(points[0]?.axisValueLabel ?? points[0]?.name ?? '');
  for (const point of points) {
    if (point.value === null || point.value === undefined) continue;
    const line = box.appendChild(document.createElement('div'));
    line.textContent = `${point.seriesName}  ${show(point.value, formatOf(point.seriesIndex), true)}`;
  }
  return box;
}

/** @type {Promise<any> | null} */
let library = null;
/** @param {string} address */
function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => resolve(/** @type {any} */ (window).echarts);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

const sizes = new ResizeObserver(entries => {
  for (const entry of entries) drawn.get(/** @type {HTMLElement} */ (entry.target.parentElement))?.resize();
});

/** @param {HTMLElement} figure */
async function draw(figure) {
  const plot = /** @type {HTMLElement | null} */ (figure.querySelector('.plot'));
  if (!plot || !figure.dataset.chart || !figure.dataset.library) return;
  const echarts = await load(figure.dataset.library);
  const model = /** @type {ChartModel} */ (JSON.parse(figure.dataset.chart));
  figure.setAttribute('data-drawn', '');
  drawn.get(figure)?.dispose();
  const chart = echarts.init(plot, null, { renderer: 'svg' });
  chart.setOption(optionOf(model));
  chart.on('click', (/** @type {any} */ point) => {
    const link = model.links?.[point.dataIndex];
    if (link) location.assign(link);
  });
  if (model.links?.some(Boolean)) figure.setAttribute('data-links', '');
  drawn.set(figure, chart);
  sizes.observe(plot);
}

function drawAll() {
  for (const [figure, chart] of drawn) {
    if (!figure.isConnected || !figure.querySelector('.plot svg')) { chart.dispose(); drawn.delete(figure); }
  }
  for (const figure of document.querySelectorAll('figure[data-chart]')) void draw(/** @type {HTMLElement} */ (figure));
}

document.addEventListener('themechange', drawAll);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', drawAll);
drawAll();

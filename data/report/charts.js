// Charts as SVG: drawn from figures, readable without colour, and said in words for those who do not see them.
import {h} from './dom.js';
import {grouped, metres, say, valueWords} from './words.js';

const svg = (width, height, title, description, ...children) =>
  h('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}. ${description}`, class: 'chart'}, ...children);

const text = (x, y, words, properties = {}) => h('text', {x, y, ...properties}, words);

/// A round number of at most `value`: 1, 2 or 5 times a power of ten.
function roundBelow(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [5, 2, 1]) if (step * power <= value) return step * power;
  return power;
}

/// Cumulated shares of amounts by distance: [[metres, share], …] at `steps` places up to `end`.
export function curveOf(distance, amount, end, steps = 120) {
  const bins = new Float64Array(steps + 1);
  let whole = 0;
  for (let i = 0; i < distance.length; ++i) {
    whole += amount[i];
    const bin = Math.ceil((distance[i] / end) * steps);
    if (bin <= steps) bins[Math.max(bin, 0)] += amount[i];
  }
  const points = [];
  let sum = 0;
  for (let i = 0; i <= steps; ++i) {
    sum += bins[i];
    points.push([(i / steps) * end, whole > 0 ? sum / whole : 0]);
  }
  return points;
}

/// Share served against distance, with the limit and the target; `after` where something was changed.
export function distanceChart(before, after, limit, target, shown = []) {
  const width = 420, height = 230, left = 44, right = 22, top = 14, bottom = 34;
  const end = before[before.length - 1][0];
  const x = (value) => left + (value / end) * (width - left - right);
  const y = (share) => height - bottom - share * (height - top - bottom);
  const path = (points) => points.map(([d, share], i) => `${i ? 'L' : 'M'}${x(d).toFixed(1)} ${y(share).toFixed(1)}`).join('');
  const step = roundBelow(end / 3);
  const parts = [];
  for (let share = 0; share <= 1.001; share += 0.25)
    parts.push(h('line', {x1: left, x2: width - right, y1: y(share), y2: y(share), class: 'grid'}),
      text(left - 6, y(share) + 4, Math.round(share * 100) + ' %', {class: 'tick end'}));
  for (let d = 0; d <= end + 1e-9; d += step) parts.push(text(x(d), height - bottom + 16, grouped(d), {class: 'tick middle'}));
  parts.push(text(width - right, height - 4, say('distance') + ' (m)', {class: 'tick end'}));
  if (target !== null) parts.push(h('line', {x1: left, x2: width - right, y1: y(target), y2: y(target), class: 'target'}));
  parts.push(h('line', {x1: x(limit), x2: x(limit), y1: top, y2: height - bottom, class: 'limit'}),
    text(x(limit) + 5, height - bottom - 8, `${say('limit')} ${metres(limit)}`, {class: 'note'}));
  parts.push(h('path', {d: path(before), class: after ? 'curve before' : 'curve'}));
  if (after) parts.push(h('path', {d: path(after), class: 'curve after'}));
  const at = (points) => points.reduce((best, p) => (p[0] <= limit + 1e-9 ? p : best), points[0])[1];
  const words = `${metres(limit)}: ${valueWords(at(before), 'share')}` + (after ? ` → ${valueWords(at(after), 'share')}` : '');
  return svg(width, height, say('curveTitle'), words, ...parts);
}

export const mostBars = 24;

/// A bar a unit, the lowest first; a mark where a trial takes it.
export function unitBars(rows, unit, target) {
  const shown = rows.filter((row) => row.value !== null).sort((a, b) => a.value - b.value || (a.code < b.code ? -1 : 1)).slice(0, mostBars);
  const line = 19, left = 118, right = 80, width = 420, top = 6;
  const height = top + shown.length * line + 8;
  const bound = target.max ?? target.min ?? 0;
  const longest = Math.max(bound, ...shown.map((row) => Math.max(row.value, row.after ?? 0)), 1e-12);
  const x = (value) => left + (Math.max(value, 0) / longest) * (width - left - right);
  const parts = [], figures = [];
  shown.forEach((row, i) => {
    const y = top + i * line;
    parts.push(text(left - 8, y + 13, shortened(row.name), {class: 'label end'}),
      h('rect', {x: left, y: y + 3, width: Math.max(x(row.value) - left, 0.5), height: 12, class: `bar ${row.verdict || 'none'}`}));
    figures.push(text(x(Math.max(row.value, row.after ?? 0)) + 6, y + 13, valueWords(row.after ?? row.value, unit, false), {class: 'tick'}));
    if (row.after !== undefined && row.after !== null && row.after !== row.value)
      parts.push(h('rect', {x: Math.min(x(row.value), x(row.after)), y: y + 7, width: Math.abs(x(row.after) - x(row.value)), height: 4, class: 'change'}));
  });
  for (const value of [target.min, target.max])
    if (value !== null && value !== undefined)
      parts.push(h('line', {x1: x(value), x2: x(value), y1: top - 4, y2: height - 4, class: 'target'}));
  const words = shown.map((row) => `${row.name} ${valueWords(row.after ?? row.value, unit)}`).join('; ');
  // Figures stand over the target's line, with a rim of paper around them.
  return svg(width, height, say('barsTitle'), words, ...parts, ...figures);
}

const shortened = (words) => {
  let width = 0, cut = '';
  for (const letter of words) {
    width += letter.charCodeAt(0) > 255 ? 2 : 1;
    if (width > 16) return cut + '…';
    cut += letter;
  }
  return cut;
};

/// Amounts by how far beyond the limit they are: [[from, to or null, amount before, amount after or null], …].
export function shortfallChart(bins, unit) {
  const width = 420, line = 26, left = 118, right = 96, top = 6;
  const height = top + bins.length * line + 6;
  const longest = Math.max(...bins.map((bin) => Math.max(bin[2], bin[3] ?? 0)), 1e-12);
  const x = (value) => left + (value / longest) * (width - left - right);
  const name = ([from, to]) => (to === null ? `> ${metres(from)}` : `${grouped(from)}–${metres(to)}`);
  const parts = [];
  bins.forEach((bin, i) => {
    const y = top + i * line;
    parts.push(text(left - 8, y + 15, name(bin), {class: 'label end'}),
      h('rect', {x: left, y: y + 4, width: Math.max(x(bin[2]) - left, 0.5), height: 15, class: bin[3] === null ? 'gap' : 'gap before'}));
    if (bin[3] !== null) parts.push(h('rect', {x: left, y: y + 8, width: Math.max(x(bin[3]) - left, 0.5), height: 7, class: 'gap after'}));
    parts.push(text(x(Math.max(bin[2], bin[3] ?? 0)) + 6, y + 16, valueWords(bin[3] ?? bin[2], unit), {class: 'tick'}));
  });
  return svg(width, height, say('shortfallTitle'), bins.map((bin) => `${name(bin)}: ${valueWords(bin[3] ?? bin[2], unit)}`).join('; '), ...parts);
}

/// Bins of half a limit beyond it.
export function shortfallBins(distance, amount, limitOf, isServed, step) {
  const bins = [0, 1, 2, 3].map((i) => [i * step, (i + 1) * step, 0]).concat([[4 * step, null, 0]]);
  for (let i = 0; i < distance.length; ++i) {
    if (isServed(i) || !(amount[i] > 0)) continue;
    const beyond = distance[i] - limitOf(i);
    bins[Math.min(4, Math.max(0, Math.ceil(beyond / step) - 1))][2] += amount[i];
  }
  return bins;
}

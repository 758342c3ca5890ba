// Units shaded by their value instead of their verdict: where every unit is unmet, this still tells the worse from
// the better. Worse is darker, as on all maps.
import {tinted} from './styles.js';

const depth = 0.75;

/// Classes of equal width over the units' values: {styles, classOf(code), ranges: [[from, to], …] as the styles go}; null
/// where fewer than two values differ. `rows`: the scores of one standard and partition, all classes together.
export function shadingOf(rows, colours) {
  const values = new Map(rows.filter((row) => row.value !== null && !['*', '-', '?'].includes(row.code)).map((row) => [row.code, row.value]));
  let low = Infinity, high = -Infinity;
  for (const value of values.values()) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return null;
  const count = colours.length, step = (high - low) / count;
  // Below a least value is worse; above a largest one, or without a target, more is darker.
  const isLowWorse = rows.some((row) => row.min !== null);
  const classOf = (value) => {
    const place = Math.min(count - 1, Math.floor((value - low) / step));
    return isLowWorse ? count - 1 - place : place;
  };
  const ranges = colours.map((_, i) => {
    const place = isLowWorse ? count - 1 - i : i;
    return [low + place * step, place === count - 1 ? high : low + (place + 1) * step];
  });
  return {ranges, colours, classOf: (code) => (values.has(code) ? classOf(values.get(code)) : count),
    styles: [...colours.map((colour) => ({fill: tinted(colour, depth)})), {fill: 'rgba(255,255,255,0)'}]};
}

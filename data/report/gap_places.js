// The gaps as the map paints them and as a click reads them: those that the result names, or those of a trial.
import {column, geometry, running, shapeOf} from './data.js';
import {Drawing} from './drawing.js';

const worstRanks = 10;
const sizes = 5;

/// Gaps of one standard: `places` is {shape, count, amount, distance, code, className, source, …}, each a function of
/// the row; null where there are none.
export function resultGaps(packed) {
  if (!packed || !packed.geometry.count) return null;
  const unit = packed.unit && column(packed.unit), className = packed.class && column(packed.class);
  let sources = null;
  return {
    shape: geometry(packed.geometry), isCells: Boolean(packed.cells),
    amount: (row) => packed.amount[row] ?? 0, distance: (row) => packed.distance?.[row] ?? null,
    code: (row) => (unit ? unit(row) : ''), className: (row) => (className ? className(row) : ''),
    source: (row) => (packed.feature ? (sources ??= running(packed.feature))[row] : null),
  };
}

/// What a trial leaves unserved.
export function trialGaps(count, partition) {
  const {demand} = count;
  const unit = demand.unit[partition] || (() => '');
  if (count.isLine) {
    const pieces = count.uncovered();
    const lengths = pieces.map(([path]) => path.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - path[i][0], p[1] - path[i][1]), 0));
    return {shape: shapeOf('line', pieces.map(([path]) => path)), amount: (row) => lengths[row], distance: () => null,
      code: (row) => unit(pieces[row][1]), className: (row) => demand.className(pieces[row][1]), source: () => null};
  }
  const rows = [];
  for (let i = 0; i < demand.count; ++i) if (count.limit[i] >= 0 && count.served[i] < demand.amount[i]) rows.push(i);
  return {shape: demand.shape, rows, amount: (row) => demand.amount[row], distance: (row) => (isFinite(count.distance[row]) ? count.distance[row] : null),
    code: unit, className: demand.className, source: () => null};
}

/// The gaps as a drawing: the worst are painted last, and before all others what lies outside all units.
export function gapDrawing(places, styles) {
  const rows = places.rows ?? Array.from({length: places.shape.count}, (_, i) => i);
  const size = Float64Array.from({length: places.shape.count}, (_, row) => Math.abs(places.amount(row)));
  const isOutside = (row) => places.code(row) === '-';
  rows.sort((a, b) => isOutside(b) - isOutside(a) || size[a] - size[b] || b - a);
  const most = rows.reduce((sum, row) => Math.max(sum, size[row]), 1e-9);
  const isWorst = new Uint8Array(places.shape.count);
  const hasWorst = !places.isCells && rows.length > 3 * worstRanks;
  if (hasWorst) for (const row of rows.slice(-worstRanks)) isWorst[row] = 1;
  const step = (row) => Math.min(sizes - 1, Math.floor(Math.sqrt(size[row] / most) * sizes));
  const kind = places.shape.shape;
  const [own, styleOf] = places.isCells ? [styles.gapCells, step]
    : kind === 'point' ? [styles.gapPoints, (row) => step(row) + sizes * isWorst[row]]
      : [kind === 'line' ? styles.gapLines : styles.gapAreas, (row) => isWorst[row]];
  return new Drawing(places.shape, rows, own, styleOf, {places, hasWorst});
}

// Counts a straight reach standard again for changed facilities: the twin of gapmap's own measure. A test holds the
// two equal to one part in a million.
import {column, geometry} from './data.js';
import {Nearest} from './nearest.js';

const onLimit = 1e-6;      // metres: limits are inclusive
const lineError = 1e-9;    // relative, of covered lengths

/// The demand of one or more standards, unpacked once.
export class Demand {
  constructor(packed) {
    this.shape = geometry(packed.geometry);
    this.amount = Float64Array.from(packed.amount, (value) => value ?? 0);
    this.className = column(packed.class);
    this.unit = Object.fromEntries(Object.entries(packed.unit).map(([role, codes]) => [role, column(codes)]));
    this.count = this.shape.count;
  }
}

/// Why a standard with demand of a shape cannot be counted here, as a key of the words, or null.
export function obstacle(reach, shape, groups) {
  if (!reach) return 'notReach';
  if (reach.along !== 'straight' || reach.within?.unit !== 'm') return 'notStraight';
  if (!shape) return 'notCarried';
  if (!groups.length || groups.some((group) => !group)) return 'noFacilities';
  if (shape === 'area') return 'notPoints';
  const pointsOnly = shape === 'line';
  if (pointsOnly && (reach.supplies !== 1 || groups.some((group) => group.kind !== 'point'))) return 'notPoints';
  return null;
}

export class Count {
  /// `groups`: the facilities of each role that the standard's supplies come from.
  constructor(standardId, reach, demand, groups) {
    this.demand = demand;
    this.needsEvery = reach.need === 'every';
    this.isLine = demand.shape.shape === 'line';
    this.limit = new Float64Array(demand.count);
    for (let i = 0; i < demand.count; ++i)
      this.limit[i] = reach.within.classes ? reach.within.classes[demand.className(i)] ?? -1 : reach.within.value;
    this.largest = this.limit.reduce((most, limit) => Math.max(most, limit), 0);
    this.smallest = this.limit.reduce((least, limit) => (limit >= 0 ? Math.min(least, limit) : least), Infinity);
    this.hasOneLimit = !reach.within.classes;
    this.supplies = [];
    for (let number = 0; number < reach.supplies; ++number) {
      const token = `${standardId}#${number}`;
      // One supply comes from one role; a role may hold several supplies.
      const group = groups.find((one) => one.serves.some((tokens) => tokens.has(token))) || groups[0];
      const rows = group.that(token);
      this.supplies.push({number, token, group, rows, index: new Nearest(group.shape, rows)});
    }
    this.served = new Float64Array(demand.count);    // amounts
    this.distance = new Float64Array(demand.count).fill(NaN);  // that decides; of points
    if (this.isLine) this.startLines();
    else this.startPoints();
    // As the result has it, whatever a trial has changed already.
    this.recount(true);
    this.baseDistance = this.distance.slice();
    this.baseServed = this.served.slice();
  }

  startPoints() {
    const {xy} = this.demand.shape;
    for (const supply of this.supplies) {
      supply.distance = new Float64Array(this.demand.count);
      supply.feature = new Int32Array(this.demand.count);
      for (let i = 0; i < this.demand.count; ++i) {
        const hit = supply.index.find(xy[2 * i], xy[2 * i + 1]);
        supply.distance[i] = hit.distance;
        supply.feature[i] = hit.feature;
      }
    }
  }

  /// New facilities of a group that count for a supply: those that are like one that does.
  static fresh(supply) {
    return supply.group.added.filter((one) => supply.group.tokens(one.like).has(supply.token));
  }

  /// `isBase`: as if nothing were added or closed.
  recount(isBase = false) {
    if (this.isLine) this.recountLines(isBase);
    else this.recountPoints(isBase);
  }

  recountPoints(isBase) {
    const {xy} = this.demand.shape;
    const n = this.demand.count;
    const decided = this.distance.fill(this.needsEvery ? 0 : Infinity);
    for (const supply of this.supplies) {
      const fresh = isBase ? [] : Count.fresh(supply);
      const hasClosed = !isBase && supply.group.closed.size > 0;
      for (let i = 0; i < n; ++i) {
        const x = xy[2 * i], y = xy[2 * i + 1];
        let metres = supply.distance[i];
        if (hasClosed && supply.feature[i] >= 0 && supply.group.isGone(supply.feature[i]))
          metres = supply.index.find(x, y, supply.group.isGone).distance;
        for (const one of fresh) metres = Math.min(metres, supply.group.distanceTo(one, x, y));
        decided[i] = this.needsEvery ? Math.max(decided[i], metres) : Math.min(decided[i], metres);
      }
    }
    for (let i = 0; i < n; ++i) this.served[i] = decided[i] <= this.limit[i] + onLimit ? this.demand.amount[i] : 0;
  }

  startLines() {
    const {xy, partBegin, featureBegin, count} = this.demand.shape;
    this.boxes = new Float64Array(4 * count);
    this.pieceLength = new Float64Array(count);
    for (let i = 0; i < count; ++i) {
      let box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let k = partBegin[featureBegin[i]]; k < partBegin[featureBegin[i + 1]]; ++k)
        box = [Math.min(box[0], xy[2 * k]), Math.min(box[1], xy[2 * k + 1]), Math.max(box[2], xy[2 * k]),
          Math.max(box[3], xy[2 * k + 1])];
      this.boxes.set(box, 4 * i);
    }
    this.fractions = new Float64Array(count);
    this.known = new Float64Array(count).fill(NaN);
    this.seen = '';
  }

  /// The points that stand now, in a grid of cells as wide as the largest limit.
  standing(isBase) {
    const side = Math.max(this.largest, 1);
    const cells = new Map();
    const put = (x, y) => {
      const key = `${Math.floor(x / side)} ${Math.floor(y / side)}`;
      if (cells.has(key)) cells.get(key).push([x, y]);
      else cells.set(key, [[x, y]]);
    };
    for (const {group, rows} of this.supplies)
      for (const row of rows)
        if (isBase || !group.isGone(row)) {
          const {xy, partBegin, featureBegin} = group.shape;
          for (let k = partBegin[featureBegin[row]]; k < partBegin[featureBegin[row + 1]]; ++k) put(xy[2 * k], xy[2 * k + 1]);
        }
    if (!isBase) for (const supply of this.supplies) for (const one of Count.fresh(supply)) put(one.x, one.y);
    return {side, cells};
  }

  near({side, cells}, piece) {
    const [x0, y0, x1, y1] = this.boxes.subarray(4 * piece, 4 * piece + 4);
    const limit = this.limit[piece];
    const found = [];
    for (let c = Math.floor((x0 - limit) / side); c <= Math.floor((x1 + limit) / side); ++c)
      for (let r = Math.floor((y0 - limit) / side); r <= Math.floor((y1 + limit) / side); ++r)
        for (const p of cells.get(`${c} ${r}`) || [])
          if (p[0] >= x0 - limit && p[0] <= x1 + limit && p[1] >= y0 - limit && p[1] <= y1 + limit) found.push(p);
    return found;
  }

  /// The covered stretches of a segment as shares of it, in order and without overlaps.
  static covered(ax, ay, bx, by, points, limit) {
    const dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
    const stretches = [];
    if (square === 0) return stretches;
    for (const [px, py] of points) {
      const along = ((px - ax) * dx + (py - ay) * dy) / square;
      const offX = px - ax - along * dx, offY = py - ay - along * dy;
      const rest = limit * limit - offX * offX - offY * offY;
      if (rest < 0) continue;
      const half = Math.sqrt(rest / square);
      const from = Math.max(0, along - half), to = Math.min(1, along + half);
      if (to > from) stretches.push([from, to]);
    }
    stretches.sort((a, b) => a[0] - b[0]);
    const merged = [];
    for (const [from, to] of stretches) {
      const last = merged[merged.length - 1];
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
    }
    return merged;
  }

  recountLines(isBase) {
    const {xy, partBegin, featureBegin, count} = this.demand.shape;
    const grid = this.standing(isBase);
    for (let i = 0; i < count; ++i) {
      const points = this.near(grid, i);
      let whole = 0, within = 0;
      for (let k = partBegin[featureBegin[i]]; k + 1 < partBegin[featureBegin[i + 1]]; ++k) {
        const ax = xy[2 * k], ay = xy[2 * k + 1], bx = xy[2 * k + 2], by = xy[2 * k + 3];
        const metres = Math.hypot(bx - ax, by - ay);
        whole += metres;
        for (const [from, to] of Count.covered(ax, ay, bx, by, points, this.limit[i])) within += (to - from) * metres;
      }
      this.served[i] = whole > 0 ? this.demand.amount[i] * Math.min(1, within / whole) : 0;
    }
  }

  /// The stretches of the lines that nothing covers, as coordinates; with the piece each comes from.
  uncovered() {
    const {xy, partBegin, featureBegin, count} = this.demand.shape;
    const grid = this.standing();
    const lines = [];
    for (let i = 0; i < count; ++i) {
      if (this.served[i] >= this.demand.amount[i] * (1 - lineError)) continue;
      const points = this.near(grid, i);
      let open = null;
      const end = () => {
        if (open) lines.push([open, i]);
        open = null;
      };
      for (let k = partBegin[featureBegin[i]]; k + 1 < partBegin[featureBegin[i + 1]]; ++k) {
        const ax = xy[2 * k], ay = xy[2 * k + 1], dx = xy[2 * k + 2] - ax, dy = xy[2 * k + 3] - ay;
        const at = (share) => [ax + share * dx, ay + share * dy];
        const gaps = [];
        let from = 0;
        for (const [start, stop] of Count.covered(ax, ay, ax + dx, ay + dy, points, this.limit[i])) {
          if (start > from) gaps.push([from, start]);
          from = stop;
        }
        if (from < 1) gaps.push([from, 1]);
        if (!gaps.length || gaps[0][0] > 0) end();
        for (const [start, stop] of gaps) {
          if (start > 0) end();
          open = open || [at(start)];
          open.push(at(stop));
          if (stop < 1) end();
        }
      }
      end();
    }
    return lines;
  }

  /// The amounts that count for the whole plan area: none of what lies outside all units or has no limit.
  amountsInside(partition) {
    const unit = this.demand.unit[partition];
    return this.demand.amount.map((amount, i) => (this.limit[i] < 0 || unit?.(i) === '-' ? 0 : amount));
  }

  /// Parts and wholes by unit code and class: sums.get(code).get(class) = [part, whole]; class "" is all together.
  sums(partition) {
    const unit = this.demand.unit[partition] || (() => '*');
    const all = new Map();
    const add = (code, name, part, whole) => {
      if (!all.has(code)) all.set(code, new Map());
      const classes = all.get(code);
      const sum = classes.get(name);
      if (sum) { sum[0] += part; sum[1] += whole; } else classes.set(name, [part, whole]);
    };
    for (let i = 0; i < this.demand.count; ++i) {
      if (this.limit[i] < 0) continue;
      const code = unit(i), name = this.demand.className(i);
      const part = this.served[i], whole = this.demand.amount[i];
      add(code, '', part, whole);
      if (name) add(code, name, part, whole);
      if (code === '-' || code === '*') continue;
      add('*', '', part, whole);
      if (name) add('*', name, part, whole);
    }
    return all;
  }
}

/// A score's figures for new parts and wholes, judged as gapmap judges them.
export function judged(row, part, whole, isCounted) {
  const value = whole > 0 ? part / whole : null;
  const relative = row.value ? row.error / Math.abs(row.value) : 0;
  const judge = row.verdict !== '' && (row.min !== null || row.max !== null);
  const result = {...row, part, whole, value, missing: 0};
  if (value === null || !judge) return result;
  const error = Math.abs(value) * relative, slack = relative * Math.abs(part);
  const isLow = row.min !== null && value < row.min - error, isHigh = row.max !== null && value > row.max + error;
  result.verdict = isLow || isHigh ? 'unmet' : 'met';
  if (row.min !== null && part < row.min * whole - slack) result.missing = row.min * whole - part;
  if (row.max !== null && part > row.max * whole + slack) result.missing = row.max * whole - part;
  if (isCounted) result.missing = Math.sign(result.missing) * Math.ceil(Math.abs(result.missing) - 1e-9);
  return result;
}

// Distances to facilities of any shape, as gapmap measures them: to a point itself, to the nearest place of a line,
// to the edge of an area and 0 inside it.

export function segmentDistance(x, y, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
  let t = square > 0 ? ((x - ax) * dx + (y - ay) * dy) / square : 0;
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/// The segments of a feature: a point is a segment of no length, rings are closed.
function* segmentsOf(shape, feature) {
  const {xy, partBegin, featureBegin} = shape;
  for (let part = featureBegin[feature]; part < featureBegin[feature + 1]; ++part) {
    const first = partBegin[part], last = partBegin[part + 1];
    if (shape.shape === 'point' || last - first === 1) {
      for (let i = first; i < last; ++i) yield [xy[2 * i], xy[2 * i + 1], xy[2 * i], xy[2 * i + 1]];
      continue;
    }
    for (let i = first; i + 1 < last; ++i) yield [xy[2 * i], xy[2 * i + 1], xy[2 * i + 2], xy[2 * i + 3]];
    if (shape.shape === 'area')
      yield [xy[2 * last - 2], xy[2 * last - 1], xy[2 * first], xy[2 * first + 1]];
  }
}

/// Whether a place lies inside an area feature (even-odd over all its rings).
export function isInside(shape, feature, x, y) {
  const {xy, partBegin, featureBegin} = shape;
  let inside = false;
  for (let part = featureBegin[feature]; part < featureBegin[feature + 1]; ++part) {
    const first = partBegin[part], last = partBegin[part + 1];
    for (let i = first, k = last - 1; i < last; k = i++) {
      const yi = xy[2 * i + 1], yk = xy[2 * k + 1];
      if ((yi > y) !== (yk > y) && x < ((xy[2 * k] - xy[2 * i]) * (y - yi)) / (yk - yi) + xy[2 * i]) inside = !inside;
    }
  }
  return inside;
}

/// Distance from a place to one feature.
export function distanceFrom(shape, feature, x, y) {
  const {xy, partBegin, featureBegin} = shape;
  if (shape.shape === 'area' && isInside(shape, feature, x, y)) return 0;
  let best = Infinity;
  for (let part = featureBegin[feature]; part < featureBegin[feature + 1]; ++part) {
    const first = partBegin[part], last = partBegin[part + 1];
    for (let i = first; i < last; ++i) {
      const next = i + 1 < last ? i + 1 : shape.shape === 'area' ? first : i;
      best = Math.min(best, segmentDistance(x, y, xy[2 * i], xy[2 * i + 1], xy[2 * next], xy[2 * next + 1]));
    }
  }
  return best;
}

/// An index over some features of a layer. Built once; a search walks rings of grid cells outwards until nothing
/// nearer is possible.
export class Nearest {
  constructor(shape, features) {
    this.shape = shape;
    const segments = [], owners = [];
    let low = [Infinity, Infinity], high = [-Infinity, -Infinity];
    for (const feature of features)
      for (const segment of segmentsOf(shape, feature)) {
        segments.push(segment);
        owners.push(feature);
        low = [Math.min(low[0], segment[0], segment[2]), Math.min(low[1], segment[1], segment[3])];
        high = [Math.max(high[0], segment[0], segment[2]), Math.max(high[1], segment[1], segment[3])];
      }
    this.segments = segments;
    this.owners = owners;
    if (!segments.length) return;
    const width = Math.max(high[0] - low[0], 1), height = Math.max(high[1] - low[1], 1);
    this.side = Math.max(Math.sqrt((width * height) / segments.length), width / 2000, height / 2000);
    this.low = low;
    this.columns = Math.floor(width / this.side) + 1;
    this.rows = Math.floor(height / this.side) + 1;
    this.cells = new Map();
    segments.forEach((s, number) => this.cover(Math.min(s[0], s[2]), Math.min(s[1], s[3]), Math.max(s[0], s[2]),
      Math.max(s[1], s[3]), this.cells, number));
    if (shape.shape !== 'area') return;
    this.boxes = new Map();  // cell -> areas whose box reaches into it
    for (const feature of features) {
      let box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const s of segmentsOf(shape, feature))
        box = [Math.min(box[0], s[0]), Math.min(box[1], s[1]), Math.max(box[2], s[0]), Math.max(box[3], s[1])];
      this.cover(...box, this.boxes, feature);
    }
  }

  cover(x0, y0, x1, y1, cells, value) {
    const column = (x) => Math.floor((x - this.low[0]) / this.side), row = (y) => Math.floor((y - this.low[1]) / this.side);
    for (let r = row(y0); r <= row(y1); ++r)
      for (let c = column(x0); c <= column(x1); ++c) {
        const key = r * this.columns + c;
        const list = cells.get(key);
        if (list) list.push(value);
        else cells.set(key, [value]);
      }
  }

  /// The nearest feature for which `isGone(feature)` does not hold: {distance, feature}; infinity where there is none.
  find(x, y, isGone = () => false) {
    let best = Infinity, owner = -1;
    if (!this.segments.length) return {distance: best, feature: owner};
    const c0 = Math.floor((x - this.low[0]) / this.side), r0 = Math.floor((y - this.low[1]) / this.side);
    if (this.boxes && c0 >= 0 && c0 < this.columns)
      for (const feature of this.boxes.get(r0 * this.columns + c0) || [])
        if (!isGone(feature) && isInside(this.shape, feature, x, y)) return {distance: 0, feature};
    // Rings that do not touch the grid are skipped at once.
    const outside = Math.max(0, -c0, c0 - this.columns + 1, -r0, r0 - this.rows + 1);
    const last = Math.max(c0, this.columns - 1 - c0, r0, this.rows - 1 - r0, 0);
    for (let ring = outside; ring <= last && (ring - 1) * this.side <= best; ++ring)
      for (let r = Math.max(r0 - ring, 0); r <= Math.min(r0 + ring, this.rows - 1); ++r) {
        const isEdge = r === r0 - ring || r === r0 + ring;
        const from = isEdge ? Math.max(c0 - ring, 0) : c0 - ring, to = isEdge ? Math.min(c0 + ring, this.columns - 1) : c0 + ring;
        for (let c = from; c <= to; c += isEdge ? 1 : Math.max(2 * ring, 1)) {
          if (c < 0 || c >= this.columns) continue;
          for (const number of this.cells.get(r * this.columns + c) || []) {
            if (isGone(this.owners[number])) continue;
            const metres = segmentDistance(x, y, ...this.segments[number]);
            if (metres < best) {
              best = metres;
              owner = this.owners[number];
            }
          }
        }
      }
    return {distance: best, feature: owner};
  }
}

// What the map paints: features of one shape, each in one of a few styles; and which of them lies under a click.
import {boxesOf} from './data.js';
import {distanceFrom} from './nearest.js';

export class Drawing {
  /// `rows`: which features, in the order of painting; `styleOf(row)`: which of `styles`. Further properties say what
  /// a click tells.
  constructor(shape, rows, styles, styleOf, properties = {}) {
    Object.assign(this, {shape, rows: rows ?? Uint32Array.from({length: shape.count}, (_, i) => i), styles, styleOf}, properties);
  }

  /// The feature nearest to a place within `reach` metres, the one painted last where several are as near; or -1.
  at(x, y, reach) {
    const {shape} = this;
    let best = reach, found = -1;
    if (shape.shape === 'point') {
      const {xy, partBegin, featureBegin} = shape;
      for (let k = this.rows.length - 1; k >= 0; --k) {
        const row = this.rows[k];
        for (let i = partBegin[featureBegin[row]]; i < partBegin[featureBegin[row + 1]]; ++i) {
          const metres = Math.hypot(xy[2 * i] - x, xy[2 * i + 1] - y);
          if (metres < best) [best, found] = [metres, row];
        }
      }
      return found;
    }
    const boxes = boxesOf(shape);
    for (let k = this.rows.length - 1; k >= 0; --k) {
      const row = this.rows[k];
      if (x < boxes[4 * row] - reach || y < boxes[4 * row + 1] - reach || x > boxes[4 * row + 2] + reach || y > boxes[4 * row + 3] + reach) continue;
      const metres = distanceFrom(shape, row, x, y);
      if (metres < best || (metres === best && found < 0)) [best, found] = [metres, row];
    }
    return found;
  }
}

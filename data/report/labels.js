// Names of units on the map, each where its unit is widest, the larger units first and none over another.
import {boxesOf, placeInside} from './data.js';
import {isInside} from './nearest.js';

const font = (pixelRatio) => `500 ${12 * pixelRatio}px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif`;
const room = 4;             // pixels around a label
const mostLetters = 24;

/// Labels of a layer of units: [{x, y, words, size}], the largest first.
export function labelsOf(shape, nameOf) {
  const boxes = boxesOf(shape);
  const labels = [];
  for (let row = 0; row < shape.count; ++row) {
    const letters = [...nameOf(row)];
    if (!letters.length || shape.featureBegin[row] === shape.featureBegin[row + 1]) continue;
    labels.push({shape, row, words: letters.length > mostLetters ? letters.slice(0, mostLetters - 1).join('') + '…' : letters.join(''),
      size: Math.max(boxes[4 * row + 2] - boxes[4 * row], boxes[4 * row + 3] - boxes[4 * row + 1])});
  }
  return labels.sort((a, b) => b.size - a.size || a.row - b.row);
}

/// Where a label may stand besides its own place, in pixels up and down.
const shifts = [0, -15, 15, -30, 30];
const mostTried = 3e6;      // labels by marks: beyond, labels stand at their own place

/// Pixels of the points of drawings, from west to east.
function marksOf({west, north, scale, columns, rows}, drawings) {
  const marks = [];
  for (const {shape, rows: drawn} of drawings) {
    if (shape.shape !== 'point') continue;
    for (const row of drawn) {
      const i = shape.partBegin[shape.featureBegin[row]];
      const x = (shape.xy[2 * i] - west) * scale, y = (north - shape.xy[2 * i + 1]) * scale;
      if (x >= 0 && y >= 0 && x <= columns && y <= rows) marks.push([x, y]);
    }
  }
  return marks;
}

/// Writes the labels that fit, each where it hides the fewest marks of `drawings` without leaving its unit.
export function writeLabels(ground, labels, drawings) {
  const {context, west, north, scale, columns, rows, pixelRatio} = ground;
  context.font = font(pixelRatio);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5 * pixelRatio;
  context.setLineDash([]);
  const written = [];
  const high = (12 + room) * pixelRatio;
  const marks = marksOf(ground, drawings), canShift = marks.length * labels.length <= mostTried;
  for (const label of labels) {
    // A unit far smaller than its name stays without, until the map comes nearer.
    if (label.size * scale < 18 * pixelRatio) break;
    label.place ??= placeInside(label.shape, label.row);
    const x = (label.place[0] - west) * scale, own = (north - label.place[1]) * scale;
    if (x < 0 || own < 0 || x > columns || own > rows) continue;
    const wide = context.measureText(label.words).width + room * pixelRatio;
    if (label.size * scale < 0.6 * wide) continue;
    let y = null, fewest = Infinity;
    for (const shift of canShift && marks.length ? shifts : [0]) {
      const tried = own + shift * pixelRatio;
      if (written.some((other) => Math.abs(other.x - x) < (other.wide + wide) / 2 && Math.abs(other.y - tried) < high)) continue;
      if (shift && !isInside(label.shape, label.row, label.place[0], north - tried / scale)) continue;
      const hidden = marks.reduce((count, mark) => count + (Math.abs(mark[0] - x) < wide / 2 + 4 * pixelRatio && Math.abs(mark[1] - tried) < high / 2 + 3 * pixelRatio), 0);
      if (hidden < fewest) [y, fewest] = [tried, hidden];
      if (!fewest) break;
    }
    if (y === null) continue;
    written.push({x, y, wide});
    context.strokeStyle = 'rgba(255,255,255,.92)';
    context.strokeText(label.words, x, y);
    context.fillStyle = '#2b2b2b';
    context.fillText(label.words, x, y);
  }
}

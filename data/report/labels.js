// Names of units on the map, each where its unit is widest, the larger units first and none over another.
import {boxesOf, placeInside} from './data.js';

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

export function writeLabels({context, west, north, scale, columns, rows, pixelRatio}, labels) {
  context.font = font(pixelRatio);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5 * pixelRatio;
  context.setLineDash([]);
  const written = [];
  const high = (12 + room) * pixelRatio;
  for (const label of labels) {
    // A unit far smaller than its name stays without, until the map comes nearer.
    if (label.size * scale < 18 * pixelRatio) break;
    label.place ??= placeInside(label.shape, label.row);
    const x = (label.place[0] - west) * scale, y = (north - label.place[1]) * scale;
    if (x < 0 || y < 0 || x > columns || y > rows) continue;
    const wide = context.measureText(label.words).width + room * pixelRatio;
    if (label.size * scale < 0.6 * wide) continue;
    if (written.some((other) => Math.abs(other.x - x) < (other.wide + wide) / 2 && Math.abs(other.y - y) < high)) continue;
    written.push({x, y, wide});
    context.strokeStyle = 'rgba(255,255,255,.92)';
    context.strokeText(label.words, x, y);
    context.fillStyle = '#2b2b2b';
    context.fillText(label.words, x, y);
  }
}

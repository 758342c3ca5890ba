// One canvas under the map's controls. Shapes are drawn straight from their packed arrays, so that a result of a
// hundred thousand places appears at once; a picture that takes long is moved and stretched until the map rests.
import ViewHint from 'ol/ViewHint.js';
import Layer from 'ol/layer/Layer.js';

import {boxesOf} from './data.js';

const margin = 0.25;      // of the map's width and height, painted around it: dragging shows no bare edge
const quick = 20;         // milliseconds: a picture painted faster is painted anew while the map moves
const batch = 2000;       // vertices of one canvas path
const ofFarMarks = [[10, 0.55], [4, 0.8], [0, 1.1]];   // metres a pixel and more: marks that shrink leave room where much ground is shown
const leastStep = 0.75;   // device pixels: vertices nearer to the one before are not seen

export class Painter extends Layer {
  /// `drawings()` gives what is painted `under` and `over` the names that `labels(ground)` writes, from the ground up.
  constructor(drawings, labels) {
    super({});
    this.drawings = drawings;
    this.labels = labels;
    this.shown = document.createElement('canvas');
    this.picture = document.createElement('canvas');
    this.isStale = true;
    this.cost = 0;
  }

  /// What is painted has changed.
  repaint() {
    this.isStale = true;
    this.changed();
  }

  render({size, pixelRatio, viewState: {center, resolution}, viewHints}) {
    const [width, height] = size.map((side) => Math.round(side * pixelRatio));
    const isMoving = viewHints[ViewHint.ANIMATING] > 0 || viewHints[ViewHint.INTERACTING] > 0;
    const view = {center: center.slice(), resolution, pixelRatio, width, height};
    if (this.isStale || !this.isPainted(view, isMoving)) this.paint(view);
    if (this.shown.width !== width || this.shown.height !== height) {
      this.shown.width = width;
      this.shown.height = height;
      this.shown.style.cssText = `position:absolute;width:${size[0]}px;height:${size[1]}px`;
    }
    const {painted, picture} = this;
    const scale = painted.resolution / resolution;
    const x = width / 2 + ((painted.center[0] - center[0]) / resolution) * pixelRatio - (picture.width / 2) * scale;
    const y = height / 2 - ((painted.center[1] - center[1]) / resolution) * pixelRatio - (picture.height / 2) * scale;
    const context = this.shown.getContext('2d');
    context.clearRect(0, 0, width, height);
    context.drawImage(picture, scale === 1 ? Math.round(x) : x, scale === 1 ? Math.round(y) : y, picture.width * scale, picture.height * scale);
    return this.shown;
  }

  /// Whether the picture can stand for a view.
  isPainted(view, isMoving) {
    const {painted} = this;
    if (!painted || painted.width !== view.width || painted.height !== view.height || painted.pixelRatio !== view.pixelRatio) return false;
    if (isMoving && this.cost > quick) return true;
    if (painted.resolution !== view.resolution) return false;
    const away = [0, 1].map((i) => (Math.abs(painted.center[i] - view.center[i]) / view.resolution) * view.pixelRatio);
    return away[0] <= margin * view.width && away[1] <= margin * view.height;
  }

  paint(view) {
    const start = performance.now();
    const {picture} = this;
    picture.width = Math.round(view.width * (1 + 2 * margin));
    picture.height = Math.round(view.height * (1 + 2 * margin));
    const scale = view.pixelRatio / view.resolution;
    const ground = {
      ...view, scale, context: picture.getContext('2d'), columns: picture.width, rows: picture.height,
      west: view.center[0] - picture.width / 2 / scale, north: view.center[1] + picture.height / 2 / scale,
    };
    const {under, over} = this.drawings();
    for (const drawing of under) paintDrawing(ground, drawing);
    this.labels(ground);
    for (const drawing of over) paintDrawing(ground, drawing);
    this.painted = view;
    this.isStale = false;
    this.cost = performance.now() - start;
  }
}

function paintDrawing(ground, drawing) {
  if (drawing.shape.shape === 'point') return paintPoints(ground, drawing);
  const {context, west, north, scale, columns, rows} = ground;
  const {shape, styles} = drawing;
  const boxes = boxesOf(shape), isArea = shape.shape === 'area';
  let style = null, length = 0, hasOutline = false;
  const flush = () => {
    if (!length) return;
    if (isArea && style.fill) { context.fillStyle = style.fill; context.fill('nonzero'); }
    if (style.stroke && hasOutline) { context.strokeStyle = style.stroke; context.lineWidth = style.width * ground.pixelRatio; context.setLineDash((style.dash || []).map((step) => step * ground.pixelRatio)); context.stroke(); }
    length = 0;
    hasOutline = false;
  };
  context.lineJoin = 'round';
  for (const row of drawing.rows) {
    const x0 = (boxes[4 * row] - west) * scale, y0 = (north - boxes[4 * row + 3]) * scale;
    const x1 = (boxes[4 * row + 2] - west) * scale, y1 = (north - boxes[4 * row + 1]) * scale;
    if (!(x1 >= -9 && y1 >= -9 && x0 <= columns + 9 && y0 <= rows + 9)) continue;
    const own = styles[drawing.styleOf(row)];
    if (own !== style || length > batch) { flush(); style = own; }
    if (!length) context.beginPath();
    // What is smaller than a pixel still leaves its trace.
    if (isArea && x1 - x0 < 1.5 && y1 - y0 < 1.5) {
      context.rect(x0, y0, Math.max(x1 - x0, 1), Math.max(y1 - y0, 1));
      length += 4;
      continue;
    }
    hasOutline = true;
    length += trace(ground, shape, row, isArea);
  }
  flush();
}

/// Adds a feature's parts to the path; the number of vertices.
function trace({context, west, north, scale}, {xy, partBegin, featureBegin}, row, isArea) {
  let length = 0;
  for (let part = featureBegin[row]; part < featureBegin[row + 1]; ++part) {
    const first = partBegin[part], last = partBegin[part + 1] - 1;
    let lastX = 0, lastY = 0;
    for (let i = first; i <= last; ++i) {
      const x = (xy[2 * i] - west) * scale, y = (north - xy[2 * i + 1]) * scale;
      if (i === first) context.moveTo(x, y);
      else if (i === last || Math.abs(x - lastX) + Math.abs(y - lastY) >= leastStep) context.lineTo(x, y);
      else continue;
      lastX = x;
      lastY = y;
      ++length;
    }
    if (isArea) context.closePath();
  }
  return length;
}

/// Marks are stamped; a mark on a pixel that bears the same one already would not be seen.
function paintPoints(ground, drawing) {
  const {context, west, north, scale, columns, rows} = ground;
  const {shape: {xy, partBegin, featureBegin}, styles} = drawing;
  const far = ofFarMarks.find(([resolution]) => ground.resolution >= resolution)[1];
  const stamps = styles.map((style) => stampOf(style, ground.pixelRatio, style.shrinks ? far : 1));
  const taken = drawing.rows.length > 2000 ? new Uint8Array(columns * rows) : null;
  for (const row of drawing.rows) {
    const kind = drawing.styleOf(row), stamp = stamps[kind], half = stamp.width / 2;
    for (let i = partBegin[featureBegin[row]]; i < partBegin[featureBegin[row + 1]]; ++i) {
      const x = Math.round((xy[2 * i] - west) * scale - half), y = Math.round((north - xy[2 * i + 1]) * scale - half);
      if (!(x > -stamp.width && y > -stamp.width && x < columns && y < rows)) continue;
      if (taken && x >= 0 && y >= 0) {
        const pixel = y * columns + x;
        if (taken[pixel] === kind + 1) continue;
        taken[pixel] = kind + 1;
      }
      context.drawImage(stamp, x, y);
    }
  }
}

/// A mark as a small picture: a circle, or a square on its corner where the style says so. Made once.
function stampOf(style, pixelRatio, size) {
  style.stamps ??= new Map();
  const key = `${pixelRatio} ${size}`;
  if (!style.stamps.has(key)) {
    const stamp = document.createElement('canvas');
    const radius = style.radius * size * pixelRatio, rim = (style.width || 0) * pixelRatio;
    stamp.width = stamp.height = 2 * Math.ceil(radius + rim / 2 + 0.5);
    const context = stamp.getContext('2d'), middle = stamp.width / 2;
    context.beginPath();
    if (style.isDiamond) for (const [x, y] of [[0, -radius], [radius, 0], [0, radius], [-radius, 0]]) context.lineTo(middle + x, middle + y);
    else context.arc(middle, middle, radius, 0, 2 * Math.PI);
    context.closePath();
    context.fillStyle = style.fill;
    context.fill();
    if (style.stroke) { context.strokeStyle = style.stroke; context.lineWidth = rim; context.stroke(); }
    style.stamps.set(key, stamp);
  }
  return style.stamps.get(key);
}

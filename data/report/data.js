// Unpacks what gapmap put into the page.

/// The page's data: base64, gzip, JSON. No request is made.
export async function unpacked() {
  const element = document.getElementById('data');
  const letters = atob(element.textContent.trim());
  element.remove();
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/// A dictionary column as a function of the row.
export const column = (dictionary) => (row) => dictionary.words[dictionary.at[row]];

/// The numbers that differences add up to.
export function running(differences) {
  let sum = 0;
  return differences.map((step) => sum += step);
}

let pool = {};
/// The shapes that are drawn, by kind and packed, each once.
export const setShapes = (shapes) => { pool = Object.fromEntries(Object.entries(shapes).map(([kind, packed]) => [kind, geometry(packed)])); };

/// The pool's features of these numbers, in their order.
function picked({pooled, count, at}) {
  const from = pool[pooled], features = running(at);
  let parts = 0, vertices = 0;
  for (const feature of features) {
    const first = from.featureBegin[feature], end = from.featureBegin[feature + 1];
    parts += end - first;
    vertices += from.partBegin[end] - from.partBegin[first];
  }
  const xy = new Float64Array(2 * vertices), partBegin = new Uint32Array(parts + 1), featureBegin = new Uint32Array(count + 1);
  let part = 0, vertex = 0;
  features.forEach((feature, row) => {
    const first = from.featureBegin[feature], end = from.featureBegin[feature + 1];
    xy.set(from.xy.subarray(2 * from.partBegin[first], 2 * from.partBegin[end]), 2 * vertex);
    for (let i = first; i < end; ++i) {
      vertex += from.partBegin[i + 1] - from.partBegin[i];
      partBegin[++part] = vertex;
    }
    featureBegin[row + 1] = part;
  });
  return {shape: pooled, count, xy, partBegin, featureBegin};
}

/// Vertices in metres as one array, with where each part and each feature begins. Rings stay open: exteriors turn
/// anticlockwise, holes follow theirs and turn clockwise.
export function geometry(packed) {
  if (packed.pooled) return picked(packed);
  const count = packed.xy.length / 2;
  const xy = new Float64Array(2 * count);
  let x = 0, y = 0;
  const perMetre = Math.round(1 / packed.step);
  for (let i = 0; i < count; ++i) {
    x += packed.xy[2 * i];
    y += packed.xy[2 * i + 1];
    xy[2 * i] = x / perMetre;
    xy[2 * i + 1] = y / perMetre;
  }
  const parts = packed.n ? packed.n.length : count;
  const partBegin = new Uint32Array(parts + 1);
  for (let i = 0; i < parts; ++i) partBegin[i + 1] = partBegin[i] + (packed.n ? packed.n[i] : 1);
  const featureBegin = new Uint32Array(packed.count + 1);
  for (let i = 0; i < packed.count; ++i) featureBegin[i + 1] = featureBegin[i] + (packed.k ? packed.k[i] : 1);
  return {shape: packed.shape, count: packed.count, xy, partBegin, featureBegin};
}

/// A shape from lists of coordinates, a part a feature; rings are open.
export function shapeOf(kind, parts) {
  const partBegin = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => { partBegin[i + 1] = partBegin[i] + part.length; });
  return {shape: kind, count: parts.length, xy: Float64Array.from(parts.flat(2)), partBegin,
    featureBegin: Uint32Array.from({length: parts.length + 1}, (_, i) => i)};
}

const boxes = new WeakMap();
/// West, south, east, north of each feature, four numbers a feature; infinite and inverted where it has no place.
export function boxesOf(shape) {
  if (!boxes.has(shape)) {
    const {xy, partBegin, featureBegin, count} = shape;
    const all = new Float64Array(4 * count);
    for (let i = 0; i < count; ++i) {
      let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
      for (let k = partBegin[featureBegin[i]]; k < partBegin[featureBegin[i + 1]]; ++k) {
        const x = xy[2 * k], y = xy[2 * k + 1];
        if (x < west) west = x;
        if (x > east) east = x;
        if (y < south) south = y;
        if (y > north) north = y;
      }
      all[4 * i] = west;
      all[4 * i + 1] = south;
      all[4 * i + 2] = east;
      all[4 * i + 3] = north;
    }
    boxes.set(shape, all);
  }
  return boxes.get(shape);
}

export const boxOf = (shape, row) => Array.from(boxesOf(shape).subarray(4 * row, 4 * row + 4));

/// The box around some features of shapes: [[shape, rows], …].
export function extentOf(pairs) {
  const extent = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [shape, rows] of pairs) {
    const all = boxesOf(shape);
    for (const row of rows)
      for (let k = 0; k < 4; ++k) extent[k] = k < 2 ? Math.min(extent[k], all[4 * row + k]) : Math.max(extent[k], all[4 * row + k]);
  }
  return extent;
}

/// A place inside an area: the middle of its widest stretch along the horizontal through the middle of its box.
export function placeInside(shape, row) {
  const {xy, partBegin, featureBegin} = shape;
  const [west, south, east, north] = boxOf(shape, row);
  const y = (south + north) / 2;
  const crossings = [];
  for (let part = featureBegin[row]; part < featureBegin[row + 1]; ++part)
    for (let i = partBegin[part], k = partBegin[part + 1] - 1; i < partBegin[part + 1]; k = i++)
      if ((xy[2 * i + 1] > y) !== (xy[2 * k + 1] > y))
        crossings.push(xy[2 * i] + ((y - xy[2 * i + 1]) * (xy[2 * k] - xy[2 * i])) / (xy[2 * k + 1] - xy[2 * i + 1]));
  crossings.sort((a, b) => a - b);
  let best = 0, x = (west + east) / 2;
  for (let i = 0; i + 1 < crossings.length; i += 2)
    if (crossings[i + 1] - crossings[i] > best) {
      best = crossings[i + 1] - crossings[i];
      x = (crossings[i] + crossings[i + 1]) / 2;
    }
  return [x, y];
}

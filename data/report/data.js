// Unpacks what gapmap put into the page.

/// The page's data: base64, gzip, JSON. No request is made.
export async function unpacked() {
  const words = document.getElementById('data').textContent.trim();
  const bytes = Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0));
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

/// Vertices in metres as one array, with where each part and each feature begins. Rings stay open.
export function geometry(packed) {
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

/// The coordinates of one part, as OpenLayers takes them; rings are closed.
export function coordinates(shape, part) {
  const {xy, partBegin} = shape;
  const list = [];
  for (let i = partBegin[part]; i < partBegin[part + 1]; ++i) list.push([xy[2 * i], xy[2 * i + 1]]);
  if (shape.shape === 'area') list.push(list[0]);
  return list;
}

/// Twice the area of an open ring; positive where it turns anticlockwise.
export function signedArea(shape, part) {
  const {xy, partBegin} = shape;
  const first = partBegin[part], last = partBegin[part + 1];
  const x0 = xy[2 * first], y0 = xy[2 * first + 1];
  let sum = 0;
  for (let i = first + 1; i + 1 < last; ++i)
    sum += (xy[2 * i] - x0) * (xy[2 * i + 3] - y0) - (xy[2 * i + 2] - x0) * (xy[2 * i + 1] - y0);
  return sum;
}

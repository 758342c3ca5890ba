// Saves a trial's facilities: all that stand, with the fields that the plan's standards read.

/// Rows [fields, feature or null, added or null] of the facilities that stand.
function standing(facilities) {
  const names = Object.keys(facilities.fields);
  const values = (feature) => Object.fromEntries(names.map((name) => [name, facilities.fields[name][feature]]));
  const rows = [];
  for (let i = 0; i < facilities.shape.count; ++i)
    if (!facilities.isGone(i) && facilities.place(i)) rows.push({values: values(i), feature: i, what: 'kept'});
  for (const one of facilities.added)
    rows.push({values: values(one.like), added: one, what: one.from === null ? 'added' : 'moved'});
  return rows;
}

const closed = (ring) => [...ring, ring[0]];

function geometryOf(facilities, row) {
  const {shape} = facilities;
  if (row.added)
    return facilities.kind === 'point' ? {type: 'Point', coordinates: [row.added.x, row.added.y]}
      : {type: 'MultiPolygon', coordinates: [[closed(facilities.corners(row.added))]]};
  const parts = [];
  for (let part = shape.featureBegin[row.feature]; part < shape.featureBegin[row.feature + 1]; ++part) {
    const list = [];
    for (let i = shape.partBegin[part]; i < shape.partBegin[part + 1]; ++i) list.push([shape.xy[2 * i], shape.xy[2 * i + 1]]);
    if (facilities.kind === 'area') list.push(list[0]);
    parts.push(list);
  }
  if (facilities.kind === 'point')
    return parts.length === 1 ? {type: 'Point', coordinates: parts[0][0]}
      : {type: 'MultiPoint', coordinates: parts.map((part) => part[0])};
  if (facilities.kind === 'line') return {type: 'MultiLineString', coordinates: parts};
  // Exteriors turn anticlockwise, and a polygon's holes follow its exterior.
  const polygons = [];
  for (const ring of parts) {
    const isExterior = ring.reduce((sum, [x, y], i) => (i ? sum + (ring[i - 1][0] - ring[0][0]) * (y - ring[0][1]) -
      (x - ring[0][0]) * (ring[i - 1][1] - ring[0][1]) : 0), 0) > 0;
    if (isExterior || !polygons.length) polygons.push([ring]);
    else polygons[polygons.length - 1].push(ring);
  }
  return {type: 'MultiPolygon', coordinates: polygons};
}

/// GeoJSON in the plan's own coordinates, named in the member `crs` as GDAL reads it.
export function geojson(facilities, crs) {
  const epsg = /^EPSG:(\d+)$/.exec(crs);
  const features = standing(facilities).map((row) => ({
    type: 'Feature', properties: {...row.values, what_if: row.what}, geometry: geometryOf(facilities, row),
  }));
  return JSON.stringify({
    type: 'FeatureCollection', name: facilities.role,
    ...(epsg ? {crs: {type: 'name', properties: {name: `urn:ogc:def:crs:EPSG::${epsg[1]}`}}} : {}), features,
  }, null, 1);
}

/// CSV with easting and northing, for spreadsheets: text that a spreadsheet would take for a formula is disarmed.
export function csv(facilities) {
  const names = [...Object.keys(facilities.fields), 'what_if', 'x', 'y'];
  const cell = (value) => {
    if (typeof value === 'number') return String(value);
    let words = value === null || value === undefined ? '' : String(value);
    if (/^[=+\-@\t\r]/.test(words)) words = `'${words}`;
    return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  };
  const lines = [names.map(cell).join(',')];
  for (const row of standing(facilities)) {
    const [x, y] = row.added ? [row.added.x, row.added.y] : facilities.place(row.feature);
    lines.push([...Object.values(row.values), row.what, x, y].map(cell).join(','));
  }
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

export function save(name, words, type) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([words], {type}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

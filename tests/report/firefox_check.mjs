// Firefox opens a report from disk: node firefox_check.mjs GAPMAP FOLDER. Without WebGL; anything that the page says on
// the console fails. Ends with 77 where Firefox is missing.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {Firefox} from './firefox.mjs';

const [, , program, folder] = process.argv;
const browserPath = '/usr/bin/firefox-esr';
if (!existsSync(browserPath)) {
  console.log('SKIPPED: no firefox-esr; run scripts/setup tests');
  process.exit(77);
}
rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
const gapmap = (...words) => execFileSync(program, words, {cwd: folder, encoding: 'utf8'});

// Two quarters of four homes each; one school serves the western four, 100 people of 160.
const layer = (name, features) => writeFileSync(join(folder, name), JSON.stringify({type: 'FeatureCollection',
  crs: {type: 'name', properties: {name: 'urn:ogc:def:crs:EPSG::4547'}},
  features: features.map(([geometry, properties]) => ({type: 'Feature', geometry, properties}))}));
const square = (x) => ({type: 'Polygon', coordinates: [[[x, 0], [x + 1000, 0], [x + 1000, 1000], [x, 1000], [x, 0]]]});
const point = (x, y) => ({type: 'Point', coordinates: [x, y]});
layer('units.geojson', [[square(500000), {code: '1', name: '西'}], [square(501000), {code: '2', name: '东'}]]);
layer('homes.geojson', [400, 450, 550, 600].flatMap((x) => [[point(500000 + x, 500), {people: 25}], [point(501000 + x, 500), {people: 15}]]));
layer('schools.geojson', [[point(500500, 500), {name: '一小'}]]);
writeFileSync(join(folder, 'plan.toml'), `gapmap = 1
id = "two-quarters"
title = {zh = "两个片区", en = "Two quarters"}
crs = "EPSG:4547"
units = {layer = "units", code = "code", name = "name"}
[layers]
units = {source = "units.geojson"}
homes = {source = "homes.geojson", weight = "people"}
schools = {source = "schools.geojson"}
[[standard]]
id = "school"
task = 1
title = {zh = "小学 200 米", en = "School within 200 m"}
measure = "reach"
demand = {layer = "homes"}
supply = {layer = "schools"}
within = 200
target = {min = 1.0}
`);
gapmap('check', 'plan.toml', '-o', 'result.gpkg', '--quiet');
gapmap('report', 'result.gpkg', '-o', '.', '--only', 'html', '--lang', 'en', '--quiet');

const browser = await Firefox.start(browserPath, join(folder, 'profile'));
try {
  await browser.go(`file://${join(folder, 'report.html')}`);
  await browser.until(() => document.documentElement.dataset.drawn && document.documentElement.dataset.ready);
  const value = () => document.getElementById('value').dataset.value;
  assert.equal(Number(await browser.run(value)), 100 / 160);
  assert.equal(await browser.run(() => document.querySelectorAll('#scores tbody tr').length), 1);
  // The map shows the orange of gaps, and grounds of both units.
  const orange = await browser.run(() => {
    const canvas = document.querySelector('.map canvas');
    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i] > 200 && data[i + 2] < 140) ++count;
    return count;
  });
  assert.ok(orange > 50, `only ${orange} pixels are orange`);
  await browser.screenshot(join(folder, 'firefox-en.png'));

  await browser.run(() => document.querySelector('.language').click());
  assert.equal(await browser.run(() => document.querySelector('h1').textContent), '两个片区');

  // A second school, placed by a real click in the east, serves everybody.
  await browser.run(() => document.querySelector('.opener button').click());
  const [x, y] = await browser.run(() => {
    const pixel = window.gapmap.map.map.getPixelFromCoordinate([501500, 500]), box = window.gapmap.mapElement.getBoundingClientRect();
    return [box.left + pixel[0], box.top + pixel[1]];
  });
  await browser.click(x, y);
  await browser.until(() => window.gapmap.trial.group.added.length === 1);
  assert.equal(Number(await browser.run(value)), 1);
  await browser.screenshot(join(folder, 'firefox-zh.png'));
  assert.deepEqual(await browser.said('report.html'), []);
} finally {
  await browser.stop();
}
console.log('Firefox opens the report');

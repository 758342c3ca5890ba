// What the map's colours mean, and which of its layers are shown.
import {h, replace} from './dom.js';
import {figureWords, grouped, metres, say, verdictWords} from './words.js';

const swatch = (kind, colour) => {
  const element = h('i', {class: `swatch ${kind}`, 'aria-hidden': 'true'});
  element.style.setProperty('--colour', colour);
  return element;
};

export function legend(page) {
  const {palette} = page.data, {map} = page;
  const packed = page.data.gaps[page.standard];
  const box = (key, mark, words) => h('label', {}, h('input', {type: 'checkbox', checked: page.visible[key], onchange: (event) => page.setVisible(key, event.target.checked)}), mark, h('span', {}, words));
  const key = (mark, words) => h('li', {}, mark, words);
  const gaps = map.layers.gaps.drawings[0];
  const kind = gaps?.shape.shape ?? 'point';
  const groups = page.trial.groups();
  const names = groups.map(([group]) => group.title).join(', ');
  const served = map.layers.served.drawings[0]?.shape.shape;
  const verdicts = ['met', 'unmet', 'no_data', ''].filter((verdict) => page.unitVerdicts.has(verdict));
  const verdictColour = (verdict) => palette[verdict || 'no_data'];
  const {valueUnit} = page.data.standards[page.standard];
  const notes = [];
  if (packed?.cells) notes.push(say('cells', metres(packed.cells.side), grouped(packed.cells.of)));
  if (packed?.thinned) notes.push(say('thinned', grouped(packed.geometry.count), grouped(packed.thinned.of)));
  replace(page.parts.layers,
    gaps && h('div', {}, box('gaps', swatch(kind, palette.gap), `${say(page.gapWord)} (${grouped(packed?.cells && !page.isTrialShown ? packed.cells.of : gaps.rows.length)})`),
      gaps.hasWorst && h('ul', {}, key(swatch(kind, palette.gaps[3]), say('gapWorst')))),
    groups.length > 0 && h('div', {}, box('facilities', swatch(groups[0][0].kind, palette.supply), names || say('facilities')),
      map.layers.trial.drawings.length > 0 && h('ul', {}, key(swatch('diamond', palette.site), say('newFacility')))),
    page.sitesShown && h('ul', {}, key(swatch('diamond hollow', palette.site), say('sites'))),
    served && h('div', {}, box('served', swatch(served, palette.served_area), say(page.servedWord))),
    page.hasStreets && h('div', {}, box('streets', swatch('line', palette.street), say('streets'))),
    page.units && h('div', {}, box('units', swatch('outline', palette.outline), page.model.layerTitle(page.units.role)),
      page.shading && h('select', {class: 'shade', 'aria-label': say('unitColours'), onchange: (event) => page.shade(event.target.value === 'value')},
        ['verdict', 'value'].map((name) => h('option', {value: name, selected: (name === 'value') === page.isShaded}, say(name === 'value' ? 'byValue' : 'byVerdict')))),
      page.isShaded && page.shading ? h('ul', {}, page.shading.ranges.map(([from, to], i) => key(swatch('area', page.shading.colours[i]), `${figureWords(from, valueUnit)} – ${figureWords(to, valueUnit)}`)))
        : verdicts.length > 0 && h('ul', {}, verdicts.map((verdict) => key(swatch('area', verdictColour(verdict)), verdictWords(verdict))))),
    notes.map((note) => h('p', {}, note)));
}

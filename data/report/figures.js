// The charts beside the map, for the standard that is chosen.
import {curveOf, distanceChart, mostBars, shortfallBins, shortfallChart, unitBars} from './charts.js';
import {h, replace} from './dom.js';
import {grouped, metres, say} from './words.js';

export function figures(page) {
  const standard = page.data.standards[page.standard];
  const {count} = page.model.count(page.standard);
  const row = page.model.whole(page.standard);
  const all = [];
  const add = (title, ...chart) => all.push(h('figure', {}, h('figcaption', {}, title), ...chart));
  if (count && !count.isLine) {
    const amount = count.amountsInside(page.partition);
    const isChanged = page.model.groups(page.standard).some((group) => group.isChanged);
    if (count.hasOneLimit && count.smallest > 0) {
      const end = count.smallest * 3;
      add(say('curveTitle'), distanceChart(curveOf(count.baseDistance, amount, end), isChanged ? curveOf(count.distance, amount, end) : null, count.smallest, row?.min ?? null));
    }
    if (count.smallest > 0 && isFinite(count.smallest)) {
      const limitOf = (i) => count.limit[i], step = count.smallest / 2;
      const isServed = (served) => (i) => served[i] > 0 || count.limit[i] < 0;
      const before = shortfallBins(count.baseDistance, amount, limitOf, isServed(count.baseServed), step);
      const after = isChanged ? shortfallBins(count.distance, amount, limitOf, isServed(count.served), step) : null;
      if (before.some((bin) => bin[2] > 0) || after?.some((bin) => bin[2] > 0))
        add(say(standard.amountUnit === 'people' ? 'shortfallPeople' : 'shortfallTitle'), shortfallChart(before.map((bin, i) => [...bin, after ? after[i][2] : null]), standard.amountUnit));
    }
  }
  const detour = page.data.detours?.[page.standard];
  if (detour)
    add(say('detourTitle'), h('p', {}, say('detourWords', grouped(detour.walk / detour.straight, 2), metres(detour.straight), metres(detour.walk)),
      detour.onlyStraight > 0 && ` ${say('onlyStraightWords', grouped(detour.onlyStraight))}`));
  const units = page.model.rowsOf(page.standard).filter((one) => one.partition === page.partition && !one.class && !['*', '-', '?'].includes(one.code));
  const judged = units.filter((one) => one.value !== null).length;
  if (judged)
    add(judged > mostBars ? say('barsTitleSome', grouped(mostBars), grouped(judged)) : say('barsTitle'), unitBars(units.map((one) => ({code: one.code, name: one.place, verdict: one.verdict,
      value: one.before !== undefined ? one.before : one.value, after: one.before !== undefined ? one.value : undefined})),
    standard.valueUnit, units.find((one) => one.min !== null || one.max !== null) || {min: null, max: null}));
  replace(page.parts.charts, ...all);
}

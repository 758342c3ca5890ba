// What a trial shows beside the map: what can be done, what was done, and what comes of it.
import {csv, geojson, save} from './download.js';
import {h, replace} from './dom.js';
import {squareSide} from './facilities.js';
import {grouped, metres, pick, say, valueWords, verdictSign, verdictWords} from './words.js';

/// Less than this is the rounding of lengths and areas.
const leastChange = (unit) => (unit === 'm' || unit === 'm2' ? 0.005 : 1e-6);
const mostListed = 2000;   // facilities in the list that the keyboard chooses from

export function trialPanel(trial) {
  const {page} = trial;
  const {opener, trial: box} = page.parts;
  const wasInside = box.contains(document.activeElement) && document.activeElement.dataset.act;
  page.frame.classList.toggle('is-trial', trial.isOpen);
  replace(opener, !trial.why && h('button', {type: 'button', class: trial.isOpen ? 'quiet' : 'primary', 'aria-expanded': trial.isOpen ? 'true' : 'false',
    onclick: () => {
      if (trial.isOpen) trial.end(); else trial.open();
      opener.querySelector('button')?.focus();
    }}, say(trial.isOpen ? 'whatIfClose' : 'whatIfOpen')));
  if (!trial.isOpen) return replace(box);
  replace(box, h('section', {class: 'trial-open', 'aria-label': say('whatIf')}, ...contents(trial)));
  // The button that was pressed is made anew: the keyboard stays on it.
  if (wasInside) (box.querySelector(`[data-act=${wasInside}]:not(:disabled)`) ?? box.querySelector('[data-act]'))?.focus({preventScroll: true});
}

function contents(trial) {
  const {page, group} = trial;
  const button = (key, act, isOff = false) => h('button', {type: 'button', class: 'quiet', 'data-act': key, disabled: isOff, onclick: act}, say(key));
  const file = `${group.role.replace(/[^\w\u4e00-\u9fff.-]/g, '_')}-what-if`;
  const notCounted = trial.model.notCounted(group.role);
  const changes = changesOf(trial);
  return [
    h('h3', {}, say('trialOf', group.title)),
    trial.supplies.length > 1 && supplyChoice(trial),
    h('p', {class: 'help'}, say('whatIfHelp'), ' ', say('like', group.name(trial.like)), group.kind === 'area' && ` ${say('square', metres(squareSide))}`),
    effects(trial),
    facilityChoice(trial),
    h('div', {class: 'buttons'}, button('addAtCentre', () => trial.add(page.map.centre)),
      button('moveToCentre', () => trial.moveChosen(page.map.centre), !trial.chosen || !trial.canDrag(trial.chosen)), button('removeSelected', () => trial.closeChosen(), !trial.chosen)),
    h('h4', {}, say('changes')), changes.length ? h('ul', {class: 'changes'}, changes) : h('p', {class: 'help'}, say('noChanges')),
    h('div', {class: 'buttons'}, button('undo', () => trial.undo(), !group.history.length), button('reset', () => trial.reset(), !group.isChanged)),
    notCounted.length > 0 && h('p', {class: 'help'}, say('notCounted', notCounted.map((standard) => pick(standard.title)).join('; '))),
    h('h4', {}, say('saving')),
    h('div', {class: 'buttons'},
      button('saveGeojson', () => save(`${file}.geojson`, geojson(group, page.data.run.crs), 'application/geo+json'), !group.isChanged),
      button('saveCsv', () => save(`${file}.csv`, csv(group), 'text/csv'), !group.isChanged)),
    h('p', {class: 'help'}, say('saveHint'), ' ', h('code', {}, `gapmap check PLAN --layer ${group.role}=${file}.geojson -o NEW.gpkg`)),
  ];
}

/// Which supply new facilities belong to, where the standard counts several.
function supplyChoice(trial) {
  const {page, supplies} = trial;
  const titles = page.model.reach(page.standard)?.supplyTitles || [];
  const name = ({group, number}) => (titles[number] ? pick(titles[number]) : group.title);
  return h('label', {class: 'field'}, h('span', {}, say('supply')), h('select', {'data-act': 'supply', onchange: (event) => {
    trial.supplyNumber = Number(event.target.value);
    trial.choose(null);
  }}, supplies.map((supply, i) => h('option', {value: i, selected: supply === trial.supply}, name(supply)))));
}

/// All facilities that stand, to choose one without a mouse.
function facilityChoice(trial) {
  const {group} = trial;
  const handles = [...group.added.map((one) => trial.handle(group, one.like, one.key)), ...trial.supply.rows.filter((row) => !group.isGone(row)).map((row) => trial.handle(group, row))];
  if (handles.length > mostListed) return null;
  return h('label', {class: 'field'}, h('span', {}, say('chosenFacility')), h('select', {'data-act': 'facility', onchange: (event) => {
    const handle = handles[Number(event.target.value)] ?? null;
    const place = handle && (handle.key === null ? group.place(handle.feature) : Object.values(group.added.find((one) => one.key === handle.key)).slice(1, 3));
    if (place) trial.page.map.centre = place;
    trial.choose(handle);
  }}, h('option', {value: -1, selected: !trial.chosen}, say('noneChosen')), handles.map((handle, i) => h('option', {value: i, selected: handle === trial.chosen}, handle.name))));
}

/// The figures that change, that of the chosen standard first.
function effects(trial) {
  const {page, group, model} = trial;
  const counted = page.data.standards.map((standard, number) => [standard, number]).filter(([, number]) => model.groups(number).includes(group) && model.count(number).count);
  const isSame = ([, number]) => number !== page.standard && Math.abs(model.whole(number).part - model.wholeBefore(number).part) < leastChange(page.data.standards[number].amountUnit);
  const rows = counted.filter((one) => !isSame(one)).sort(([, a], [, b]) => (b === page.standard) - (a === page.standard) || a - b);
  const same = counted.filter(isSame).map(([standard]) => pick(standard.title));
  return [h('table', {class: 'effects'}, h('caption', {class: 'hidden'}, say('recounted')),
    h('thead', {}, h('tr', {}, ['standard', 'before', 'after', 'change'].map((key, i) => h('th', {scope: 'col', class: i ? 'number' : null}, say(key))))),
    h('tbody', {}, rows.map(([standard, number]) => {
      const now = model.whole(number), then = model.wholeBefore(number), more = now.part - then.part;
      const change = Math.abs(more) < leastChange(standard.amountUnit) ? say('same') : `${more > 0 ? '+' : '−'}${valueWords(Math.abs(more), standard.amountUnit)}`;
      return h('tr', {'data-standard': standard.id, 'data-value': now.value, class: number === page.standard ? 'chosen' : null},
        h('td', {}, pick(standard.title)), h('td', {class: 'number'}, valueWords(then.value, standard.valueUnit)),
        h('td', {class: 'number'}, h('strong', {}, valueWords(now.value, standard.valueUnit)), h('br'), h('span', {class: `verdict ${now.verdict || 'none'}`}, `${verdictSign(now.verdict)} ${verdictWords(now.verdict)}`)),
        h('td', {class: 'number'}, change));
    }))), group.isChanged && same.length > 0 && h('p', {class: 'help'}, say('unchanged', same.join('; ')))];
}

function changesOf(trial) {
  const {group} = trial;
  const item = (what, words, act) => h('li', {}, h('span', {}, h('b', {}, say(what)), ' ', words), h('button', {type: 'button', class: 'quiet small', 'aria-label': `${say('takeBack')}: ${say(what)} ${words}`, onclick: act}, say('takeBack')));
  const moved = new Set(group.added.map((one) => one.from).filter((from) => from !== null));
  const at = (one) => `${grouped(one.x, 1)}, ${grouped(one.y, 1)}`;
  return [
    ...group.added.map((one) => item(one.from === null ? 'added' : 'moved', `${trial.handle(group, one.like, one.key).name} → ${at(one)}`, () => trial.takeBack(one))),
    ...[...group.closed].filter((feature) => !moved.has(feature)).map((feature) => item('removed', group.name(feature), () => trial.reopen(feature))),
  ];
}

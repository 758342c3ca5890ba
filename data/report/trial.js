// "What if": facilities are added, moved and closed on the map, and the standards they serve are counted again.
import {csv, geojson, save} from './download.js';
import {h, replace} from './dom.js';
import {squareSide} from './facilities.js';
import {featuresOf, pointFeature, ringFeature} from './map.js';
import {amountWords, metres, pick, say, valueWords, verdictSign, verdictWords} from './words.js';

export class Trial {
  constructor(page) {
    this.page = page;
    this.isOpen = false;
    this.chosen = null;
    this.layers = new Map();
  }

  get model() { return this.page.model; }
  get standard() { return this.page.standard; }

  /// The facilities that the standard counts: [group, rows].
  groups() {
    const {id} = this.page.data.standards[this.standard];
    const found = [];
    for (const group of this.model.facilities.values()) {
      const isOne = group.serves.map((tokens) => [...tokens].some((token) => token.startsWith(`${id}#`)));
      if (!isOne.some(Boolean)) continue;
      const rows = [];
      for (let i = 0; i < group.shape.count; ++i) if (isOne[group.servesAt[i]]) rows.push(i);
      found.push([group, rows]);
    }
    return found;
  }

  /// The group that is edited: the first that something can be added to.
  get group() {
    const {count} = this.model.count(this.standard);
    return count ? count.supplies.map((supply) => supply.group).find((group) => group.canAdd) : undefined;
  }

  drawFacilities() {
    const features = [], fresh = [];
    for (const [group, rows] of this.groups()) {
      if (!this.layers.has(group.role)) {
        this.layers.set(group.role, new Map(featuresOf(group.shape).map((feature) => [feature.row, feature])));
        for (const [row, feature] of this.layers.get(group.role)) feature.handle = {group, feature: row, name: group.name(row)};
      }
      for (const row of rows) {
        const feature = this.layers.get(group.role).get(row);
        if (feature && !group.isGone(row)) features.push(feature);
      }
      for (const one of group.added) {
        if (!rows.includes(one.like)) continue;
        const handle = this.handles?.get(one.key) || {group, key: one.key, name: say('newFacility')};
        (this.handles ??= new Map()).set(one.key, handle);
        const made = group.kind === 'point' ? pointFeature(one.x, one.y, {handle, isNew: true}) : ringFeature(group.ring(one), {handle, isNew: true});
        fresh.push(made);
      }
    }
    this.page.map.chosenFacility = this.isOpen ? this.chosen : null;
    this.page.map.set('facilities', this.page.visible.facilities ? features : []);
    this.page.map.set('trial', fresh);
  }

  nearest(place) {
    let best = null;
    for (const [group, rows] of this.groups()) {
      for (const row of rows) {
        if (group.isGone(row)) continue;
        const distance = group.distanceFrom(row, place[0], place[1]);
        if (!best || distance < best.distance) best = {distance, name: group.name(row)};
      }
      for (const one of group.added) {
        const distance = group.distanceTo(one, place[0], place[1]);
        if (rows.includes(one.like) && (!best || distance < best.distance)) best = {distance, name: say('newFacility')};
      }
    }
    return best;
  }

  fields(handle) {
    const row = handle.key ? handle.group.added.find((one) => one.key === handle.key)?.like : handle.feature;
    return Object.entries(handle.group.fields).map(([name, values]) => [name, values[row] === null ? '' : String(values[row])]).filter(([, value]) => value !== '');
  }

  canDrag(feature) { return this.isOpen && Boolean(feature.handle) && feature.handle.group === this.group && (feature.handle.key || this.group.kind === 'point'); }

  drag(feature, place, isDone) {
    const {group} = feature.handle;
    if (!feature.handle.key) {
      const one = group.take(feature.handle.feature);
      const handle = {group, key: one.key, name: feature.handle.name};
      (this.handles ??= new Map()).set(one.key, handle);
      this.chosen = handle;
      feature = pointFeature(one.x, one.y, {handle, isNew: true});
    } else if (!this.isDragging) {
      group.remember();
      this.chosen = feature.handle;
    }
    this.isDragging = !isDone;
    group.move(feature.handle.key, place[0], place[1]);
    if (isDone) this.recount(true);
    else if (!this.frame)
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        if (this.isDragging) this.recount(false);
      });
    return feature;
  }

  /// A click while a trial goes on: true where it was meant for the trial.
  pick(feature, place) {
    if (!this.isOpen || !this.group) return false;
    if (feature?.handle) {
      if (feature.handle.group !== this.group) return false;
      this.chosen = feature.handle === this.chosen ? null : feature.handle;
      this.drawFacilities();
      this.panel();
      return true;
    }
    this.add(place);
    return true;
  }

  add(place) {
    const {group} = this;
    const one = group.add(place[0], place[1], this.like());
    this.chosen = {group, key: one.key, name: say('newFacility')};
    (this.handles ??= new Map()).set(one.key, this.chosen);
    this.recount(true);
  }

  /// New facilities get the fields of one that the standard counts, so that it counts them too.
  like() {
    const {count} = this.model.count(this.standard);
    return count.supplies.find((supply) => supply.group === this.group).rows[0];
  }

  closeChosen() {
    if (!this.chosen) return;
    const {group, key, feature} = this.chosen;
    if (key) group.withdraw(key);
    else group.close(feature);
    this.chosen = null;
    this.recount(true);
  }

  recount(isDone) {
    this.model.recount(this.group.role, isDone ? null : this.standard);
    this.page.refresh(isDone);
  }

  open() {
    this.isOpen = true;
    this.page.map.openPopup(undefined);
    this.drawFacilities();
    this.panel();
  }
  leave() {
    this.chosen = null;
    if (this.isOpen && !this.group) this.isOpen = false;
  }
  end() {
    this.isOpen = false;
    this.chosen = null;
    this.drawFacilities();
    this.panel();
  }

  changes() {
    const {group} = this;
    const item = (what, words, act) => h('li', {}, h('b', {}, what), ' ', words, ' ', h('button', {type: 'button', class: 'quiet small', 'aria-label': `${say('undo')}: ${what} ${words}`, onclick: act}, '×'));
    const moved = new Set(group.added.map((one) => one.from).filter((from) => from !== null));
    const at = (one) => `${one.x.toFixed(1)}, ${one.y.toFixed(1)}`;
    return [...group.added.map((one) => item(say(one.from === null ? 'added' : 'moved'), one.from === null ? at(one) : `${group.name(one.from)} → ${at(one)}`, () => {
      const gone = group.withdraw(one.key);
      if (gone.from !== null) group.closed.delete(gone.from);
      this.recount(true);
    })), ...[...group.closed].filter((feature) => !moved.has(feature)).map((feature) => item(say('removed'), group.name(feature), () => {
      group.remember();
      group.closed.delete(feature);
      this.recount(true);
    }))];
  }

  panel() {
    const box = this.page.parts.trial;
    const {count, why} = this.model.reach(this.standard) ? this.model.count(this.standard) : {why: 'notReach'};
    const {group} = this;
    if (!count || !group) return replace(box, h('p', {class: 'trial-not'}, say('whatIfNot', say(why || 'notPoints'))));
    if (!this.isOpen)
      return replace(box, h('button', {type: 'button', class: 'primary', onclick: () => this.open()}, say('whatIfOpen')));
    const button = (key, act, isOff = false) => h('button', {type: 'button', class: 'quiet', disabled: isOff, onclick: act}, say(key));
    const changes = this.changes();
    const file = `${group.role.replace(/[^\w\u4e00-\u9fff.-]/g, '_')}-what-if`;
    const rows = this.page.data.standards.map((standard, number) => [standard, number])
      .filter(([, number]) => this.model.groups(number).includes(group) && this.model.count(number).count);
    const notCounted = this.model.notCounted(group.role);
    replace(box, h('section', {class: 'trial-open', 'aria-label': say('whatIf')},
      h('h3', {}, say('trialOf', group.title)), h('p', {}, say('whatIfHelp'), ' ', say('like', group.name(this.like())), group.kind === 'area' && ` · ${say('square', metres(squareSide))}`),
      h('div', {class: 'buttons'}, button('addAtCentre', () => this.add(this.page.map.centre())), button('removeSelected', () => this.closeChosen(), !this.chosen),
        button('undo', () => { group.undo(); this.chosen = null; this.recount(true); }, !group.history.length),
        button('reset', () => { group.reset(); this.chosen = null; this.recount(true); }, !group.isChanged),
        button('whatIfClose', () => this.end())),
      h('table', {class: 'effects'}, h('caption', {class: 'hidden'}, say('recounted')),
        h('thead', {}, h('tr', {}, ['standard', 'before', 'after', 'verdict', 'changes'].map((key) => h('th', {scope: 'col'}, key === 'changes' ? '±' : say(key))))),
        h('tbody', {}, rows.map(([standard, number]) => {
          const now = this.model.whole(number), then = this.model.wholeBefore(number);
          const more = now.part - then.part;
          return h('tr', {'data-standard': standard.id, 'data-value': now.value}, h('td', {}, pick(standard.title)), h('td', {class: 'number'}, valueWords(then.value, standard.valueUnit)),
            h('td', {class: 'number'}, h('strong', {}, valueWords(now.value, standard.valueUnit))), h('td', {class: `verdict ${now.verdict}`}, `${verdictSign(now.verdict)} ${verdictWords(now.verdict)}`),
            h('td', {}, Math.abs(more) < 1e-6 ? say('same') : say(more > 0 ? 'gained' : 'lost', amountWords(Math.abs(more), standard.amountUnit))));
        }))),
      notCounted.length > 0 && h('p', {class: 'help'}, say('notCounted', notCounted.map((standard) => pick(standard.title)).join('; '))),
      h('h4', {}, say('changes')), changes.length ? h('ul', {class: 'changes'}, changes) : h('p', {class: 'help'}, say('noChanges')),
      h('div', {class: 'buttons'},
        h('button', {type: 'button', class: 'quiet', disabled: !group.isChanged, onclick: () => save(`${file}.geojson`, geojson(group, this.page.data.run.crs), 'application/geo+json')}, say('saveGeojson')),
        h('button', {type: 'button', class: 'quiet', disabled: !group.isChanged, onclick: () => save(`${file}.csv`, csv(group), 'text/csv')}, say('saveCsv'))),
      h('p', {class: 'help'}, say('saveHint'), ' ', h('code', {}, `gapmap check PLAN --layer ${group.role}=${file}.geojson -o NEW.gpkg`))));
  }
}

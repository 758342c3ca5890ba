// "What if": facilities are added, moved and closed on the map, and the standards they serve are counted again.
import {shapeOf} from './data.js';
import {Drawing} from './drawing.js';
import {distanceFrom} from './nearest.js';
import {trialPanel} from './trial_panel.js';
import {say} from './words.js';

const manyFacilities = 120;   // have smaller marks where much ground is shown

export class Trial {
  constructor(page) {
    this.page = page;
    this.isOpen = false;
    this.chosen = null;        // a handle: {group, feature} of the result, or {group, key} of one that was added
    this.handles = new Map();  // "role feature" or "role +key" -> its only handle
    this.supplyNumber = 0;
    page.mapElement.addEventListener('keydown', (event) => this.key(event));
  }

  get model() { return this.page.model; }
  get standard() { return this.page.standard; }

  /// Why the standard cannot be tried out, as a key of the words, or null.
  get why() {
    const why = this.model.obstacle(this.standard);
    if (why || !this.model.counts.has(this.standard)) return why;
    return this.model.count(this.standard).why ?? (this.supplies.length ? null : 'noFacilities');
  }

  /// The supplies that something can be added to: those that hold a facility which new ones can be like.
  get supplies() {
    const {count} = this.model.count(this.standard);
    return count ? count.supplies.filter((supply) => supply.group.canAdd && supply.rows.length) : [];
  }
  get supply() { return this.supplies[Math.min(this.supplyNumber, this.supplies.length - 1)]; }
  /// The group that is edited.
  get group() { return this.supply?.group; }
  /// New facilities get the fields of one that the standard counts, so that it counts them too.
  get like() { return this.supply.rows[0]; }

  handle(group, feature, key = null) {
    const name = key === null ? `${group.role} ${feature}` : `${group.role} +${key}`;
    if (!this.handles.has(name))
      this.handles.set(name, {group, feature, key, get name() {
        if (key === null) return group.name(feature);
        const from = group.added.find((one) => one.key === key)?.from ?? null;
        return from === null ? `${say('newFacility')} ${key}` : group.name(from);
      }});
    return this.handles.get(name);
  }

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

  drawFacilities() {
    const {styles, map} = this.page;
    const chosen = this.isOpen ? this.chosen : null;
    const standing = [], fresh = [];
    for (const [group, rows] of this.groups()) {
      const handleOf = (row) => this.handle(group, row);
      const kind = group.kind === 'point' && rows.length > manyFacilities ? 'many' : group.kind;
      standing.push(new Drawing(group.shape, rows.filter((row) => !group.isGone(row)), styles.facility[kind], (row) => (chosen && chosen === handleOf(row) ? 1 : 0), {handleOf}));
      const added = group.added.filter((one) => rows.includes(one.like));
      if (!added.length) continue;
      const handleOfNew = (row) => this.handle(group, added[row].like, added[row].key);
      fresh.push(new Drawing(shapeOf(group.kind, added.map((one) => (group.kind === 'point' ? [[one.x, one.y]] : group.corners(one)))), null, styles.fresh[group.kind],
        (row) => (chosen && chosen === handleOfNew(row) ? 1 : 0), {handleOf: handleOfNew}));
    }
    const sites = this.page.sites();
    this.page.sitesShown = Boolean(sites);
    map.set('facilities', ...standing, sites);
    map.set('trial', ...fresh);
  }

  nearest(place) {
    let best = null;
    const better = (distance, name) => { if (!best || distance < best.distance) best = {distance, name}; };
    for (const [group, rows] of this.groups()) {
      for (const row of rows) if (!group.isGone(row)) better(distanceFrom(group.shape, row, place[0], place[1]), group.name(row));
      for (const one of group.added) if (rows.includes(one.like)) better(group.distanceTo(one, place[0], place[1]), this.handle(group, one.like, one.key).name);
    }
    return best;
  }

  /// A facility's fields with their values, for a pop-up.
  fields({group, feature}) {
    return Object.keys(group.fields).map((name) => [group.fieldTitle(name), group.valueWords(name, feature)]).filter(([, value]) => value !== '');
  }

  canDrag(handle) { return this.isOpen && Boolean(handle) && handle.group === this.group && (handle.key !== null || this.group.kind === 'point'); }

  drag(handle, place, isDone) {
    const {group} = handle;
    if (handle.key === null) {
      const one = group.take(handle.feature);
      handle = this.handle(group, one.like, one.key);
    } else if (!this.isDragging) group.remember();
    this.chosen = handle;
    this.isDragging = !isDone;
    group.move(handle.key, place[0], place[1]);
    if (isDone) this.recount(true);
    else
      this.frame ||= requestAnimationFrame(() => {
        this.frame = 0;
        if (this.isDragging) this.recount(false);
      });
    return handle;
  }

  /// A click while a trial goes on: true where it was meant for the trial.
  pick(hit, place) {
    if (!this.isOpen || !this.group) return false;
    const handle = hit?.drawing.handleOf?.(hit.row);
    if (!handle) {
      this.add(place);
      return true;
    }
    if (handle.group !== this.group) return false;
    this.choose(handle === this.chosen ? null : handle);
    return true;
  }

  choose(handle) {
    this.chosen = handle;
    this.drawFacilities();
    this.panel();
  }

  key(event) {
    if (!this.isOpen || !this.group) return;
    if ((event.key === 'Delete' || event.key === 'Backspace') && this.chosen) this.closeChosen();
    else if (event.key === 'z' && (event.ctrlKey || event.metaKey) && this.group.history.length) this.undo();
    else if (event.key === 'Escape' && this.chosen) this.choose(null);
    else return;
    event.preventDefault();
  }

  add(place) {
    const one = this.group.add(place[0], place[1], this.like);
    this.chosen = this.handle(this.group, one.like, one.key);
    this.recount(true);
  }
  /// Moves the chosen facility to a place.
  moveChosen(place) {
    this.drag(this.chosen, place, true);
  }
  closeChosen() {
    if (!this.chosen) return;
    const {group, key, feature} = this.chosen;
    if (key === null) group.close(feature);
    else group.withdraw(key);
    this.chosen = null;
    this.recount(true);
  }
  undo() {
    this.group.undo();
    this.chosen = null;
    this.recount(true);
  }
  reset() {
    this.group.reset();
    this.chosen = null;
    this.recount(true);
  }
  /// Takes one addition or move back.
  takeBack(one) {
    this.group.withdraw(one.key);
    if (one.from !== null) this.group.closed.delete(one.from);
    this.chosen = null;
    this.recount(true);
  }
  reopen(feature) {
    this.group.remember();
    this.group.closed.delete(feature);
    this.recount(true);
  }

  recount(isDone) {
    this.model.recount(this.group.role, isDone ? null : this.standard);
    this.page.refresh(isDone);
  }

  open() {
    this.model.count(this.standard);
    this.isOpen = !this.why;
    this.page.map.openPopup(undefined);
    this.drawFacilities();
    this.panel();
  }
  /// Another standard is chosen.
  leave() {
    this.chosen = null;
    this.supplyNumber = 0;
    if (this.isOpen && (this.why || !this.group)) this.isOpen = false;
  }
  end() {
    this.isOpen = false;
    this.chosen = null;
    this.drawFacilities();
    this.panel();
  }

  panel() { trialPanel(this); }
}

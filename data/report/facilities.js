// The facilities of one role as the result has them, and what a trial makes of them: closed, moved, added.
import {geometry} from './data.js';
import {pick} from './words.js';

export const squareSide = 60;  // metres: what a new area counts as

export class Facilities {
  /// `title()` names the role in the page's language.
  constructor(packed, title) {
    this.role = packed.role;
    this.titled = title;
    this.fields = packed.fields;
    this.words = packed.words || {};
    this.shape = geometry(packed.geometry);
    this.kind = this.shape.shape;
    // Which standards count a facility: sets of "standard#supply".
    this.serves = packed.serves.words.map((words) => new Set(words.split(' ').filter(Boolean)));
    this.servesAt = packed.serves.at;
    this.closed = new Set();
    this.added = [];  // {key, x, y, like, from}: attributes as those of `like`; `from` where it was moved from
    this.history = [];
    this.keys = 0;
  }

  get title() { return this.titled(); }
  tokens(feature) { return this.serves[this.servesAt[feature]]; }
  that(token) {
    const rows = [];
    for (let i = 0; i < this.shape.count; ++i) if (this.tokens(i).has(token)) rows.push(i);
    return rows;
  }
  isGone = (feature) => this.closed.has(feature);
  get isChanged() { return this.closed.size > 0 || this.added.length > 0; }
  get canAdd() { return this.kind === 'point' || this.kind === 'area'; }

  /// Middle of a facility's first part, where it is drawn and taken hold of.
  place(feature) {
    const {xy, partBegin, featureBegin} = this.shape;
    const part = featureBegin[feature];
    if (part === featureBegin[feature + 1]) return null;
    let x = 0, y = 0;
    const first = partBegin[part], last = partBegin[part + 1];
    for (let i = first; i < last; ++i) { x += xy[2 * i]; y += xy[2 * i + 1]; }
    return [x / (last - first), y / (last - first)];
  }

  /// What a field is called, and its value as people say it.
  fieldTitle(name) { return this.words[name] ? pick(this.words[name].title) : name; }
  valueWords(name, feature) {
    const value = this.fields[name][feature];
    if (value === null) return '';
    const known = this.words[name]?.values[value];
    return known ? pick(known) : String(value);
  }

  name(feature) {
    for (const field of ['name', '名称', 'NAME', 'Name', 'title']) {
      const value = this.fields[field]?.[feature];
      if (value) return String(value);
    }
    return `${this.title} ${feature + 1}`;
  }

  remember() { this.history.push([new Set(this.closed), this.added.map((one) => ({...one}))]); }
  undo() {
    const last = this.history.pop();
    if (last) [this.closed, this.added] = last;
  }
  reset() { this.remember(); this.closed = new Set(); this.added = []; }

  add(x, y, like) {
    this.remember();
    const one = {key: ++this.keys, ...settled(x, y), like, from: null};
    this.added.push(one);
    return one;
  }
  close(feature) { this.remember(); this.closed.add(feature); }
  withdraw(key) {
    this.remember();
    const gone = this.added.find((one) => one.key === key);
    this.added = this.added.filter((one) => one.key !== key);
    // What was moved is closed where it stood and withdrawn where it went.
    return gone;
  }
  /// A facility of the result that is dragged becomes a new one like itself.
  take(feature) {
    this.remember();
    this.closed.add(feature);
    const [x, y] = this.place(feature);
    const one = {key: ++this.keys, ...settled(x, y), like: feature, from: feature};
    this.added.push(one);
    return one;
  }
  move(key, x, y) {
    const one = this.added.find((each) => each.key === key);
    if (one) Object.assign(one, settled(x, y));
  }

  /// Distance from a place to an added facility: to the point, or to the square that stands for a new area.
  distanceTo(one, x, y) {
    if (this.kind === 'point') return Math.hypot(x - one.x, y - one.y);
    const half = squareSide / 2;
    return Math.hypot(Math.max(Math.abs(x - one.x) - half, 0), Math.max(Math.abs(y - one.y) - half, 0));
  }

  /// The square's corners, anticlockwise.
  corners(one) {
    const half = squareSide / 2;
    return [[one.x - half, one.y - half], [one.x + half, one.y - half], [one.x + half, one.y + half], [one.x - half, one.y + half]];
  }
}

/// On whole millimetres, so that the saved file holds exactly what was counted.
const settled = (x, y) => ({x: Math.round(x * 1000) / 1000, y: Math.round(y * 1000) / 1000});

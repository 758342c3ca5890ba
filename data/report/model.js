// The result as the page works with it: rows of scores, units, layers, facilities, and counts that can be made again.
import {column} from './data.js';
import {Count, Demand, judged, obstacle} from './count.js';
import {Facilities} from './facilities.js';
import {pick, say} from './words.js';

/// Rows by their standard.
function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row.standard)) groups.set(row.standard, []);
    groups.get(row.standard).push(row);
  }
  return groups;
}

export class Model {
  constructor(data) {
    this.data = data;
    this.standards = data.standards;
    this.facilities = new Map(data.facilities.map((packed) => [packed.role, new Facilities(packed, () => this.layerTitle(packed.role))]));
    this.demands = new Map();
    this.counts = new Map();
    this.units = data.units;
    const {scores} = data;
    const text = Object.fromEntries(['partition', 'code', 'name', 'class', 'verdict'].map((key) => [key, column(scores[key])]));
    this.base = scores.standard.map((standard, i) => ({
      standard, order: i, task: this.standards[standard].task, partition: text.partition(i), code: text.code(i),
      name: text.name(i), class: text.class(i), verdict: text.verdict(i), value: scores.value[i], min: scores.min[i],
      max: scores.max[i], part: scores.part[i], whole: scores.whole[i], missing: scores.missing[i], error: scores.error[i],
      valueUnit: this.standards[standard].valueUnit, amountUnit: this.standards[standard].amountUnit,
      lead: this.standards[standard].lead, responsible: this.standards[standard].responsible,
    }));
    this.trial = new Map();  // order of a row -> its figures in the trial
    this.baseOf = grouped(this.base);
    this.wholes = new Map(this.base.filter((row) => row.code === '*' && !row.class).reverse().map((row) => [row.standard, row]));
    this.shown = new Map();  // standard -> its rows as they are shown; forgotten when figures or words change
  }

  layerTitle(role) { return pick(this.data.layers[role]?.title || ['', '']) || role; }

  get partitions() { return [...new Set(this.base.map((row) => row.partition))]; }

  /// The rows of a standard with the trial's figures, in the page's language.
  rowsOf(standard) {
    if (!this.shown.has(standard))
      this.shown.set(standard, (this.baseOf.get(standard) || []).map((row) => ({
        ...row, ...(this.trial.get(row.order) || {}), title: pick(this.standards[row.standard].title) || this.standards[row.standard].id,
        taskTitle: pick(this.standards[row.standard].taskTitle),
        place: {'*': say('whole'), '-': say('outside'), '?': say('unnamed')}[row.code] ?? (row.name || row.code),
      })));
    return this.shown.get(standard);
  }
  rows() { return this.standards.flatMap((_, standard) => this.rowsOf(standard)); }
  forget() { this.shown.clear(); }

  whole(standard) {
    const row = this.wholes.get(standard);
    return row && {...row, ...(this.trial.get(row.order) || {})};
  }
  wholeBefore(standard) { return this.wholes.get(standard); }

  reach(standard) { return this.data.reach.find((one) => one.standard === standard); }
  groups(standard) {
    const reach = this.reach(standard);
    return reach ? reach.facilities.split(' ').filter(Boolean).map((role) => this.facilities.get(role)) : [];
  }
  demand(name) {
    if (!this.demands.has(name))
      this.demands.set(name, this.data.demand[name] ? new Demand(this.data.demand[name]) : null);
    return this.demands.get(name);
  }

  /// Why a standard cannot be tried out, as a key of the words, or null; known without counting.
  obstacle(standard) {
    const reach = this.reach(standard);
    return obstacle(reach, reach && this.data.demand[reach.demand]?.geometry.shape, this.groups(standard));
  }

  /// {count} where the page can count a standard as the result did, else {why}.
  count(standard) {
    if (!this.counts.has(standard)) this.counts.set(standard, this.made(standard));
    return this.counts.get(standard);
  }
  made(standard) {
    const reach = this.reach(standard), groups = this.groups(standard);
    const why = this.obstacle(standard);
    if (why) return {why};
    const count = new Count(this.standards[standard].id, reach, this.demand(reach.demand), groups);
    // Figures that cannot be made again here are not shown: both must be the same to a part in a million.
    const row = this.wholeBefore(standard);
    const sum = row && count.sums(row.partition).get('*')?.get('');
    const isEqual = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(b), 1e-9);
    if (!sum || !isEqual(sum[0], row.part) || !isEqual(sum[1], row.whole)) return {why: 'notEqual'};
    if (groups.some((group) => group.isChanged)) count.recount();
    return {count};
  }

  /// Counts every standard again that a role serves; `only` a single one while something is dragged.
  recount(role, only = null) {
    this.forget();
    this.standards.forEach((standard, number) => {
      if (only !== null && number !== only) return;
      if (!this.groups(number).some((group) => group && group.role === role)) return;
      const {count} = this.count(number);
      if (!count) return;
      const isChanged = this.groups(number).some((group) => group.isChanged);
      count.recount();
      const isCounted = standard.amountUnit === 'people' || standard.amountUnit === 'count';
      for (const partition of this.partitions) {
        const sums = count.sums(partition);
        const rows = this.baseOf.get(number).filter((row) => row.partition === partition);
        for (const row of rows) {
          if (!isChanged) { this.trial.delete(row.order); continue; }
          const [part, whole] = sums.get(row.code)?.get(row.class) || [0, 0];
          this.trial.set(row.order, {...judged(row, part, whole, isCounted), before: row.value});
        }
        if (isChanged) this.judgeTogether(rows);
      }
    });
  }

  /// Where the target goes by class, all classes together are as good as the worst of them.
  judgeTogether(rows) {
    for (const row of rows) {
      if (row.class || row.min !== null || row.max !== null || !row.verdict) continue;
      const classes = rows.filter((one) => one.code === row.code && one.class).map((one) => this.trial.get(one.order));
      const now = this.trial.get(row.order);
      for (const verdict of ['met', 'no_data', 'unmet']) if (classes.some((one) => one.verdict === verdict)) now.verdict = verdict;
      now.missing = classes.reduce((sum, one) => sum + one.missing, 0);
    }
  }

  /// Standards that count a role's facilities but cannot be counted again here.
  notCounted(role) {
    const group = this.facilities.get(role);
    const ids = new Set(group.serves.flatMap((tags) => [...tags].map((tag) => tag.split('#')[0])));
    return this.standards.map((standard, number) => [standard, number])
      .filter(([standard, number]) => ids.has(standard.id) && !this.count(number).count).map(([standard]) => standard);
  }
}

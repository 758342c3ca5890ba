// The table of scores: every figure of the result, sorted and filtered, and linked with the map.
import {h, replace} from './dom.js';
import {classWords, missingWords, say, targetWords, valueWords, verdictSign, verdictWords} from './words.js';

const page = 200;  // rows shown at once; more on demand

const allColumns = [
  {key: 'task', by: (row) => row.order},
  {key: 'standard', by: (row) => row.title},
  {key: 'unit', by: (row) => row.code},
  {key: 'class', by: (row) => row.class, isWanted: (rows) => rows.some((row) => row.class)},
  {key: 'value', by: (row) => row.value ?? -Infinity, number: true},
  {key: 'target', by: (row) => row.min ?? row.max ?? -Infinity, number: true},
  {key: 'verdict', by: (row) => ({unmet: 0, no_data: 1, met: 2}[row.verdict] ?? 3)},
  {key: 'missing', by: (row) => Math.abs(row.missing), number: true},
  {key: 'department', by: (row) => row.lead, isWanted: (rows) => rows.some((row) => row.lead)},
];

export class ScoreTable {
  /// `choose(row)` is told which row was chosen.
  constructor(element, model, choose) {
    this.element = element;
    this.model = model;
    this.source = () => model.rows();
    this.choose = choose;
    this.filter = {task: '', unit: '*', department: '', verdict: '', partition: null, query: ''};
    this.sort = {key: 'task', down: false};
    this.limit = page;
    this.chosen = null;
  }

  build() {
    const rows = this.source();
    const partitions = [...new Set(rows.map((row) => row.partition))];
    if (!partitions.includes(this.filter.partition)) this.filter.partition = partitions[0] ?? '';
    const select = (key, label, options) => h('label', {class: 'field'}, h('span', {}, label),
      h('select', {'data-filter': key, onchange: (event) => this.set(key, event.target.value)},
        options.map(([value, words]) => h('option', {value, selected: this.filter[key] === value}, words))));
    const distinct = (words) => [...new Set(words)].filter(Boolean);
    const units = new Map();
    for (const row of rows) if (row.partition === this.filter.partition && !units.has(row.code)) units.set(row.code, row.place);
    const departments = distinct(rows.flatMap((row) => [...row.lead.split('、'), ...row.responsible.split('、')])).sort();
    const tasks = [...new Map(rows.map((row) => [row.task, [row.task, `${row.task} ${row.taskTitle}`.trim()]])).values()];
    const all = ['', say('all')];
    this.columns = allColumns.filter(({isWanted}) => !isWanted || isWanted(rows));
    this.count = h('p', {class: 'count', 'aria-live': 'polite'});
    this.body = h('tbody');
    this.more = h('div', {class: 'more'});
    this.heads = this.columns.map((column) => h('th', {scope: 'col', class: [column.number && 'number', column.key].filter(Boolean).join(' ')},
      h('button', {type: 'button', onclick: () => this.sortBy(column.key)}, say(column.key), h('span', {class: 'arrow', 'aria-hidden': 'true'}))));
    replace(this.element,
      h('div', {class: 'filters'},
        select('task', say('task'), [all, ...tasks]),
        partitions.length > 1 && select('partition', say('partition'), partitions.map((role) => [role, this.model.layerTitle(role)])),
        select('unit', say('unit'), [all, ...units]),
        departments.length > 0 && select('department', say('responsible'), [all, ...departments.map((name) => [name, name])]),
        select('verdict', say('verdict'), [all, ...['met', 'unmet', 'no_data'].map((verdict) => [verdict, verdictWords(verdict)])]),
        h('label', {class: 'field wide'}, h('span', {}, say('search')),
          h('input', {type: 'search', placeholder: say('searchHint'), value: this.filter.query,
            oninput: (event) => this.set('query', event.target.value)})),
        h('button', {type: 'button', class: 'quiet', onclick: () => this.clear()}, say('clear'))),
      this.count,
      h('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('scores')},
        h('table', {}, h('caption', {class: 'hidden'}, say('scores')), h('thead', {}, h('tr', {}, this.heads)), this.body)),
      this.more);
    this.draw();
  }

  set(key, value) {
    this.filter[key] = value;
    this.limit = page;
    if (key === 'partition') { this.filter.unit = '*'; return this.build(); }
    this.draw();
  }
  showUnit(partition, code) {
    this.filter.partition = partition;
    this.filter.unit = code;
    this.build();
  }
  clear() {
    Object.assign(this.filter, {task: '', unit: '', department: '', verdict: '', query: ''});
    this.build();
  }
  sortBy(key) {
    this.sort = {key, down: this.sort.key === key && !this.sort.down};
    this.draw();
  }

  chosenRows() {
    const {task, unit, department, verdict, partition, query} = this.filter;
    const words = query.trim().toLowerCase();
    const {by} = allColumns.find((column) => column.key === this.sort.key);
    const rows = this.source().filter((row) => row.partition === partition && (!task || row.task === task) &&
      (!unit || row.code === unit) && (!verdict || row.verdict === verdict) &&
      (!department || `、${row.lead}、${row.responsible}、`.includes(`、${department}、`)) &&
      (!words || `${row.title} ${row.place} ${row.class} ${classWords(row.class)} ${row.lead} ${row.task}`.toLowerCase().includes(words)));
    const sign = this.sort.down ? -1 : 1;
    return rows.sort((a, b) => {
      const x = by(a), y = by(b);
      const order = typeof x === 'number' ? x - y : x < y ? -1 : x > y ? 1 : 0;
      return sign * order || a.order - b.order;
    });
  }

  draw() {
    const rows = this.chosenRows();
    this.count.textContent = say('rows', rows.length);
    this.columns.forEach((column, i) => {
      const isSorted = column.key === this.sort.key;
      this.heads[i].setAttribute('aria-sort', isSorted ? (this.sort.down ? 'descending' : 'ascending') : 'none');
      this.heads[i].querySelector('.arrow').textContent = isSorted ? (this.sort.down ? ' ↓' : ' ↑') : '';
    });
    this.body.parentElement?.classList.toggle('has-classes', rows.some((row) => row.class));
    replace(this.body, rows.length ? rows.slice(0, this.limit).map((row) => this.row(row))
      : h('tr', {}, h('td', {colspan: this.columns.length, class: 'nothing'}, say('noRows'))));
    replace(this.more, rows.length > this.limit && h('button', {type: 'button', class: 'quiet', onclick: () => {
      this.limit += 5 * page;
      this.draw();
    }}, say('more', Math.min(rows.length - this.limit, 5 * page))));
  }

  row(row) {
    const isChosen = this.chosen && this.chosen.standard === row.standard && this.chosen.code === row.code;
    const choose = () => this.choose(row);
    const cells = {
      task: h('td', {class: 'task'}, row.task),
      standard: h('td', {}, h('button', {type: 'button', class: 'link', onclick: (event) => { event.stopPropagation(); choose(); }}, row.title)),
      unit: h('td', {class: 'unit', dir: 'auto'}, row.place), class: h('td', {class: 'class'}, classWords(row.class)),
      value: h('td', {class: 'number'}, valueWords(row.value, row.valueUnit), row.before !== undefined && h('s', {}, valueWords(row.before, row.valueUnit, false))),
      target: h('td', {class: 'number'}, targetWords(row.min, row.max, row.valueUnit)),
      verdict: h('td', {class: `verdict ${row.verdict || 'none'}`}, h('span', {'aria-hidden': 'true'}, verdictSign(row.verdict)), ' ', verdictWords(row.verdict)),
      missing: h('td', {class: 'number'}, missingWords(row.missing, row.amountUnit)),
      department: h('td', {}, row.lead),
    };
    return h('tr', {class: `${row.class ? 'part' : ''} ${isChosen ? 'chosen' : ''}`.trim() || null, 'aria-current': isChosen ? 'true' : null, onclick: choose}, this.columns.map(({key}) => cells[key]));
  }

  mark(standard, code) {
    this.chosen = {standard, code};
    this.draw();
  }
}

// The list of all standards by task: found by words and by verdict, a task at a time opened.
import {h, replace} from './dom.js';
import {figureWords, pick, say, verdictSign, verdictWords} from './words.js';

const fewStandards = 24;   // are all shown open

export class Catalogue {
  /// `choose(number)` is told which standard was chosen.
  constructor(element, model, choose) {
    this.element = element;
    this.model = model;
    this.choose = choose;
    this.query = '';
    this.verdict = '';
    this.opened = new Set();
    this.isNarrow = window.matchMedia('(max-width: 760px)').matches;
  }

  build() {
    const {standards} = this.model;
    const options = ['', 'unmet', 'met', 'no_data'].map((verdict) => h('option', {value: verdict, selected: this.verdict === verdict}, verdict ? verdictWords(verdict) : say('all')));
    this.list = h('div', {class: 'list'});
    this.found = h('p', {class: 'hidden', 'aria-live': 'polite'});
    const filters = standards.length > 8 && h('div', {class: 'finder'},
      h('input', {type: 'search', 'aria-label': say('findStandard'), placeholder: say('findStandard'), value: this.query, oninput: (event) => { this.query = event.target.value; this.draw(); }}),
      h('select', {'aria-label': say('verdict'), onchange: (event) => { this.verdict = event.target.value; this.draw(); }}, options));
    this.box = h('details', {class: 'index', open: !this.isNarrow}, h('summary', {}, `${say('standards')} (${standards.length})`), filters, this.found, this.list);
    replace(this.element, this.box);
    this.draw();
  }

  /// Shows which standard is chosen, its task open and in sight.
  mark(standard) {
    this.standard = standard;
    this.opened.add(this.model.standards[standard].task);
    this.draw();
    const entry = this.list.querySelector('[aria-current=true]');
    // Only the list scrolls, never the page.
    if (entry && (entry.offsetTop < this.list.scrollTop || entry.offsetTop + entry.offsetHeight > this.list.scrollTop + this.list.clientHeight))
      this.list.scrollTop = entry.offsetTop - this.list.clientHeight / 3;
  }

  draw() {
    const {standards} = this.model;
    const words = this.query.trim().toLowerCase();
    const isSought = Boolean(words || this.verdict);
    const tasks = new Map();
    standards.forEach((standard, number) => {
      const verdict = this.model.whole(number)?.verdict || '';
      const text = `${standard.task} ${pick(standard.taskTitle)} ${pick(standard.title)} ${standard.lead} ${standard.clause} ${standard.id}`.toLowerCase();
      if (!tasks.has(standard.task)) tasks.set(standard.task, {title: pick(standard.taskTitle), met: 0, unmet: 0, rows: []});
      const task = tasks.get(standard.task);
      if (verdict === 'met' || verdict === 'unmet') ++task[verdict];
      if ((!words || text.includes(words)) && (!this.verdict || this.verdict === verdict)) task.rows.push(number);
    });
    const shown = [...tasks].filter(([, task]) => task.rows.length);
    const scroll = this.list.scrollTop;
    replace(this.list, shown.length ? shown.map(([name, task]) => this.task(name, task, isSought)) : h('p', {class: 'nothing'}, say('noStandard')));
    this.list.scrollTop = scroll;
    this.found.textContent = isSought ? say('rows', shown.reduce((sum, [, task]) => sum + task.rows.length, 0)) : '';
  }

  task(name, {title, met, unmet, rows}, isSought) {
    const isOpen = isSought || this.model.standards.length <= fewStandards || this.opened.has(name);
    return h('details', {open: isOpen, ontoggle: (event) => { if (event.target.open) this.opened.add(name); else this.opened.delete(name); }},
      h('summary', {}, h('span', {class: 'name'}, say('taskNumber', name), title && h('b', {}, title)),
        h('span', {class: 'count', title: `${verdictWords('met')} ${met}, ${verdictWords('unmet')} ${unmet}`}, met > 0 && h('span', {class: 'met'}, `${met} ✓`), unmet > 0 && h('span', {class: 'unmet'}, `${unmet} ✗`))),
      h('ul', {}, rows.map((number) => this.entry(number))));
  }

  entry(number) {
    const standard = this.model.standards[number], row = this.model.whole(number);
    return h('li', {}, h('button', {type: 'button', class: 'entry', 'aria-current': number === this.standard ? 'true' : null, 'data-standard': standard.id, onclick: () => {
      if (this.isNarrow) this.box.open = false;
      this.choose(number);
    }},
    h('span', {class: `sign ${row?.verdict || 'none'}`, title: verdictWords(row?.verdict)}, h('span', {'aria-hidden': 'true'}, verdictSign(row?.verdict)), h('span', {class: 'hidden'}, verdictWords(row?.verdict))),
    h('span', {class: 'name'}, pick(standard.title)),
    h('span', {class: 'figure'}, row ? figureWords(row.value, standard.valueUnit) : '–')));
  }
}

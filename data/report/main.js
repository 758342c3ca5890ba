// The page: puts the parts together and keeps them in step.
import {curveOf, distanceChart, shortfallBins, shortfallChart, unitBars} from './charts.js';
import {geometry, column, running, unpacked} from './data.js';
import {h, replace} from './dom.js';
import {featuresOf, lineFeature, pointFeature, ReportMap} from './map.js';
import {Model} from './model.js';
import {ScoreTable} from './table.js';
import {Trial} from './trial.js';
import {amountWords, grouped, languageCode, metres, missingWords, pick, say, setLanguage, setUnitWords, targetWords, valueWords,
  verdictSign, verdictWords} from './words.js';

const worstRanks = 10;

class Page {
  constructor(data) {
    this.data = data;
    this.model = new Model(data);
    this.gapLayers = new Map();
    this.standard = this.firstStandard();
    this.unit = '*';
    this.partition = this.model.partitions[0] ?? '';
    this.visible = {units: true, streets: true, served: true, gaps: true, facilities: true};
  }

  /// What a meeting asks first: the standard that leaves out most people, else the first that is unmet.
  firstStandard() {
    const wholes = this.data.standards.map((_, i) => this.model.wholeBefore(i));
    let best = -1;
    wholes.forEach((row, i) => {
      if (row?.verdict === 'unmet' && row.amountUnit === 'people' && (best < 0 || row.missing > wholes[best].missing)) best = i;
    });
    if (best < 0) best = wholes.findIndex((row) => row?.verdict === 'unmet');
    return Math.max(best, 0);
  }

  build() {
    const root = document.getElementById('page');
    document.documentElement.lang = languageCode() === 'zh' ? 'zh-CN' : 'en';
    document.title = pick(this.data.plan.title);
    this.parts = Object.fromEntries(['mast', 'index', 'title', 'facts', 'charts', 'layers', 'trial', 'sources'].map((name) => [name, h('div', {class: name})]));
    this.live = h('p', {class: 'hidden', role: 'status', 'aria-live': 'polite'});
    this.mapElement = h('div', {class: 'map', tabindex: '0', role: 'application', 'aria-label': say('map'), 'aria-describedby': 'map-help'});
    this.popup = h('div', {class: 'popup', role: 'dialog', 'aria-label': say('map')});
    this.scores = h('div', {class: 'scores'});
    replace(root,
      h('a', {class: 'skip', href: '#scores'}, say('skip')),
      h('header', {}, this.parts.mast),
      h('main', {},
        h('div', {class: 'board'},
          h('nav', {'aria-label': say('standardsByTask')}, this.parts.index),
          h('section', {class: 'stage', 'aria-label': say('map')}, this.parts.title,
            h('div', {class: 'frame'}, this.mapElement, this.parts.layers, h('div', {class: 'north', 'aria-hidden': 'true'}, say('north'))),
            h('p', {class: 'help', id: 'map-help'}, say('mapHelp'), ' · ', say('pictureNote')), this.parts.trial),
          h('section', {class: 'side', 'aria-label': say('standard')}, this.parts.facts, this.parts.charts)),
        h('section', {id: 'scores', 'aria-labelledby': 'scores-title'}, h('h2', {id: 'scores-title'}, say('scores')), this.scores)),
      h('footer', {}, this.parts.sources), this.live);
    root.classList.remove('is-loading');
    root.removeAttribute('aria-busy');
    this.table = new ScoreTable(this.scores, () => this.model.rows(), (row) => this.choose(row.standard, row.code, row.partition));
    this.map = new ReportMap(this.mapElement, this.popup, this.data.run.crs, this.data.palette, {
      pick: (feature, place) => this.pick(feature, place),
      canDrag: (feature) => this.trial.canDrag(feature),
      drag: (feature, place, isDone) => this.trial.drag(feature, place, isDone),
    });
    const zoom = this.mapElement.querySelectorAll('.ol-zoom button');
    zoom[0]?.setAttribute('aria-label', '+');
    zoom[1]?.setAttribute('aria-label', '−');
    this.trial = new Trial(this);
    this.buildUnits();
    this.buildStreets();
    this.masthead();
    this.sources();
    this.table.build();
    this.show();
    this.zoomAll();
  }

  buildUnits() {
    const units = this.model.units.find((one) => one.role === this.partition) || this.model.units[0];
    this.unitFeatures = units ? featuresOf(units.geometry) : [];
    for (const feature of this.unitFeatures) {
      feature.code = units.code[feature.row];
      feature.name = units.name[feature.row] || feature.code;
    }
    this.map.labelOf = (feature) => feature.name;
    for (const name of ['units', 'borders', 'labels']) this.map.set(name, this.unitFeatures);
  }

  /// Lines that some standard counts are the streets of the background.
  buildStreets() {
    for (const name of Object.keys(this.data.demand))
      if (this.data.demand[name].geometry.shape === 'line') {
        this.map.set('streets', featuresOf(this.model.demand(name).shape));
        this.hasStreets = true;
        return;
      }
  }

  masthead() {
    const {plan, run} = this.data;
    const wholes = this.data.standards.map((_, i) => this.model.whole(i)).filter(Boolean);
    const number = (verdict) => wholes.filter((row) => row.verdict === verdict).length;
    const worst = wholes.filter((row) => row.amountUnit === 'people' && row.missing > 0).sort((a, b) => b.missing - a.missing)[0];
    const day = run.started.slice(0, 10);
    const shares = ['met', 'unmet', 'no_data'].map((verdict) => [verdict, number(verdict)]).filter(([, count]) => count > 0);
    replace(this.parts.mast,
      h('div', {class: 'top'}, h('p', {class: 'app'}, say('app')),
        h('div', {class: 'tools'},
          h('button', {type: 'button', class: 'quiet', lang: languageCode() === 'zh' ? 'en' : 'zh-CN', onclick: () => this.turn()}, say('language')),
          h('button', {type: 'button', class: 'quiet', onclick: () => window.print()}, say('print')))),
      h('h1', {}, pick(plan.title)),
      h('p', {class: 'meta'}, [plan.document, plan.date, day && `${say('checkedOn')} ${day}`, run.crs].filter(Boolean).join('  ·  ')),
      h('div', {class: 'headline'},
        h('div', {class: 'tally'},
          shares.map(([verdict, count]) => h('div', {class: `part ${verdict}`},
            h('strong', {}, count), h('span', {}, `${verdictSign(verdict)} ${say({met: 'headMet', unmet: 'headUnmet', no_data: 'headNoData'}[verdict], '').trim()}`)))),
        h('div', {class: 'strip', role: 'img', 'aria-label': shares.map(([verdict, count]) => `${verdictWords(verdict)} ${count}`).join(', ')},
          shares.map(([verdict, count]) => { const bar = h('i', {class: verdict}); bar.style.flexGrow = count; return bar; })),
        worst && h('p', {class: 'worst'}, `${say('headlineGap')}: `, h('strong', {}, amountWords(worst.missing, 'people')), ` – ${pick(this.data.standards[worst.standard].title)}`)));
  }

  turn() {
    setLanguage(languageCode() === 'zh' ? 'en' : 'zh');
    const {filter, sort} = this.table;
    const center = this.map.map.getView().getCenter(), resolution = this.map.map.getView().getResolution();
    const wasOpen = this.trial.isOpen;
    this.map.map.setTarget(null);
    this.build();
    Object.assign(this.table.filter, filter);
    this.table.sort = sort;
    this.table.build();
    this.map.map.getView().setCenter(center);
    this.map.map.getView().setResolution(resolution);
    if (wasOpen) this.trial.open();
    this.parts.mast.querySelector('button').focus();
  }

  index() {
    const list = [];
    let task = null, items = null;
    this.data.standards.forEach((standard, number) => {
      if (standard.task !== task) {
        task = standard.task;
        items = h('ul');
        list.push(h('h2', {}, `${say('task')} ${task}`), items);
      }
      const row = this.model.whole(number);
      items.append(h('li', {}, h('button', {type: 'button', class: 'entry', 'aria-current': number === this.standard ? 'true' : null,
        onclick: () => this.choose(number, this.unit, this.partition)},
      h('span', {class: `sign ${row?.verdict || 'none'}`, title: verdictWords(row?.verdict)}, verdictSign(row?.verdict), h('span', {class: 'hidden'}, verdictWords(row?.verdict))),
      h('span', {class: 'name'}, pick(standard.title)),
      h('span', {class: 'figure'}, row ? valueWords(row.value, standard.valueUnit, false) : '–'))));
    });
    replace(this.parts.index, ...list);
  }

  choose(standard, code, partition) {
    const isOther = standard !== this.standard;
    this.standard = standard;
    if (partition && partition !== this.partition) {
      this.partition = partition;
      this.buildUnits();
    }
    this.unit = code;
    this.map.openPopup(undefined);
    if (isOther) this.trial.leave();
    this.show();
    const feature = this.unitFeatures.find((one) => one.code === code);
    if (feature) this.fit(feature.getGeometry().getExtent());
    else if (code === '*') this.zoomAll();
  }

  zoomAll() {
    const extent = this.map.extent('units');
    this.fit(isFinite(extent[0]) ? extent : this.map.extent('gaps'));
  }
  fit(extent) {
    const legend = this.parts.layers.offsetWidth;
    this.map.fit(extent, this.mapElement.offsetWidth > 2.5 * legend && this.parts.layers.offsetHeight > 60 ? legend : 0);
  }

  /// Everything that depends on the standard and the unit that are chosen.
  show() {
    this.index();
    this.titleLine();
    this.verdicts();
    this.drawGaps();
    this.drawServed();
    this.trial.drawFacilities();
    this.facts();
    this.layerBox();
    this.trial.panel();
    this.table.mark(this.standard, this.unit);
    // Counting takes a moment where there are many people: the map comes first.
    clearTimeout(this.later);
    this.later = setTimeout(() => this.charts(), 30);
  }

  /// What changes while a trial goes on.
  refresh(isDone) {
    this.titleLine();
    this.verdicts();
    this.drawGaps();
    this.trial.drawFacilities();
    this.charts();
    if (!isDone) return;
    this.index();
    this.masthead();
    this.facts();
    this.layerBox();
    this.trial.panel();
    this.table.draw();
    const row = this.model.whole(this.standard);
    this.live.textContent = `${pick(this.data.standards[this.standard].title)}: ${valueWords(row.value, row.valueUnit)}, ${verdictWords(row.verdict)}`;
  }

  titleLine() {
    const standard = this.data.standards[this.standard], row = this.model.whole(this.standard);
    if (!row) return replace(this.parts.title, h('h2', {}, pick(standard.title)));
    const target = targetWords(row.min, row.max, standard.valueUnit), missing = missingWords(row.missing, standard.amountUnit);
    replace(this.parts.title,
      h('p', {class: 'task'}, `${say('task')} ${standard.task}`),
      h('h2', {}, pick(standard.title)),
      h('p', {class: 'result'}, h('span', {class: `verdict ${row.verdict || 'none'}`}, `${verdictSign(row.verdict)} ${verdictWords(row.verdict)}`),
        h('strong', {id: 'value', 'data-value': row.value}, valueWords(row.value, standard.valueUnit)),
        row.before !== undefined && h('s', {}, valueWords(row.before, standard.valueUnit)),
        target && h('span', {}, `${say('target')} ${target}`),
        missing && h('span', {}, `${row.missing > 0 ? say('missing') + ' ' : ''}${missing}`)));
  }

  verdicts() {
    const verdicts = new Map(this.model.rows().filter((row) => row.standard === this.standard && row.partition === this.partition && !row.class)
      .map((row) => [row.code, row.verdict]));
    this.map.verdictOf = (code) => verdicts.get(code) || '';
    this.map.chosenUnit = this.unit;
    this.map.redraw('units');
  }

  /// The gaps that the result names, or those of a trial.
  drawGaps() {
    const counted = this.model.trial.size && this.model.counts.get(this.standard)?.count;
    const isChanged = counted && this.model.groups(this.standard).some((group) => group?.isChanged);
    const features = isChanged ? this.trialGaps(counted) : this.resultGaps(this.standard);
    this.map.most = features.reduce((most, feature) => Math.max(most, Math.abs(feature.amount || 0)), 1e-9);
    this.map.set('gaps', this.visible.gaps ? features : []);
    this.gapCount = features.length;
  }

  resultGaps(standard) {
    if (!this.gapLayers.has(standard)) {
      const packed = this.data.gaps[standard];
      const features = packed ? featuresOf(geometry(packed.geometry), {isGap: true}) : [];
      const unit = packed?.unit && column(packed.unit), className = packed?.class && column(packed.class);
      const sources = running(packed?.feature || []);
      for (const feature of features) {
        const i = feature.row;
        feature.amount = packed.amount[i];
        feature.distance = packed.distance?.[i] ?? null;
        feature.code = unit ? unit(i) : '';
        feature.className = className ? className(i) : '';
        feature.source = packed.feature ? sources[i] : null;
        feature.isCell = Boolean(packed.cells);
      }
      // The worst are drawn last; what lies outside all units comes before.
      features.sort((a, b) => (b.code === '-') - (a.code === '-') || Math.abs(a.amount) - Math.abs(b.amount) || b.row - a.row);
      if (!packed?.cells && features.length > 3 * worstRanks)
        for (const feature of features.slice(-worstRanks)) feature.isWorst = true;
      this.gapLayers.set(standard, features);
    }
    return this.gapLayers.get(standard);
  }

  trialGaps(count) {
    const {demand} = count;
    const unit = demand.unit[this.partition] || (() => '');
    if (count.isLine)
      return count.uncovered().map(([path, piece]) => lineFeature(path, {isGap: true, code: unit(piece), className: demand.className(piece),
        amount: path.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - path[i][0], p[1] - path[i][1]), 0)}));
    const features = [];
    for (let i = 0; i < demand.count; ++i)
      if (count.served[i] < demand.amount[i])
        features.push(pointFeature(demand.shape.xy[2 * i], demand.shape.xy[2 * i + 1], {isGap: true, code: unit(i),
          className: demand.className(i), amount: demand.amount[i], distance: isFinite(count.distance[i]) ? count.distance[i] : null}));
    return features;
  }

  drawServed() {
    const packed = this.data.served[this.standard];
    this.hasServed = Boolean(packed);
    this.map.set('served', packed && this.visible.served ? featuresOf(geometry(packed.geometry)) : []);
  }

  facts() {
    const standard = this.data.standards[this.standard];
    const row = this.model.rows().find((one) => one.standard === this.standard && one.code === this.unit && one.partition === this.partition && !one.class) || this.model.whole(this.standard);
    const line = (name, words) => words && [h('dt', {}, name), h('dd', {}, words)];
    const place = this.unit === '*' ? null : row?.place;
    replace(this.parts.facts,
      standard.clause && h('figure', {class: 'clause'}, h('figcaption', {}, say('clause')), h('blockquote', {lang: 'zh-CN'}, standard.clause)),
      place && h('p', {class: 'chosen-unit'}, h('strong', {}, place), ' ', h('span', {class: `verdict ${row.verdict || 'none'}`}, `${verdictSign(row.verdict)} ${valueWords(row.value, standard.valueUnit)}`),
        ' ', missingWords(row.missing, standard.amountUnit), ' ', h('button', {type: 'button', class: 'quiet', onclick: () => this.choose(this.standard, '*', this.partition)}, say('zoomAll'))),
      h('dl', {},
        row && row.whole > 0 && line(say('served2'), amountWords(row.part, standard.amountUnit)),
        row && row.whole > 0 && line(say('demand'), amountWords(row.whole, standard.valueUnit === 'share' ? standard.amountUnit : '')),
        line(say('measure'), standard.measure + (standard.along ? ` · ${standard.along === 'straight' ? say('straight') : standard.along}` : '')),
        line(say('basis'), standard.basis), line(say('assumption'), pick(standard.assumption)),
        line(say('deadline'), standard.deadline), line(say('department'), standard.lead), line(say('responsible'), standard.responsible),
        line(say('checkedOn'), this.data.run.started.slice(0, 10))));
  }

  charts() {
    const standard = this.data.standards[this.standard];
    const figures = [];
    const add = (title, chart) => figures.push(h('figure', {}, h('figcaption', {}, title), chart));
    const {count} = this.model.count(this.standard);
    const row = this.model.whole(this.standard);
    if (count && !count.isLine) {
      const {amount} = count.demand;
      const isChanged = this.model.groups(this.standard).some((group) => group.isChanged);
      if (count.hasOneLimit && count.smallest > 0) {
        const end = count.smallest * 3;
        add(say('curveTitle'), distanceChart(curveOf(count.baseDistance, amount, end), isChanged ? curveOf(count.distance, amount, end) : null, count.smallest, row?.min ?? null));
      }
      if (count.smallest > 0 && isFinite(count.smallest)) {
        const limitOf = (i) => count.limit[i];
        const step = count.smallest / 2;
        const before = shortfallBins(count.baseDistance, amount, limitOf, (i) => count.baseServed[i] > 0 || count.limit[i] < 0, step);
        const after = isChanged ? shortfallBins(count.distance, amount, limitOf, (i) => count.served[i] > 0 || count.limit[i] < 0, step) : null;
        add(say('shortfallTitle'), shortfallChart(before.map((bin, i) => [...bin, after ? after[i][2] : null]), standard.amountUnit));
      }
    }
    const rows = this.model.rows().filter((one) => one.standard === this.standard && one.partition === this.partition && !one.class && one.code !== '*' && one.code !== '-');
    if (rows.length)
      add(say('barsTitle'), unitBars(rows.map((one) => ({code: one.code, name: one.place, verdict: one.verdict,
        value: one.before !== undefined ? one.before : one.value, after: one.before !== undefined ? one.value : undefined})),
      standard.valueUnit, rows.find((one) => one.min !== null || one.max !== null) || {min: null, max: null}));
    replace(this.parts.charts, ...figures);
    document.documentElement.dataset.ready = String(this.standard);
  }

  layerBox() {
    const {palette} = this.data;
    const packed = this.data.gaps[this.standard];
    const hasFacilities = this.trial.groups().length > 0;
    const box = (key, colour, words) => {
      const swatch = h('i', {class: `swatch ${key}`, 'aria-hidden': 'true'});
      swatch.style.setProperty('--colour', colour);
      return h('label', {}, h('input', {type: 'checkbox', checked: this.visible[key], onchange: (event) => {
        this.visible[key] = event.target.checked;
        this.map.layers[key].setVisible(event.target.checked);
        if (key === 'gaps') this.drawGaps();
        if (key === 'served') this.drawServed();
        if (key === 'facilities') this.map.layers.trial.setVisible(event.target.checked);
      }}), swatch, h('span', {}, words));
    };
    const key = (colour, words) => {
      const swatch = h('i', {class: 'swatch', 'aria-hidden': 'true'});
      swatch.style.setProperty('--colour', colour);
      return h('li', {}, swatch, words);
    };
    const notes = [];
    if (packed?.cells) notes.push(say('cells', metres(packed.cells.side), grouped(packed.cells.of)));
    if (packed?.thinned) notes.push(say('thinned', grouped(packed.geometry.count), grouped(packed.thinned.of)));
    replace(this.parts.layers, h('details', {open: window.innerWidth > 700}, h('summary', {}, say('legend')),
      this.gapCount > 0 && box('gaps', palette.gap, `${say('gapSmall')} (${grouped(packed?.cells?.of ?? this.gapCount)})`),
      hasFacilities && box('facilities', palette.supply, `${say('facilities')}`),
      this.hasServed && box('served', palette.served_area, say('served')),
      this.hasStreets && box('streets', palette.street, say('streets')),
      this.unitFeatures.length > 0 && [box('units', 'transparent', say('units')),
        h('ul', {}, key(palette.met, verdictWords('met')), key(palette.unmet, verdictWords('unmet')), key(palette.no_data, verdictWords('no_data')))],
      notes.map((note) => h('p', {}, note))));
  }

  /// A click on the map.
  pick(feature, place) {
    if (this.trial.pick(feature, place)) return;
    if (!feature) return this.map.openPopup(undefined);
    const standard = this.data.standards[this.standard];
    const line = (name, words) => words !== null && words !== undefined && words !== '' && [h('dt', {}, name), h('dd', {}, words)];
    const unitOf = (code) => this.unitFeatures.find((one) => one.code === code)?.name || (code === '-' ? say('outside') : code);
    let title, lines;
    if (feature.isGap) {
      const nearest = this.trial.nearest(place);
      title = feature.amount ? amountWords(feature.amount, standard.amountUnit) : say('gaps');
      lines = [line(say('unit'), feature.code && unitOf(feature.code)), line(say('class'), feature.className),
        line(say('distance'), feature.distance && metres(feature.distance)),
        line(say('nearest'), nearest && `${nearest.name} · ${metres(nearest.distance)}`),
        line(say('feature'), feature.source), line(say('clause'), standard.clause)];
    } else if (feature.handle) {
      title = feature.handle.name;
      lines = this.trial.fields(feature.handle).map(([name, value]) => line(name, value));
    } else {
      this.unit = feature.code;
      const rows = this.model.base.filter((row) => row.partition === this.partition && row.code === feature.code && !row.class);
      const number = (verdict) => rows.filter((row) => row.verdict === verdict).length;
      const own = this.model.rows().find((row) => row.standard === this.standard && row.partition === this.partition && row.code === feature.code && !row.class);
      title = feature.name;
      lines = [own && line(pick(standard.title), `${verdictSign(own.verdict)} ${valueWords(own.value, standard.valueUnit)} ${missingWords(own.missing, standard.amountUnit)}`),
        line(say('standards'), say('unitFacts', number('met'), number('unmet'), number('no_data')))];
      this.verdicts();
      this.facts();
      this.table.showUnit(this.partition, feature.code);
      this.table.mark(this.standard, feature.code);
    }
    replace(this.popup, h('button', {type: 'button', class: 'close', 'aria-label': say('close'), onclick: () => this.map.openPopup(undefined)}, '×'),
      h('h3', {}, title), h('dl', {}, lines));
    this.map.openPopup(place);
  }

  sources() {
    const {plan, run, issues} = this.data;
    const line = (name, words) => words && [h('dt', {}, name), h('dd', {}, words)];
    const inputs = Array.isArray(run.inputs) ? run.inputs : [];
    replace(this.parts.sources, h('h2', {}, say('provenance')),
      h('dl', {}, line(say('document'), [plan.document, plan.date].filter(Boolean).join(' · ')), line('SHA-256', plan.sha256),
        line(say('checkedOn'), run.started), line(say('crs'), run.crs), line(say('version'), `gapmap ${run.version}`), line(say('command'), run.command)),
      inputs.length > 0 && h('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('inputs')}, h('table', {}, h('caption', {}, say('inputs')),
        h('thead', {}, h('tr', {}, [say('layer'), say('source'), say('year'), say('features'), say('crs'), 'SHA-256'].map((name) => h('th', {scope: 'col'}, name)))),
        h('tbody', {}, inputs.map((input) => h('tr', {}, h('td', {}, this.model.layerTitle(input.role)), h('td', {}, input.source), h('td', {}, this.data.layers[input.role]?.year || ''), h('td', {class: 'number'}, grouped(input.features ?? 0)),
          h('td', {}, [input.crs, input.transformation].filter(Boolean).join(' · ')), h('td', {class: 'code'}, (input.files || []).map((file) => file.sha256.slice(0, 16)).join(' '))))))),
      issues.count > 0 && h('details', {}, h('summary', {}, `${say('issues')} (${grouped(issues.count)})`),
        h('ul', {class: 'issues'}, issues.rows.map((issue) => h('li', {}, h('b', {}, issue.code), ` ${issue.role} ${issue.feature} – ${pick(issue.message)}`)))));
  }
}

const failed = (fault) => {
  const root = document.getElementById('page');
  root.classList.remove('is-loading');
  replace(root, h('p', {class: 'failed', role: 'alert'}, `本报告需要较新的浏览器 (Chromium 100, Firefox 115, Safari 16.4)。This report needs a newer browser. ${fault.message}`));
};

setLanguage(document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');
unpacked().then((data) => {
  setUnitWords(data.unitWords);
  const page = new Page(data);
  page.build();
  page.map.map.once('rendercomplete', () => { document.documentElement.dataset.drawn = String(Math.round(performance.now())); });
  // For tests and for those who ask figures from the console.
  window.gapmap = page;
}).catch(failed);

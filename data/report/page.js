// The page: puts the parts together and keeps them in step.
import {Catalogue} from './catalogue.js';
import {boxOf, geometry} from './data.js';
import {h, replace} from './dom.js';
import {Drawing} from './drawing.js';
import {figures} from './figures.js';
import {gapDrawing, resultGaps, trialGaps} from './gap_places.js';
import {labelsOf} from './labels.js';
import {legend} from './legend.js';
import {ReportMap} from './map.js';
import {masthead} from './masthead.js';
import {Model} from './model.js';
import {openPopup} from './popup.js';
import {shadingOf} from './shading.js';
import {siteDrawing} from './sites.js';
import {sources} from './sources.js';
import {facts, titleLine} from './standard.js';
import {stylesOf, verdictOrder} from './styles.js';
import {ScoreTable} from './table.js';
import {Trial} from './trial.js';
import {languageCode, pick, say, setLanguage, valueWords, verdictWords} from './words.js';

const afterDrawing = 30;   // milliseconds: counting takes a moment where there are many people; the map comes first

export class Page {
  constructor(data) {
    this.data = data;
    this.model = new Model(data);
    this.styles = stylesOf(data.palette);
    this.shapes = new Map();      // packed layers that were looked at, unpacked
    this.gapDrawings = new Map(); // by standard
    this.standard = this.firstStandard();
    this.unit = '*';
    this.partition = this.model.partitions[0] ?? '';
    this.isShaded = false;        // units by value rather than by verdict
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
    document.title = pick(this.data.plan.title) || this.data.plan.id;
    this.parts = Object.fromEntries(['mast', 'catalogue', 'title', 'facts', 'charts', 'layers', 'trial', 'opener', 'sources'].map((name) => [name, h('div', {class: name})]));
    this.parts.layers.setAttribute('role', 'group');
    this.parts.layers.setAttribute('aria-label', say('legend'));
    this.live = h('p', {class: 'hidden', role: 'status', 'aria-live': 'polite'});
    this.mapElement = h('div', {class: 'map', tabindex: '0', role: 'application', 'aria-label': say('map'), 'aria-describedby': 'map-help'});
    this.popup = h('div', {class: 'popup', role: 'group', 'aria-label': say('onThisPlace'), 'aria-live': 'polite'});
    this.scores = h('div', {class: 'scores'});
    this.frame = h('div', {class: 'frame'}, this.mapElement, h('div', {class: 'north', 'aria-hidden': 'true'}, say('north')), h('div', {class: 'cross', 'aria-hidden': 'true'}), h('p', {class: 'empty'}, say('nothingOnMap')));
    this.stage = h('section', {class: 'stage', 'aria-label': say('map')}, h('div', {class: 'headings'}, this.parts.title, this.parts.opener), this.frame, this.parts.layers,
      h('p', {class: 'help', id: 'map-help'}, say('mapHelp'), ' ', say('pictureNote')));
    replace(root,
      h('a', {class: 'skip', href: '#scores'}, say('skip')),
      h('header', {}, this.parts.mast),
      h('main', {},
        h('div', {class: 'board'},
          h('nav', {'aria-label': say('standardsByTask')}, this.parts.catalogue),
          this.stage,
          h('section', {class: 'side', 'aria-label': say('standard')}, this.parts.trial, this.parts.facts, this.parts.charts)),
        h('section', {id: 'scores', tabindex: '-1', 'aria-labelledby': 'scores-title'}, h('h2', {id: 'scores-title'}, say('scores')), this.scores)),
      h('footer', {}, this.parts.sources), this.live);
    root.classList.remove('is-loading');
    root.removeAttribute('aria-busy');
    this.table = new ScoreTable(this.scores, this.model, (row) => this.choose(row.standard, row.code, row.partition, true));
    this.map = new ReportMap(this.mapElement, this.popup, this.data.run.crs, {zoomIn: say('zoomIn'), zoomOut: say('zoomOut')}, {
      pick: (hit, place, also) => this.pick(hit, place, also),
      canDrag: (handle) => this.trial.canDrag(handle),
      drag: (handle, place, isDone) => this.trial.drag(handle, place, isDone),
    });
    this.catalogue = new Catalogue(this.parts.catalogue, this.model, (number) => this.choose(number, this.unit, this.partition, true));
    this.trial = new Trial(this);
    this.mapElement.addEventListener('keydown', (event) => this.key(event));
    for (const [name, isVisible] of Object.entries(this.visible)) this.setVisible(name, isVisible);
    this.buildUnits();
    this.buildStreets();
    this.catalogue.build();
    masthead(this);
    sources(this);
    this.table.build();
    this.show();
    this.zoomAll();
  }

  shapeOf(packed) {
    if (!this.shapes.has(packed)) this.shapes.set(packed, geometry(packed));
    return this.shapes.get(packed);
  }

  buildUnits() {
    const units = this.model.units.find((one) => one.role === this.partition) || this.model.units[0];
    this.units = units;
    this.rowOfUnit = new Map();
    if (!units) return;
    const shape = this.shapeOf(units.geometry);
    units.code.forEach((code, row) => this.rowOfUnit.set(code, row));
    const many = shape.count > 1000 ? 2 : shape.count > 100 ? 1 : 0;
    this.map.set('borders', new Drawing(shape, null, this.styles.borders, () => many));
    this.map.setLabels(labelsOf(shape, (row) => units.name[row] || units.code[row]));
  }
  unitName(code) { return this.units?.name[this.rowOfUnit.get(code)] || code; }

  /// Lines that some standard counts are the streets of the background.
  buildStreets() {
    const lines = Object.keys(this.data.demand).find((name) => this.data.demand[name].geometry.shape === 'line');
    this.hasStreets = lines !== undefined;
    if (lines) this.map.set('streets', new Drawing(this.model.demand(lines).shape, null, this.styles.streets, () => 0));
  }

  turn() {
    setLanguage(languageCode() === 'zh' ? 'en' : 'zh');
    this.model.forget();
    const {filter, sort} = this.table, {query, verdict, opened} = this.catalogue;
    const view = this.map.map.getView(), center = view.getCenter(), resolution = view.getResolution();
    const wasOpen = this.trial.isOpen;
    this.map.map.setTarget(null);
    this.build();
    Object.assign(this.table.filter, filter);
    this.table.sort = sort;
    this.table.build();
    Object.assign(this.catalogue, {query, verdict, opened});
    this.catalogue.build();
    this.map.map.getView().setCenter(center);
    this.map.map.getView().setResolution(resolution);
    if (wasOpen) this.trial.open();
    this.parts.mast.querySelector('.language').focus();
  }

  /// `isFar`: chosen away from the map, which then comes into sight.
  choose(standard, code, partition, isFar = false) {
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
    const row = this.rowOfUnit.get(code);
    if (row !== undefined) this.map.fit(boxOf(this.shapeOf(this.units.geometry), row));
    else this.zoomAll();
    this.tell();
    const {top} = this.stage.getBoundingClientRect();
    if (isFar && (top < -80 || top > window.innerHeight * 0.6))
      this.stage.scrollIntoView({behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth', block: 'start'});
  }

  zoomAll() {
    for (const name of ['borders', 'gaps', 'facilities', 'served', 'trial']) {
      const extent = this.map.extent(name);
      if (isFinite(extent[0])) return this.map.fit(extent);
    }
  }

  /// Everything that depends on the standard and the unit that are chosen.
  show() {
    this.catalogue.mark(this.standard);
    titleLine(this);
    this.drawUnits();
    this.drawGaps();
    this.drawServed();
    this.trial.drawFacilities();
    this.trial.panel();
    facts(this);
    legend(this);
    this.frame.classList.toggle('is-empty', !this.map.hasDrawings);
    this.table.mark(this.standard, this.unit);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.count(), afterDrawing);
  }

  /// The charts, and whether this standard can be tried out: both need its people counted once.
  count() {
    figures(this);
    this.trial.panel();
    facts(this);
    document.documentElement.dataset.ready = String(this.standard);
  }

  /// What changes while a trial goes on.
  refresh(isDone) {
    titleLine(this);
    this.drawUnits();
    this.drawGaps();
    this.trial.drawFacilities();
    figures(this);
    if (!isDone) return;
    this.catalogue.draw();
    masthead(this);
    facts(this);
    legend(this);
    this.trial.panel();
    this.table.draw();
    this.tell();
  }

  /// Says the chosen standard's figure to those who do not see it.
  tell() {
    const row = this.model.whole(this.standard);
    if (row) this.live.textContent = `${pick(this.data.standards[this.standard].title)}: ${valueWords(row.value, row.valueUnit)}, ${verdictWords(row.verdict)}`;
  }

  setVisible(name, isVisible) {
    this.visible[name] = isVisible;
    this.map.show(name, isVisible);
    if (name === 'facilities') this.map.show('trial', isVisible);
    if (name === 'units') { this.map.show('borders', isVisible); this.map.show('chosen', isVisible); }
  }

  drawUnits() {
    const rows = this.model.rowsOf(this.standard).filter((row) => row.partition === this.partition && !row.class);
    const verdicts = new Map(rows.map((row) => [row.code, row.verdict]));
    this.unitVerdicts = new Set();
    if (!this.units) return;
    const {code} = this.units, shape = this.shapeOf(this.units.geometry);
    for (const one of code) if (verdicts.has(one)) this.unitVerdicts.add(verdicts.get(one));
    const codeOf = (row) => code[row];
    this.shading = shadingOf(rows, this.data.palette.shades);
    const drawn = this.isShaded && this.shading ? new Drawing(shape, null, this.shading.styles, (row) => this.shading.classOf(code[row]), {codeOf})
      : new Drawing(shape, null, this.styles.units, (row) => verdictOrder.indexOf(verdicts.get(code[row]) || ''), {codeOf});
    this.map.set('units', drawn);
    const chosen = this.rowOfUnit.get(this.unit);
    this.map.set('chosen', chosen !== undefined && new Drawing(shape, [chosen], this.styles.chosen, () => 0));
  }

  shade(isShaded) {
    this.isShaded = isShaded;
    this.drawUnits();
    legend(this);
    this.parts.layers.querySelector('.shade')?.focus();
  }

  get isTrialShown() {
    return Boolean(this.model.trial.size && this.model.counts.get(this.standard)?.count) && this.model.groups(this.standard).some((group) => group?.isChanged);
  }

  get isWalk() { return this.data.standards[this.standard].along === 'walk'; }

  /// The gaps that the result names, or those of a trial. Units that are gaps themselves wear their verdict.
  drawGaps() {
    this.gapWord = this.model.reach(this.standard) || this.isWalk ? 'unserved' : 'gaps';
    let drawing;
    if (this.isTrialShown) drawing = gapDrawing(trialGaps(this.model.count(this.standard).count, this.partition), this.styles);
    else {
      if (!this.gapDrawings.has(this.standard)) {
        const places = resultGaps(this.data.gaps[this.standard]);
        this.gapDrawings.set(this.standard, places && !this.areUnits(places) && gapDrawing(places, this.styles));
      }
      drawing = this.gapDrawings.get(this.standard);
    }
    this.map.set('gaps', drawing && drawing.rows.length > 0 && drawing);
  }

  areUnits({shape, code}) {
    const extents = this.units && shape.shape === 'area' && shape.count <= this.units.code.length;
    if (!extents) return false;
    const units = this.shapeOf(this.units.geometry);
    for (let row = 0; row < shape.count; ++row) {
      const unit = this.rowOfUnit.get(code(row));
      if (unit === undefined) return false;
      const own = boxOf(shape, row), other = boxOf(units, unit);
      if (own.some((value, i) => Math.abs(value - other[i]) > 2)) return false;
    }
    return shape.count > 0;
  }

  drawServed() {
    const packed = this.data.walked?.[this.standard] ?? this.data.served[this.standard];
    this.servedWord = this.data.walked?.[this.standard] ? 'walked' : 'served';
    const shape = packed?.geometry.count > 0 && this.shapeOf(packed.geometry);
    this.map.set('served', shape && new Drawing(shape, null, this.styles.served[shape.shape], () => 0));
  }

  /// A click on the map; `also` is the gap at a facility's own place.
  pick(hit, place, also = null) {
    if (this.trial.pick(hit, place)) return;
    if (!hit) return this.map.openPopup(undefined);
    if (hit.name === 'units') {
      this.unit = hit.drawing.codeOf(hit.row);
      this.drawUnits();
      facts(this);
      this.table.showUnit(this.partition, this.unit);
      this.table.mark(this.standard, this.unit);
    }
    openPopup(this, hit.name === 'facilities' && also ? [hit, also] : [hit], place);
  }

  key(event) {
    if (event.key === 'Escape') this.map.openPopup(undefined);
    if (event.key === 'Enter' && event.target === this.mapElement) {
      const {centre} = this.map;
      const hit = this.map.at(this.map.map.getPixelFromCoordinate(centre), ['trial', 'facilities', 'gaps', 'units']);
      this.pick(hit, centre);
      event.preventDefault();
    }
  }

  sites() { return siteDrawing(this); }

  /// On paper the map shows what it shows on the screen, at the width of the paper.
  print(isPrinting) {
    document.documentElement.classList.toggle('is-printing', isPrinting);
    const {map} = this.map, view = map.getView();
    if (isPrinting) this.beforePrint = [view.getCenter(), view.getResolution(), view.calculateExtent(map.getSize())];
    map.updateSize();
    if (isPrinting) view.fit(this.beforePrint[2], {size: map.getSize()});
    else if (this.beforePrint) {
      view.setCenter(this.beforePrint[0]);
      view.setResolution(this.beforePrint[1]);
    }
    map.renderSync();
  }
}

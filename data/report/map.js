// The map: units by verdict, streets, what is reached, gaps, facilities. Canvas only, in the plan's own coordinates.
import OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import View from 'ol/View.js';
import {ScaleLine, Zoom} from 'ol/control.js';
import {defaults as interactions, MouseWheelZoom} from 'ol/interaction.js';
import Pointer from 'ol/interaction/Pointer.js';
import Projection from 'ol/proj/Projection.js';

import {extentOf} from './data.js';
import {writeLabels} from './labels.js';
import {Painter} from './painter.js';

/// Layers from the ground up; names of units are written under the last.
const order = ['units', 'streets', 'served', 'gaps', 'borders', 'chosen', 'facilities', 'trial'];
const reachOfClick = 8;   // pixels

export class ReportMap {
  /// `names`: what the zoom buttons are called. `listener`: pick(hit or null, place, gap at a facility's place or null), drag(handle, place, isDone),
  /// canDrag(handle). A hit is {name, drawing, row}.
  constructor(element, popup, crs, names, listener) {
    this.element = element;
    this.layers = Object.fromEntries(order.map((name) => [name, {drawings: [], isVisible: true}]));
    this.labels = [];
    const shown = (names) => names.flatMap((name) => (this.layers[name].isVisible ? this.layers[name].drawings : []));
    this.painter = new Painter(() => ({under: shown(order.slice(0, -1)), over: shown(order.slice(-1))}),
      (ground) => { if (this.layers.units.isVisible) writeLabels(ground, this.labels, shown(['facilities'])); });
    const projection = new Projection({code: crs || 'plane', units: 'm'});
    this.overlay = new Overlay({element: popup, autoPan: {animation: {duration: 0}, margin: 12}, positioning: 'bottom-center', offset: [0, -10]});
    const dragger = this.dragger(listener);
    // The wheel scrolls the page until the map has been clicked: nobody gets caught in it.
    const wheel = new MouseWheelZoom({condition: ({originalEvent}) => originalEvent.ctrlKey || originalEvent.metaKey || element.contains(document.activeElement)});
    this.map = new OlMap({
      target: element,
      layers: [this.painter],
      overlays: [this.overlay],
      controls: [new Zoom({zoomInTipLabel: names.zoomIn, zoomOutTipLabel: names.zoomOut, zoomInLabel: '+', zoomOutLabel: '−', duration: 0}), new ScaleLine()],
      interactions: interactions({altShiftDragRotate: false, pinchRotate: false, mouseWheelZoom: false, zoomDuration: 0}).extend([wheel, dragger]),
      view: new View({projection, center: [0, 0], resolution: 10, minResolution: 0.05}),
    });
    element.querySelectorAll('.ol-zoom button').forEach((button, i) => button.setAttribute('aria-label', i ? names.zoomOut : names.zoomIn));
    this.map.on('singleclick', (event) => {
      if (this.hasDragged) { this.hasDragged = false; return; }
      const facility = this.at(event.pixel, ['trial', 'facilities']);
      if (facility && listener.canDrag(handleOf(facility))) return;  // the dragger has told already
      listener.pick(facility || this.at(event.pixel, ['gaps', 'units']), event.coordinate, facility && this.at(event.pixel, ['gaps'], 3));
    });
    this.map.on('pointermove', (event) => {
      if (event.dragging) return;
      const hit = this.at(event.pixel, ['trial', 'facilities', 'gaps', 'units']);
      element.classList.toggle('can-click', Boolean(hit));
      element.classList.toggle('can-drag', Boolean(hit && handleOf(hit) && listener.canDrag(handleOf(hit))));
    });
  }

  dragger(listener) {
    const self = this;
    return new Pointer({
      handleDownEvent(event) {
        const hit = self.at(event.pixel, ['trial', 'facilities']);
        if (!hit || !listener.canDrag(handleOf(hit))) return false;
        this.hit = hit;
        this.handle = handleOf(hit);
        this.start = event.pixel;
        self.hasDragged = false;
        return true;
      },
      handleDragEvent(event) {
        if (!self.hasDragged && Math.hypot(event.pixel[0] - this.start[0], event.pixel[1] - this.start[1]) < 4) return;
        self.hasDragged = true;
        this.handle = listener.drag(this.handle, event.coordinate, false);
      },
      handleUpEvent(event) {
        if (self.hasDragged) listener.drag(this.handle, event.coordinate, true);
        else listener.pick(this.hit, event.coordinate);
        return false;
      },
    });
  }

  /// What lies at a pixel, of the first of the layers that has something near it; of units, the one around it.
  at(pixel, names, pixels = reachOfClick) {
    const [x, y] = this.map.getCoordinateFromPixel(pixel) || [NaN, NaN];
    const reach = pixels * this.map.getView().getResolution();
    for (const name of names) {
      const {drawings, isVisible} = this.layers[name];
      if (!isVisible) continue;
      for (const drawing of [...drawings].reverse()) {
        const row = drawing.at(x, y, name === 'units' ? 0 : reach);
        if (row >= 0) return {name, drawing, row};
      }
    }
    return null;
  }

  set(name, ...drawings) {
    this.layers[name].drawings = drawings.filter(Boolean);
    this.painter.repaint();
  }
  show(name, isVisible) {
    this.layers[name].isVisible = isVisible;
    this.painter.repaint();
  }
  setLabels(labels) {
    this.labels = labels;
    this.painter.repaint();
  }

  get hasDrawings() { return Object.values(this.layers).some(({drawings}) => drawings.some(({rows}) => rows.length)); }
  extent(name) { return extentOf(this.layers[name].drawings.map(({shape, rows}) => [shape, rows])); }
  fit(extent) {
    if (!isFinite(extent[0])) return;
    // A single place is shown with its surroundings.
    const wider = Math.max(0, (200 - Math.max(extent[2] - extent[0], extent[3] - extent[1])) / 2);
    const box = [extent[0] - wider, extent[1] - wider, extent[2] + wider, extent[3] + wider];
    this.map.getView().fit(box, {size: this.map.getSize(), padding: [20, 24, 44, 24]});
  }
  get centre() { return this.map.getView().getCenter(); }
  set centre(place) { this.map.getView().setCenter(place); }
  openPopup(place) { this.overlay.setPosition(place); }
}

const handleOf = ({drawing, row}) => drawing.handleOf?.(row);

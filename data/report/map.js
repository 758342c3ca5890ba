// The map: units by verdict, streets, what is served, gaps, facilities. Canvas only, in the plan's own coordinates.
import Feature from 'ol/Feature.js';
import OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import View from 'ol/View.js';
import {defaults as controls, ScaleLine} from 'ol/control.js';
import LineString from 'ol/geom/LineString.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import MultiPoint from 'ol/geom/MultiPoint.js';
import Polygon from 'ol/geom/Polygon.js';
import {defaults as interactions} from 'ol/interaction.js';
import Pointer from 'ol/interaction/Pointer.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorImageLayer from 'ol/layer/VectorImage.js';
import Projection from 'ol/proj/Projection.js';
import VectorSource from 'ol/source/Vector.js';
import {Circle, Fill, RegularShape, Stroke, Style, Text} from 'ol/style.js';

import {coordinates, signedArea} from './data.js';

/// One feature of a packed layer as an OpenLayers geometry.
function olGeometry(shape, feature) {
  const parts = [];
  for (let part = shape.featureBegin[feature]; part < shape.featureBegin[feature + 1]; ++part) parts.push(part);
  if (!parts.length) return null;
  if (shape.shape === 'point')
    return parts.length === 1 ? new Point(coordinates(shape, parts[0])[0])
      : new MultiPoint(parts.map((part) => coordinates(shape, part)[0]));
  if (shape.shape === 'line')
    return parts.length === 1 ? new LineString(coordinates(shape, parts[0]))
      : new MultiLineString(parts.map((part) => coordinates(shape, part)));
  const polygons = [];
  for (const part of parts) {
    if (!polygons.length || signedArea(shape, part) > 0) polygons.push([coordinates(shape, part)]);
    else polygons[polygons.length - 1].push(coordinates(shape, part));
  }
  return polygons.length === 1 ? new Polygon(polygons[0]) : new MultiPolygon(polygons);
}

export function featuresOf(shape, properties) {
  const features = [];
  for (let i = 0; i < shape.count; ++i) {
    const geometry = olGeometry(shape, i);
    if (!geometry) continue;
    const feature = new Feature(geometry);
    Object.assign(feature, {row: i, ...properties});
    features.push(feature);
  }
  return features;
}

export const pointFeature = (x, y, properties) => Object.assign(new Feature(new Point([x, y])), properties);
export const lineFeature = (path, properties) => Object.assign(new Feature(new LineString(path)), properties);
export const ringFeature = (ring, properties) => Object.assign(new Feature(new Polygon([ring])), properties);

const tinted = (hex, opacity) =>
  `rgba(${[1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join(',')},${opacity})`;

/// Styles of marks by size class, made once.
function marks(colour, sizes) {
  return sizes.map((radius) => new Style({image: new Circle({radius, fill: new Fill({color: colour})})}));
}

export class ReportMap {
  /// `listener`: pick(feature or null, coordinate), drag(feature, coordinate, isDone), canDrag(feature).
  constructor(element, popup, crs, palette, listener) {
    this.palette = palette;
    this.verdictOf = () => '';
    this.labelOf = () => '';
    this.chosenUnit = '';
    this.chosenFacility = null;
    this.most = 1;
    const source = () => new VectorSource();
    const image = (style, z) => new VectorImageLayer({source: source(), style, imageRatio: 1.5, zIndex: z});
    const small = tinted(palette.gap, 0.8), worst = palette.gaps[3];
    // Dots shrink where the map shows much ground, so that a dense gap keeps its texture.
    this.scales = [0.5, 0.75, 1.1];
    this.gapMarks = this.scales.map((scale) => marks(small, [1.6, 2.2, 3, 4, 5.5].map((radius) => radius * scale)));
    this.worstMarks = this.scales.map((scale) => marks(worst, [4, 4.5, 5, 6, 7].map((radius) => radius * scale)));
    this.gapLine = new Style({stroke: new Stroke({color: palette.gap, width: 2.2})});
    this.worstLine = new Style({stroke: new Stroke({color: worst, width: 3.6})});
    this.gapArea = new Style({fill: new Fill({color: tinted(palette.gap, 0.72)}), stroke: new Stroke({color: palette.gap, width: 0.6})});
    this.worstArea = new Style({fill: new Fill({color: tinted(worst, 0.8)}), stroke: new Stroke({color: worst, width: 0.8})});
    this.cellStyles = [0.25, 0.4, 0.55, 0.7, 0.85].map((opacity) => new Style({fill: new Fill({color: tinted(palette.gap, opacity)})}));
    this.layers = {
      units: image((feature) => this.unitStyle(feature), 1),
      streets: image(new Style({stroke: new Stroke({color: palette.street, width: 0.8})}), 2),
      served: image(new Style({fill: new Fill({color: tinted(palette.served_area, 0.55)}),
        stroke: new Stroke({color: tinted(palette.served_area, 0.8), width: 0.8})}), 3),
      gaps: image((feature, resolution) => this.gapStyle(feature, resolution), 4),
      borders: image(new Style({stroke: new Stroke({color: palette.outline, width: 1})}), 5),
      facilities: image((feature) => this.facilityStyle(feature), 6),
      trial: new VectorLayer({source: source(), style: (feature) => this.facilityStyle(feature), zIndex: 7}),
      labels: new VectorLayer({source: source(), style: (feature) => this.labelStyle(feature), declutter: true, zIndex: 8}),
    };
    const projection = new Projection({code: crs || 'plane', units: 'm'});
    this.overlay = new Overlay({element: popup, autoPan: {animation: {duration: 0}}, positioning: 'bottom-center', offset: [0, -10]});
    const self = this;
    const dragger = new Pointer({
      handleDownEvent(event) {
        const feature = self.at(event.pixel, ['trial', 'facilities']);
        if (!feature || !listener.canDrag(feature)) return false;
        this.held = feature;
        this.start = event.pixel;
        this.hasMoved = false;
        return true;
      },
      handleDragEvent(event) {
        if (!this.hasMoved && Math.hypot(event.pixel[0] - this.start[0], event.pixel[1] - this.start[1]) < 4) return;
        this.hasMoved = true;
        this.held = listener.drag(this.held, event.coordinate, false) || this.held;
      },
      handleUpEvent(event) {
        if (this.hasMoved) listener.drag(this.held, event.coordinate, true);
        else listener.pick(this.held, event.coordinate);
        return false;
      },
    });
    this.map = new OlMap({
      target: element,
      layers: Object.values(this.layers),
      overlays: [this.overlay],
      controls: controls({attribution: false, rotate: false}).extend([new ScaleLine()]),
      interactions: interactions({altShiftDragRotate: false, pinchRotate: false}).extend([dragger]),
      view: new View({projection, center: [0, 0], resolution: 10, minResolution: 0.05}),
    });
    this.map.on('singleclick', (event) => {
      if (dragger.hasMoved) { dragger.hasMoved = false; return; }
      const facility = this.at(event.pixel, ['trial', 'facilities']);
      if (facility && listener.canDrag(facility)) return;  // the dragger has told already
      listener.pick(facility || this.at(event.pixel, ['gaps']) || this.at(event.pixel, ['units']), event.coordinate);
    });
  }

  /// The feature of the first of the layers that has one near a pixel: the nearest within a few pixels, or, of
  /// units, the one around it. Found by geometry, so that no canvas need be read.
  at(pixel, names) {
    const place = this.map.getCoordinateFromPixel(pixel);
    const reach = 7 * this.map.getView().getResolution();
    const box = [place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach];
    for (const name of names) {
      if (!this.layers[name].getVisible()) continue;
      let best = name === 'units' ? 0 : reach, found = null;
      for (const feature of this.layers[name].getSource().getFeaturesInExtent(box)) {
        const shape = feature.getGeometry();
        const [x, y] = shape.intersectsCoordinate(place) ? place : shape.getClosestPoint(place);
        const away = Math.hypot(x - place[0], y - place[1]);
        if (away <= best) [best, found] = [away, feature];
      }
      if (found) return found;
    }
    return null;
  }

  set(name, features) {
    const source = this.layers[name].getSource();
    source.clear(true);
    source.addFeatures(features);
  }
  redraw(...names) { for (const name of names) this.layers[name].changed(); }

  unitStyle(feature) {
    const {palette} = this;
    const colour = {met: palette.met, unmet: palette.unmet}[this.verdictOf(feature.code)] || palette.no_data;
    const isChosen = feature.code === this.chosenUnit;
    return new Style({fill: new Fill({color: tinted(colour, 0.5)}),
      stroke: isChosen ? new Stroke({color: '#111111', width: 3}) : undefined, zIndex: isChosen ? 1 : 0});
  }

  labelStyle(feature) {
    return new Style({text: new Text({text: this.labelOf(feature), font: '500 12px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif',
      fill: new Fill({color: '#2b2b2b'}), stroke: new Stroke({color: 'rgba(255,255,255,.92)', width: 3.5}), overflow: true})});
  }

  gapStyle(feature, resolution) {
    const share = Math.sqrt(Math.abs(feature.amount || 0) / this.most);
    const size = Math.min(4, Math.floor(share * 5));
    if (feature.isCell) return this.cellStyles[size];
    const type = feature.getGeometry().getType();
    if (type.endsWith('Point')) return (feature.isWorst ? this.worstMarks : this.gapMarks)[resolution > 10 ? 0 : resolution > 4 ? 1 : 2][size];
    if (type.endsWith('LineString')) return feature.isWorst ? this.worstLine : this.gapLine;
    return feature.isWorst ? this.worstArea : this.gapArea;
  }

  facilityStyle(feature) {
    const {palette} = this;
    const isChosen = this.chosenFacility && feature.handle === this.chosenFacility;
    const colour = feature.isNew ? palette.site : palette.supply;
    const type = feature.getGeometry().getType();
    if (type.endsWith('Polygon'))
      return new Style({fill: new Fill({color: tinted(colour, feature.isNew ? 0.85 : 0.45)}),
        stroke: new Stroke({color: isChosen ? '#111111' : colour, width: isChosen ? 3 : 0.8})});
    if (type.endsWith('LineString')) return new Style({stroke: new Stroke({color: colour, width: isChosen ? 4 : 2})});
    const stroke = new Stroke({color: isChosen ? '#111111' : '#ffffff', width: isChosen ? 2.5 : 1.2});
    return new Style({zIndex: feature.isNew ? 2 : 1, image: feature.isNew
      ? new RegularShape({points: 4, radius: isChosen ? 9 : 8, angle: Math.PI / 4, fill: new Fill({color: colour}), stroke})
      : new Circle({radius: isChosen ? 7 : 4.5, fill: new Fill({color: colour}), stroke})});
  }

  extent(name = 'units') { return this.layers[name].getSource().getExtent(); }
  /// Shows an extent beside what covers the map's right side.
  fit(extent, covered = 0) {
    if (extent && isFinite(extent[0])) this.map.getView().fit(extent, {padding: [24, 24 + covered, 40, 24], maxZoom: 28});
  }
  centre() { return this.map.getView().getCenter(); }
  openPopup(coordinate) { this.overlay.setPosition(coordinate); }
}

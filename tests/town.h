// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "base/error.h"
#include "measure/measure.h"
#include "plan/parse.h"

namespace gapmap::tests {

/// A small town made inside a test: layers by role, units, and the plan fragment that is asked of it.
class Town {
 public:
  /// A point layer; each point may carry a number `n` and a text `kind`.
  struct Place {
    Point at;
    double n = 1;
    std::string kind = {};
  };
  Town& points(const std::string& role, const std::vector<Place>& places) {
    Layer& layer = start(role, Shape::point);
    for (const Place& place : places) {
      layer.geometries.add_point(place.at);
      finish(layer, place.n, place.kind);
    }
    return *this;
  }
  /// A layer of lines or rings (given open or closed, turned as needed).
  struct Drawn {
    std::vector<Point> path;
    double n = 1;
    std::string kind = {};
  };
  Town& lines(const std::string& role, const std::vector<Drawn>& all) {
    Layer& layer = start(role, Shape::line);
    for (const Drawn& one : all) {
      layer.geometries.add_feature(one.path);
      finish(layer, one.n, one.kind);
    }
    return *this;
  }
  Town& areas(const std::string& role, const std::vector<Drawn>& all) {
    Layer& layer = start(role, Shape::area);
    for (const Drawn& one : all) {
      std::vector<std::vector<Point>> rings{one.path};
      if (rings[0].front() != rings[0].back()) rings[0].push_back(rings[0].front());
      orient(rings);
      layer.geometries.add_feature(rings[0]);
      finish(layer, one.n, one.kind);
    }
    return *this;
  }
  /// A population raster as it was read: its cells as points, or as a stream.
  Town& raster(const std::string& role, const Layer& layer, const CellStream* cells = nullptr) {
    layers_[role] = layer;
    specs_[role].role = role;
    rasters_[role] = cells;
    return *this;
  }
  /// A raster of heights; it must outlive the town.
  Town& heights(const std::string& role, const HeightField& field) {
    start(role, Shape::point);
    heights_[role] = &field;
    return *this;
  }
  /// A register: records without geometry.
  struct Record {
    double n = 1;
    std::string kind = {};
  };
  Town& records(const std::string& role, const std::vector<Record>& all) {
    Layer& layer = start(role, Shape::none);
    for (const Record& record : all) finish(layer, record.n, record.kind);
    return *this;
  }
  /// A further text column of a role, a value a feature; "" is a missing value.
  Town& column(const std::string& role, const std::string& name, const Texts& values) {
    Column& column = layers_.at(role).columns.emplace_back();
    column.name = name;
    column.values = values;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i].empty()) column.set_missing(i);
    return *this;
  }
  /// `unit` of a role, as in [layers].
  Town& unit_fields(const std::string& role, const std::string& name, const std::string& code = {}) {
    specs_[role].unit_name = name;
    specs_[role].unit_code = code;
    return *this;
  }
  /// Names of the units of the last partition, in order.
  Town& unit_names(const std::vector<std::string>& names) {
    std::vector<Unit> units = partitions_.back().units();
    for (std::size_t i = 0; i < units.size(); ++i) units[i].name = names.at(i);
    partitions_.back() = Partition("units", std::move(units), partitions_.back().areas());
    return *this;
  }
  /// Units from rectangles, by code.
  Town& units(const std::vector<std::pair<std::string, Box>>& boxes) {
    std::vector<Unit> units;
    Geometries areas(Shape::area);
    for (const auto& [code, box] : boxes) {
      units.push_back({code, code});
      areas.add_feature(rectangle(box));
    }
    partitions_.emplace_back("units", std::move(units), std::move(areas));
    return *this;
  }
  Town& jobs(int count) {
    jobs_ = count;
    return *this;
  }
  /// `weight` and `at` of a role, as in [layers].
  Town& weight(const std::string& role, const std::string& field) {
    specs_[role].weight = field;
    return *this;
  }
  Town& at_point(const std::string& role) {
    specs_[role].at_point = true;
    return *this;
  }

  /// The plan's `network`, such as "{layer = 'streets', snap = 50}".
  Town& network(const std::string& keys) {
    network_ = keys;
    return *this;
  }

  static std::vector<Point> rectangle(const Box& box) {
    return {box.low, {box.high.x, box.low.y}, box.high, {box.low.x, box.high.y}, box.low};
  }

  /// Reads the keys of one standard, such as "measure = 'reach' …", and runs its measure. `keep` decides
  /// which features a condition selects: here a condition is "kind = X" or empty.
  Reading read(const std::string& keys) {
    scene_ = std::make_unique<Scene>();
    scene_->jobs = jobs_;
    for (const Partition& partition : partitions_) scene_->partitions.push_back(partition);
    if (scene_->partitions.empty()) scene_->partitions.push_back(Partition::whole());
    plan_ = parse(keys);
    way_ = plan_.standards.at(0).ways.at(0);
    scene_->network = plan_.network;
    rows_.clear();
    for (const Need& need : find_measure(way_.measure)->needs(way_, plan_))
      rows_[need.role][need.condition] = rows_of(need.role, need.condition);
    for (auto& [role, rows] : rows_) {
      RoleData data;
      data.spec = &specs_.at(role);
      data.layer = &layers_.at(role);
      data.rows = &rows;
      data.place = role;
      if (const auto raster = rasters_.find(role); raster != rasters_.end()) {
        data.is_raster = true;
        if (raster->second) data.take_cells(*raster->second);
      }
      if (const auto field = heights_.find(role); field != heights_.end()) data.heights = field->second;
      scene_->roles[role] = std::move(data);
    }
    return find_measure(way_.measure)->read(way_, *scene_);
  }

  /// The scores of a standard, with its thresholds.
  std::vector<Score> scores(const std::string& keys) {
    const Reading reading = read(keys);
    return score(0, reading, way_.target, partitions(), plan_.standards.at(0).shown);
  }

  const Requirement& way() const { return way_; }
  const Scene& scene() const { return *scene_; }
  const Plan& plan() const { return plan_; }
  const std::vector<Partition>& partitions() const { return scene_->partitions; }

 private:
  Layer& start(const std::string& role, Shape shape) {
    Layer& layer = layers_[role];
    layer = Layer();
    layer.name = role;
    layer.geometries = Geometries(shape);
    layer.columns = {{"n", Numbers{}, {}}, {"kind", Texts{}, {}}};
    specs_[role].role = role;
    return layer;
  }
  static void finish(Layer& layer, double n, const std::string& kind) {
    layer.ids.push_back(static_cast<std::int64_t>(layer.ids.size()) + 1);
    std::get<Numbers>(layer.columns[0].values).push_back(n);
    std::get<Texts>(layer.columns[1].values).push_back(kind);
  }

  Plan parse(const std::string& keys) {
    std::string text = "gapmap = 1\nid = 't'\ntitle = 't'\ncrs = 'EPSG:4547'\n";
    if (!partitions_.empty()) text += "units = {layer = 'units'}\n";
    if (!network_.empty()) text += "network = " + network_ + "\n";
    text += "[layers]\nunits = {source = 'x'}\n";
    for (const auto& [role, spec] : specs_)
      if (role != "units")
        text += role + " = {source = 'x'" + (spec.weight.empty() ? "" : ", weight = '" + spec.weight + "'") + "}\n";
    text += "[[standard]]\nid = 's'\ntask = 1\ntitle = 's'\n" + keys;
    const std::vector<MeasureSyntax> syntax = measure_syntax();
    ParsedPlan parsed = parse_plan(text, "town.toml", syntax);
    if (!parsed.problems.empty()) throw Error(Fault::plan, parsed.problems.front().message);
    return std::move(parsed.plan);
  }

  std::vector<std::uint32_t> rows_of(const std::string& role, const std::string& condition) const {
    std::vector<std::uint32_t> rows;
    const Layer& layer = layers_.at(role);
    // A town knows "kind = 'X'" and such conditions joined by AND.
    std::vector<std::string> wanted;
    for (std::size_t at = condition.find("kind = '"); at != std::string::npos; at = condition.find("kind = '", at + 8))
      wanted.push_back(condition.substr(at + 8, condition.find('\'', at + 8) - at - 8));
    for (std::uint32_t row = 0; row < layer.size(); ++row)
      if (std::all_of(wanted.begin(), wanted.end(),
                      [&](const std::string& kind) { return layer.columns[1].text(row) == kind; }))
        rows.push_back(row);
    return rows;
  }

  std::map<std::string, Layer> layers_;
  std::map<std::string, LayerSpec> specs_;
  std::map<std::string, const CellStream*> rasters_;
  std::map<std::string, const HeightField*> heights_;
  std::vector<Partition> partitions_;
  std::string network_;
  std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> rows_;
  std::unique_ptr<Scene> scene_;
  Plan plan_;
  Requirement way_;
  int jobs_ = 1;
};

/// Random places in a square of `side` metres; the seed is the caller's, so that a failure can be repeated.
inline std::vector<Town::Place> random_places(std::mt19937& random, std::size_t count, double side) {
  std::vector<Town::Place> places;
  const auto in = [&](double high) { return high * static_cast<double>(random()) / 4294967296.0; };
  for (std::size_t i = 0; i < count; ++i) {
    const Point at{in(side), in(side)};
    places.push_back({at, static_cast<double>(random() % 50), random() % 2 ? "a" : "b"});
  }
  return places;
}

}  // namespace gapmap::tests

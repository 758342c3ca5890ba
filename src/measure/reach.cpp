// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "base/error.h"
#include "base/parallel.h"
#include "geo/cover.h"
#include "geo/nearest.h"
#include "measure/list.h"
#include "measure/weight.h"

namespace gapmap {
namespace {

constexpr double on_limit = 1e-6;        // metres: a limit is inclusive, and coordinates are rounded
constexpr Metres chord_tolerance{0.1};   // of drawn gaps; nothing is counted on them
constexpr SquareMetres smallest_gap{1};  // smaller slivers are not drawn
constexpr double cover_error = 1e-9;     // relative, of exact covered lengths and areas

const std::vector<Selection>& supplies_of(const Requirement& way) {
  return *way.find<std::vector<Selection>>("supply");
}

const std::string& class_field(const Requirement& way) {
  const std::string& by = way.find<Limit>("within")->by;
  return by.empty() ? way.target.by : by;
}

std::vector<Need> needs(const Requirement& way, const Plan& plan) {
  const Selection& demand = way.selection("demand");
  Need wanted{demand.layer, demand.where, {}, {}, {}};
  need_demand_weight(wanted, demand, plan);
  if (!class_field(way).empty()) wanted.columns.insert(class_field(way));
  std::vector<Need> all{wanted};
  for (const Selection& supply : supplies_of(way)) all.push_back({supply.layer, supply.where, {}, {}, {}});
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan&) {
  std::vector<Problem> problems;
  const auto* limit = way.find<Limit>("within");
  if (!limit || !way.find<std::vector<Selection>>("supply")) return problems;
  if (way.text("along", "straight") == "walk")
    problems.push_back({way.position,
                        {"本版本还不能按步行距离计算", "this version cannot measure along the streets yet"},
                        {"先用 along = \"straight\"", "use along = \"straight\" for now"}});
  else if (limit->unit == Limit::Unit::minutes)
    problems.push_back({way.position,
                        {"分钟只能与 along = \"walk\" 一起用", "minutes go with along = \"walk\" only"},
                        {"直线距离请写米数", "write metres for a straight line"}});
  if (!limit->by.empty() && !way.target.by.empty() && limit->by != way.target.by)
    problems.push_back(
        {way.position,
         say("within 按“{}”分级，target 按“{}”分级", "within is by \"{}\", target by \"{}\"", limit->by, way.target.by),
         {"两者须按同一字段", "both must be by the same field"}});
  return problems;
}

/// The work of one requirement: demand of any shape against supply of any shape.
class Reach {
 public:
  Reach(const Requirement& way, const Scene& scene)
      : scene_(scene),
        limit_(*way.find<Limit>("within")),
        needs_every_(way.text("need", "any") == "every"),
        demand_(scene.features(way.selection("demand"))),
        weight_(Weight::of_demand(way.selection("demand"), *demand_.role)) {
    for (const Selection& supply : supplies_of(way)) supplies_.push_back(scene.features(supply));
    const std::string& by = class_field(way);
    classes_ = by.empty() ? nullptr : demand_.layer().find(by);
    for (const Partition& partition : scene.partitions) {
      reading_.tallies.emplace_back(partition.bucket_count());
      for (const auto& [name, metres] : limit_.classes) reading_.tallies.back().know(name);
    }
    reading_.amount_unit = weight_.unit(true);
    reading_.value_unit = "share";
    reading_.is_counted = reading_.amount_unit == "people" || reading_.amount_unit == "count";
    note_missing(demand_, weight_, reading_.issues);
    reading_.gap.emplace();
  }

  Reading read() {
    note_unknown_classes();
    const Shape shape = demand_.geometries().shape();
    if (shape == Shape::point || demand_.role->spec->at_point || weight_.amount.what == Amount::What::count)
      read_points();
    else if (shape == Shape::line)
      read_lines();
    else
      read_areas();
    return std::move(reading_);
  }

 private:
  std::string class_of(std::uint32_t row) const { return classes_ ? classes_->text(row) : std::string(); }

  /// Metres for a feature; negative where the plan sets no limit for its class.
  double limit_of(const std::string& class_name) const {
    if (limit_.by.empty()) return limit_.value;
    const auto found = limit_.classes.find(class_name);
    return found == limit_.classes.end() ? -1 : found->second;
  }

  void note_unknown_classes() {
    if (limit_.by.empty()) return;
    std::map<std::string, std::size_t> unknown;
    for (const std::uint32_t row : demand_.rows)
      if (limit_of(class_of(row)) < 0) ++unknown[class_of(row)];
    for (const auto& [name, count] : unknown) {
      const LayerSpec& spec = *demand_.role->spec;
      reading_.issues.push_back(
          {"V102",
           Severity::warning,
           spec.role,
           spec.source,
           "",
           say("{} 个要素的“{}”为“{}”，方案没有给出限值，不参与计算",
               "{} features have \"{}\" = \"{}\", for which the plan sets no limit; they do not count", count,
               limit_.by, printable(name)),
           {}});
    }
  }

  void add_place(PlaceList& list, std::uint32_t row, std::size_t bucket, double amount, double distance) {
    list.feature.push_back(demand_.layer().ids[row]);
    list.bucket.push_back(bucket);
    list.class_name.push_back(class_of(row));
    list.amount.push_back(amount);
    list.distance.push_back(distance);
  }

  /// Distance that decides: to the nearest supply, or with `need = "every"` to the farthest of the nearest.
  double deciding_distance(const std::vector<Nearest>& indexes, Point p) const {
    double decided = needs_every_ ? 0 : std::numeric_limits<double>::infinity();
    for (const Nearest& index : indexes) {
      const double metres = index.find(p).distance;
      decided = needs_every_ ? std::max(decided, metres) : std::min(decided, metres);
    }
    return decided;
  }

  void read_points() {
    std::vector<Nearest> indexes;
    for (const Features& supply : supplies_) indexes.emplace_back(supply.geometries(), supply.rows);
    struct Place {
      Point point;
      std::uint32_t row;
      double amount;
      double distance;
    };
    std::vector<Place> places;
    places.reserve(demand_.rows.size());
    const Geometries& geometries = demand_.geometries();
    for (const std::uint32_t row : demand_.rows) {
      if (geometries.is_null(row) || limit_of(class_of(row)) < 0) continue;
      const double amount = amount_of(demand_, weight_, row);
      if (geometries.shape() != Shape::point) {
        places.push_back({label_point(geometries, row), row, amount, 0});
        continue;
      }
      const std::size_t points = geometries.parts_of(row);
      for (std::size_t i = 0; i < points; ++i)
        places.push_back({geometries.part(row, i)[0], row, amount / static_cast<double>(points), 0});
    }
    for_each_chunk(places.size(), 4096, scene_.jobs, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) places[i].distance = deciding_distance(indexes, places[i].point);
    });
    reading_.gap->geometries = Geometries(Shape::point);
    for (const Place& place : places) {
      const std::string class_name = class_of(place.row);
      const bool is_served = place.distance <= limit_of(class_name) + on_limit;
      for (std::size_t i = 0; i < scene_.partitions.size(); ++i) {
        const std::size_t bucket = scene_.partitions[i].locate(place.point);
        reading_.tallies[i].add(bucket, class_name, {is_served ? place.amount : 0, place.amount});
        if (i > 0 || is_served || place.amount <= 0) continue;
        reading_.gap->geometries.add_point(place.point);
        add_place(*reading_.gap, place.row, bucket, place.amount, std::isfinite(place.distance) ? place.distance : NAN);
      }
    }
  }

  /// One cover a distinct limit; a supply of several layers is one union.
  const Cover& cover_of(double metres) {
    std::unique_ptr<Cover>& cover = covers_[metres];
    if (cover) return *cover;
    if (supplies_.size() > 1)
      throw Error(Fault::plan, {"线状或面状需求只能有一个 supply", "demand of lines or areas takes one supply only"},
                  {"把供给合并到一个图层", "merge the supply into one layer"});
    const Features& supply = supplies_.front();
    const std::vector<double> reaches(supply.rows.size(), metres);
    cover = std::make_unique<Cover>(supply.geometries(), supply.rows, reaches, scene_.jobs);
    return *cover;
  }

  void read_lines() {
    reading_.error_bound = cover_error;
    reading_.gap->geometries = Geometries(Shape::line);
    const Geometries& geometries = demand_.geometries();
    for (const std::uint32_t row : demand_.rows) {
      const std::string class_name = class_of(row);
      const double metres = limit_of(class_name);
      const double whole = length_of(geometries, row);
      if (metres < 0 || whole <= 0) continue;
      const Cover& cover = cover_of(metres);
      const double per_metre = amount_of(demand_, weight_, row) / whole;
      for (std::size_t i = 0; i < scene_.partitions.size(); ++i)
        for (std::size_t part = 0; part < geometries.parts_of(row); ++part)
          scene_.partitions[i].cut_line(geometries.part(row, part), [&](std::size_t bucket, Path path) {
            const double long_ = length(path), covered = std::min(cover.covered_length(path), long_);
            reading_.tallies[i].add(bucket, class_name, {per_metre * covered, per_metre * long_});
            if (i == 0 && covered < long_ * (1 - cover_error)) add_line_gap(cover, row, bucket, path, per_metre);
          });
    }
  }

  void add_line_gap(const Cover& cover, std::uint32_t row, std::size_t bucket, Path path, double per_metre) {
    Geometries uncovered(Shape::line), covered(Shape::line);
    cover.cut_line(path, uncovered, covered);
    for (std::size_t k = 0; k < uncovered.part_count(); ++k) {
      const Path part = uncovered.part(k);
      if (length(part) < on_limit) continue;
      reading_.gap->geometries.add_feature(part);
      add_place(*reading_.gap, row, bucket, per_metre * length(part), NAN);
    }
  }

  void read_areas() {
    reading_.error_bound = cover_error;
    reading_.gap->geometries = Geometries(Shape::area);
    reading_.served.emplace();
    reading_.served->geometries = Geometries(Shape::area);
    if (limit_.by.empty()) {
      for (std::size_t i = 0; i < scene_.partitions.size(); ++i)
        read_pieces(cover_of(limit_.value), demand_.cut(scene_.partitions[i], scene_.jobs), i);
      return;
    }
    std::map<double, std::vector<std::uint32_t>> rows_by_limit;
    for (const std::uint32_t row : demand_.rows)
      if (const double metres = limit_of(class_of(row)); metres >= 0) rows_by_limit[metres].push_back(row);
    for (const auto& [metres, rows] : rows_by_limit)
      for (std::size_t i = 0; i < scene_.partitions.size(); ++i)
        read_pieces(cover_of(metres), scene_.partitions[i].cut_areas(demand_.geometries(), rows, scene_.jobs), i);
  }

  void read_pieces(const Cover& cover, const Partition::Pieces& pieces, std::size_t partition) {
    const std::vector<double> covered = cover.covered_areas(pieces.areas, scene_.jobs);
    std::vector<double> per_area(pieces.row.size());
    for (std::size_t k = 0; k < pieces.row.size(); ++k) {
      const double whole = area_of(pieces.areas, k), own = area_of(demand_.geometries(), pieces.row[k]);
      per_area[k] = own > 0 ? amount_of(demand_, weight_, pieces.row[k]) / own : 0;
      reading_.tallies[partition].add(pieces.bucket[k], class_of(pieces.row[k]),
                                      {per_area[k] * std::clamp(covered[k], 0.0, whole), per_area[k] * whole});
    }
    if (partition > 0) return;
    std::vector<Cover::Traced> traced(pieces.row.size());
    for_each_index(traced.size(), scene_.jobs,
                   [&](std::size_t k) { traced[k] = cover.trace(pieces.areas, k, chord_tolerance, smallest_gap); });
    for (std::size_t k = 0; k < traced.size(); ++k) {
      reading_.dropped += traced[k].dropped;
      for (auto [list, shapes] :
           {std::pair(&*reading_.gap, &traced[k].gap), std::pair(&*reading_.served, &traced[k].served)})
        for (std::size_t n = 0; n < shapes->size(); ++n) {
          list->geometries.add_feature(*shapes, n);
          add_place(*list, pieces.row[k], pieces.bucket[k], per_area[k] * area_of(*shapes, n), NAN);
        }
    }
  }

  const Scene& scene_;
  const Limit& limit_;
  bool needs_every_;
  Features demand_;
  Weight weight_;
  std::vector<Features> supplies_;
  const Column* classes_ = nullptr;
  std::map<double, std::unique_ptr<Cover>> covers_;
  Reading reading_;
};

Reading read(const Requirement& way, const Scene& scene) { return Reach(way, scene).read(); }

}  // namespace

Measure reach_measure() {
  return {
      "reach",
      {"服务半径：需求在限定距离内有设施的比例", "service radius: share of the demand that has supply within a limit"},
      {"距设施不超过限值的需求所占比例（人、米、平方米或个数）；缺口为未被服务的点、线段或面",
       "share of the demand (people, metres, m2, features) no farther than the limit from a supply feature; gaps are "
       "the unserved points, pieces of lines and parts of areas"},
      {
          {"demand", ValueKind::selection, true, "需求：谁要被服务", "who or what must be served", "", {}},
          {"supply",
           ValueKind::selections,
           true,
           "供给：由什么服务",
           "what serves it; a list means several kinds",
           "",
           {}},
          {"within",
           ValueKind::limit,
           true,
           "限值：米，或按字段分级",
           "metres, or by a field of the demand layer",
           "",
           {}},
          {"along",
           ValueKind::choice,
           false,
           "直线或步行",
           "straight line or along the streets",
           "straight",
           {"straight", "walk"}},
          {"need",
           ValueKind::choice,
           false,
           "任一种或每一种供给",
           "any or every one of several supplies",
           "any",
           {"any", "every"}},
      },
      R"TOML([[standard]]
id       = "kindergarten-reach"
task     = 5
title    = {zh = "幼儿园服务半径 300 米", en = "Kindergarten within 300 m"}
measure  = "reach"
demand   = {layer = "residents"}
supply   = {layer = "schools", where = "kind = 'kindergarten'"}
within   = 300
target   = {min = 1.0}
)TOML",
      needs,
      read,
      check};
}

}  // namespace gapmap

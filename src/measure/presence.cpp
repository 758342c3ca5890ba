// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "geo/nearest.h"
#include "measure/list.h"
#include "measure/reach_task.h"
#include "measure/unit_join.h"

namespace gapmap {
namespace {

const Selection* own_units(const Requirement& way) { return way.find<Selection>("units"); }

std::vector<Need> needs(const Requirement& way, const Plan&) {
  const Selection& supply = way.selection("supply");
  const bool is_by_name = !own_units(way) && way.number("within", 0) == 0;
  std::vector<Need> all{{supply.layer, supply.where, {}, {}, {}, is_by_name}};
  if (const Selection* units = own_units(way)) {
    all.push_back({units->layer, units->where, {}, {}, {Shape::area}});
    if (!way.target.by.empty()) all.back().columns.insert(way.target.by);
  }
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan& plan) {
  if (!plan.units.empty() || own_units(way)) return {};
  return {{way.position,
           {"方案没有 units，标准也没有 units：不知道在哪些单元里找",
            "the plan has no units and the standard none either: in which units should it be present?"},
           {"加上 units = \"图层\"，例如居住小区", "add units = \"ROLE\", such as residential compounds"}}};
}

/// Counts facilities no farther than a margin from areas; a facility sits where its middle lies.
class Counter {
 public:
  Counter(const Features& supply, double margin) : margin_(margin) {
    for (const std::uint32_t row : supply.rows)
      if (supply.is_placed(row)) points_.push_back(label_point(supply.geometries(), row));
    std::sort(points_.begin(), points_.end(), [](Point a, Point b) { return a.x < b.x; });
  }

  double count(const Geometries& areas, std::uint32_t row) const {
    const Box box = areas.box(row).grown(margin_ + on_limit);
    std::vector<Point> near;
    for (auto p =
             std::lower_bound(points_.begin(), points_.end(), box.low.x, [](Point a, double x) { return a.x < x; });
         p != points_.end() && p->x <= box.high.x; ++p)
      if (box.contains(*p)) near.push_back(*p);
    // Most areas have no facility even in their box: an index of their edges pays for the others only.
    if (near.empty()) return 0;
    const std::uint32_t only[] = {row};
    const Nearest area(areas, only);
    return static_cast<double>(
        std::count_if(near.begin(), near.end(), [&](Point p) { return area.find(p).distance <= margin_ + on_limit; }));
  }

  std::vector<double> counts(const Geometries& areas, std::span<const std::uint32_t> rows, int jobs) const {
    std::vector<double> counts(rows.size());
    for_each_index(rows.size(), jobs, [&](std::size_t i) { counts[i] = count(areas, rows[i]); });
    return counts;
  }

 private:
  double margin_;
  std::vector<Point> points_;
};

void add_gap(PlaceList& gap, const Geometries& areas, std::uint32_t row, std::int64_t feature, std::size_t bucket,
             std::string class_name, double missing) {
  gap.geometries.add_feature(areas, row);
  gap.add(feature, bucket, std::move(class_name), missing);
}

/// Every feature of a layer, such as residential compounds, is a unit.
void read_layer_units(const Requirement& way, const Scene& scene, const Counter& counter, double wanted,
                      Reading& reading) {
  const Features units = scene.features(*own_units(way));
  const Column* classes = way.target.by.empty() ? nullptr : units.layer().find(way.target.by);
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t row : units.rows)
    if (units.is_placed(row)) rows.push_back(row);
  const std::vector<double> counts = counter.counts(units.geometries(), rows, scene.jobs);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::string class_name = classes ? classes->text(rows[k]) : std::string();
    for (std::size_t i = 0; i < scene.partitions.size(); ++i) {
      const std::size_t bucket = scene.partitions[i].locate(label_point(units.geometries(), rows[k]));
      reading.tallies[i].add(bucket, class_name, {counts[k] >= wanted ? 1.0 : 0.0, 1});
      if (i == 0 && counts[k] < wanted)
        add_gap(*reading.gap, units.geometries(), rows[k], units.layer().ids[rows[k]], bucket, class_name,
                wanted - counts[k]);
    }
  }
}

/// The plan's own units; a facility without a place counts in the unit that it names.
void read_plan_units(const Requirement& way, const Scene& scene, const Counter& counter, double wanted,
                     Reading& reading) {
  const Features supply = scene.features(way.selection("supply"));
  note_units(supply, scene, reading.issues);
  for (std::size_t i = 0; i < scene.partitions.size(); ++i) {
    const Partition& partition = scene.partitions[i];
    std::vector<std::uint32_t> rows(partition.units().size());
    for (std::size_t unit = 0; unit < rows.size(); ++unit) rows[unit] = static_cast<std::uint32_t>(unit);
    std::vector<double> counts = counter.counts(partition.areas(), rows, scene.jobs);
    const UnitJoin join(supply, partition);
    for (const std::uint32_t row : supply.rows)
      if (!supply.is_placed(row) && join.bucket_of(row) < counts.size()) ++counts[join.bucket_of(row)];
    for (std::size_t unit = 0; unit < counts.size(); ++unit) {
      reading.tallies[i].add(unit, "", {counts[unit] >= wanted ? 1.0 : 0.0, 1});
      if (i == 0 && counts[unit] < wanted)
        add_gap(*reading.gap, partition.areas(), rows[unit], static_cast<std::int64_t>(unit), unit, "",
                wanted - counts[unit]);
    }
  }
}

Reading read(const Requirement& way, const Scene& scene) {
  Reading reading;
  reading.amount_unit = "count";
  reading.value_unit = "share";
  reading.is_counted = true;
  reading.gap.emplace().geometries = Geometries(Shape::area);
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    for (const auto& [name, range] : way.target.classes) tally.know(name);
    if (way.target.by.empty()) tally.know("");
  }
  const Counter counter(scene.features(way.selection("supply")), way.number("within", 0));
  const double wanted = way.number("at_least", 1);
  if (own_units(way))
    read_layer_units(way, scene, counter, wanted, reading);
  else
    read_plan_units(way, scene, counter, wanted, reading);
  return reading;
}

}  // namespace

Measure presence_measure() {
  return {"presence",
          {"有无：有足够设施的单元所占比例", "presence: share of the units that have enough of a facility"},
          {"含有至少 at_least 个设施的单元（街道、小区……）所占比例，设施按其中心点归属；缺口为没有的单元及其缺少的个数",
           "share of the units (subdistricts, compounds) that contain at least so many facilities, which count where "
           "their middle lies; gaps are the units without, with how many are missing"},
          {
              {"supply", ValueKind::selection, true, "设施", "the facilities", "", {}},
              {"units",
               ValueKind::selection,
               false,
               "单元图层（面），如居住小区",
               "layer of areas, such as compounds",
               "the plan's units",
               {}},
              {"at_least", ValueKind::number, false, "至少几个", "how many each needs", "1", {}},
              {"within",
               ValueKind::length,
               false,
               "距单元多少米以内也算",
               "a facility this near to the unit counts too, metres",
               "0",
               {}},
          },
          R"TOML([[standard]]
id       = "clinic-in-every-unit"
task     = 6
title    = {zh = "每个街道有社区卫生服务中心", en = "A health centre in every subdistrict"}
measure  = "presence"
supply   = {layer = "clinics", where = "kind = 'center'"}
target   = {min = 1.0}
)TOML",
          needs,
          read,
          check};
}

}  // namespace gapmap

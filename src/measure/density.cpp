// SPDX-License-Identifier: MIT
#include <cmath>

#include "base/error.h"
#include "measure/list.h"
#include "measure/unit_gaps.h"
#include "measure/weight.h"

namespace gapmap {
namespace {

constexpr double square_metres_per_km2 = 1e6;

const Selection* area_of_plan(const Requirement& way) { return way.find<Selection>("area"); }

std::vector<Need> needs(const Requirement& way, const Plan&) {
  const Selection& supply = way.selection("supply");
  std::vector<Need> all{{supply.layer, supply.where, {}, {}, {}}};
  if (const Selection* area = area_of_plan(way)) all.push_back({area->layer, area->where, {}, {}, {Shape::area}});
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan& plan) {
  if (!plan.units.empty() || area_of_plan(way)) return {};
  return {{way.position,
           {"密度要有面积：方案没有 units，标准也没有 area",
            "a density needs an area: the plan has no units and the standard no area"},
           {"加上 area = \"图层\" 或 units", "add area = \"ROLE\" or units"}}};
}

Reading read(const Requirement& way, const Scene& scene) {
  const Features supply = scene.features(way.selection("supply"));
  const Selection* selected = area_of_plan(way);
  Reading reading;
  reading.amount_unit = "count";
  reading.value_unit = "count/km2";
  reading.is_counted = true;

  Geometries within(Shape::area);
  if (selected) {
    const Features area = scene.features(*selected);
    for (const std::uint32_t row : area.rows) within.add_feature(area.geometries(), row);
  }
  const AreaLocator inside(within);
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    tally.know("");
    for (const std::uint32_t row : supply.rows) {
      if (supply.geometries().is_null(row)) continue;
      const Point place = label_point(supply.geometries(), row);
      if (selected && inside.find(place) == AreaLocator::nowhere) continue;
      const std::size_t bucket = partition.locate(place);
      // Outside all units there is no area to divide by, unless one was named.
      if (selected || bucket != partition.outside()) tally.add(bucket, "", {1, 0});
    }
    if (selected) {
      const Features area = scene.features(*selected);
      for_each_piece(area, {{Amount::What::area, {}}}, partition, scene.jobs,
                     [&](std::size_t bucket, std::uint32_t, double square_metres) {
                       tally.add(bucket, "", {0, square_metres / square_metres_per_km2});
                     });
    } else {
      for (std::size_t unit = 0; unit < partition.units().size(); ++unit)
        tally.add(unit, "", {0, area_of(partition.areas(), unit) / square_metres_per_km2});
    }
  }
  reading.gap = unit_gaps(reading, way.target, scene.partitions.front());
  return reading;
}

}  // namespace

Measure density_measure() {
  return {"density",
          {"密度：每平方公里的设施数", "density: facilities per km2"},
          {"每平方公里的设施数；缺口为密度不在目标范围内的单元及其缺少（正）或超出（负）的数量",
           "features per km2; gaps are the units outside the range, with how many are missing (positive) or too many "
           "(negative)"},
          {
              {"supply", ValueKind::selection, true, "设施", "the facilities that are counted", "", {}},
              {"area",
               ValueKind::selection,
               false,
               "计算面积的图层",
               "layer whose area counts, such as the built-up area",
               "the units",
               {}},
          },
          R"TOML([[standard]]
id       = "toilet-density"
task     = 15
title    = {zh = "公厕密度每平方公里 4—7 座", en = "4 to 7 public toilets per km2"}
measure  = "density"
supply   = {layer = "toilets"}
area     = {layer = "built_up"}
target   = {min = 4, max = 7}
)TOML",
          needs,
          read,
          check};
}

}  // namespace gapmap

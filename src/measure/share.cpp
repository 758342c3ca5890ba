// SPDX-License-Identifier: MIT
#include <cmath>

#include "measure/feature_places.h"
#include "measure/list.h"
#include "measure/unit_join.h"
#include "measure/weight.h"

namespace gapmap {
namespace {

/// The condition of the part: `where` among those that `among` selects.
std::string part_condition(const Requirement& way) {
  const std::string where = way.text("where"), among = way.text("among");
  return among.empty() ? where : "(" + among + ") AND (" + where + ")";
}

std::vector<Need> needs(const Requirement& way, const Plan&) {
  Need whole{way.selection("layer").layer, way.text("among"), {}, {}, {}};
  need_weight(whole, Weight::of_amount(way).amount);
  if (!way.target.by.empty()) whole.columns.insert(way.target.by);
  Need part = whole;
  part.condition = part_condition(way);
  return {whole, part};
}

Reading read(const Requirement& way, const Scene& scene) {
  const std::string& role = way.selection("layer").layer;
  const Features among = scene.features(role, way.text("among")), where = scene.features(role, part_condition(way));
  const Weight weight = Weight::of_amount(way);
  std::vector<char> is_part(among.layer().size(), 0);
  for (const std::uint32_t row : where.rows) is_part[row] = 1;
  const Column* classes = way.target.by.empty() ? nullptr : among.layer().find(way.target.by);

  Reading reading;
  reading.amount_unit = weight.unit(false);
  reading.value_unit = "share";
  reading.is_counted = weight.amount.what == Amount::What::count;
  reading.error_bound = reading.is_counted ? 0 : 1e-12;
  note_missing(among, weight, reading.issues);
  note_units(among, scene, reading.issues);
  for (std::size_t i = 0; i < scene.partitions.size(); ++i) {
    Tally& tally = reading.tallies.emplace_back(scene.partitions[i].bucket_count());
    for (const auto& [name, range] : way.target.classes) tally.know(name);
    if (!classes) tally.know("");
    for_each_piece(among, weight, scene.partitions[i], scene.jobs,
                   [&](std::size_t bucket, std::uint32_t row, double amount) {
                     tally.add(bucket, classes ? classes->text(row) : "", {is_part[row] ? amount : 0, amount});
                   });
  }
  std::vector<std::uint32_t> rest;
  for (const std::uint32_t row : among.rows)
    if (!is_part[row]) rest.push_back(row);
  reading.gap = feature_places(among, rest, weight, classes, scene);
  return reading;
}

}  // namespace

Measure share_measure() {
  return {
      "share",
      {"占比：满足条件的要素所占比例", "share: the features that satisfy a condition"},
      {"满足 where 的要素占（among "
       "范围内）全部要素的比例，按个数、长度、面积或字段计；缺口为不满足的要素，按长度、面积或字段计时在单元边界切分",
       "share of the features (among those that `among` selects) that satisfy `where`, by count, length, area or a "
       "field; gaps are the features that do not, cut at unit borders where they count by length, area or a field"},
      {
          {"layer", ValueKind::layer, true, "图层", "the layer", "", {}},
          {"where", ValueKind::condition, true, "达到要求的条件", "what must hold", "", {}},
          {"among", ValueKind::condition, false, "计入分母的条件", "which features count at all", "all", {}},
          {"of",
           ValueKind::amount,
           false,
           "统计量：count、length、area 或字段",
           "count, length, area or a field",
           "count",
           {}},
      },
      R"TOML([[standard]]
id       = "lamps-lit"
task     = 13
title    = {zh = "主次干道亮灯率 98%", en = "98 % of the lamps on main streets lit"}
measure  = "share"
layer    = "lamps"
where    = "lit = 1"
among    = "street_class = 'main'"
target   = {min = 0.98}
)TOML",
      needs,
      read,
      nullptr};
}

}  // namespace gapmap

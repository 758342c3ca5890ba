// SPDX-License-Identifier: MIT
#include "measure/list.h"
#include "measure/unit_join.h"
#include "measure/weight.h"

namespace gapmap {
namespace {

std::vector<Need> needs(const Requirement& way, const Plan&) {
  Need need{way.selection("layer").layer, way.text("where"), {}, {}, {}};
  need_weight(need, Weight::of_amount(way).amount);
  if (!way.target.by.empty()) need.columns.insert(way.target.by);
  return {need};
}

Reading read(const Requirement& way, const Scene& scene) {
  const Features features = scene.features(way.selection("layer").layer, way.text("where"));
  const Weight weight = Weight::of_amount(way);
  const Column* classes = way.target.by.empty() ? nullptr : features.layer().find(way.target.by);
  Reading reading;
  reading.is_sum = true;
  reading.amount_unit = reading.value_unit = weight.unit(false);
  reading.is_counted = weight.amount.what == Amount::What::count;
  reading.error_bound = reading.is_counted ? 0 : 1e-12;
  note_missing(features, weight, reading.issues);
  note_units(features, scene, reading.issues);
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    for (const auto& [name, range] : way.target.classes) tally.know(name);
    if (!classes) tally.know("");
    for_each_piece(features, weight, partition, scene.jobs, [&](std::size_t bucket, std::uint32_t row, double amount) {
      tally.add(bucket, classes ? classes->text(row) : "", {amount, amount});
    });
  }
  return reading;
}

}  // namespace

Measure total_measure() {
  return {"total",
          {"总量：要素之和", "total: a sum over features"},
          {"个数、长度、面积或字段之和；目标针对整个评价范围；没有缺口图层，缺少的数量见 scores",
           "sum by count, length, area or a field; the target is for the whole plan area; no gap layer, the missing "
           "amount is in scores"},
          {
              {"layer", ValueKind::layer, true, "图层", "the layer", "", {}},
              {"where", ValueKind::condition, false, "计入的条件", "which features count", "all", {}},
              {"of",
               ValueKind::amount,
               false,
               "统计量：count、length、area 或字段",
               "count, length, area or a field",
               "count",
               {}},
          },
          R"TOML([[standard]]
id       = "new-berths"
task     = "3(2)"
title    = {zh = "新建公共停车泊位 8000 个", en = "8000 new public parking berths"}
measure  = "total"
layer    = "parking"
of       = "berths"
target   = {min = 8000}
)TOML",
          needs,
          read,
          nullptr};
}

}  // namespace gapmap

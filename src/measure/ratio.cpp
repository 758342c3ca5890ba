// SPDX-License-Identifier: MIT
#include <cmath>

#include "measure/list.h"
#include "measure/unit_gaps.h"
#include "measure/unit_join.h"
#include "measure/weight.h"

namespace gapmap {
namespace {

Need need_of(const Selection& selection) {
  Need need{selection.layer, selection.where, {}, {}, {}};
  const Amount amount = Weight::of_amount(selection.of).amount;
  need_weight(need, amount);
  need.takes_cells = selection.where.empty() && amount.what == Amount::What::field;
  return need;
}

std::vector<Need> needs(const Requirement& way, const Plan&) {
  return {need_of(way.selection("numerator")), need_of(way.selection("denominator"))};
}

Reading read(const Requirement& way, const Scene& scene) {
  const Features above = scene.features(way.selection("numerator")),
                 below = scene.features(way.selection("denominator"));
  const Weight counted = Weight::of_amount(way.selection("numerator").of),
               divided = Weight::of_amount(way.selection("denominator").of);
  Reading reading;
  reading.factor = way.number("per", 1);
  reading.amount_unit = counted.unit(false);
  reading.value_unit =
      counted.unit(false) + "/" + (reading.factor == 1 ? "" : exact(reading.factor) + " ") + divided.unit(false);
  reading.is_counted = counted.amount.what == Amount::What::count;
  reading.error_bound = 1e-12;
  note_missing(above, counted, reading.issues);
  note_missing(below, divided, reading.issues);
  for (const Features* side : {&above, &below}) note_units(*side, scene, reading.issues);
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    tally.know("");
    for_each_piece(above, counted, partition, scene.jobs, [&](std::size_t bucket, std::uint32_t, double amount) {
      tally.add(bucket, "", {amount, 0});
    });
    for_each_piece(below, divided, partition, scene.jobs, [&](std::size_t bucket, std::uint32_t, double amount) {
      tally.add(bucket, "", {0, amount});
    });
  }
  reading.gap = unit_gaps(reading, way.target, scene.partitions.front());
  return reading;
}

}  // namespace

Measure ratio_measure() {
  return {"ratio",
          {"比率：每若干人（车、户）的数量", "ratio: an amount per so many people, cars or homes"},
          {"分子之和除以分母之和，乘以 per；缺口为比率不足的单元及其缺少的数量",
           "sum of the numerator over sum of the denominator, times per; gaps are the units below, with the missing "
           "amount"},
          {
              {"numerator",
               ValueKind::selection,
               true,
               "分子：{layer, where, of}",
               "what is counted: {layer, where, of}",
               "",
               {}},
              {"denominator",
               ValueKind::selection,
               true,
               "分母：{layer, where, of}",
               "what it is divided by: {layer, where, of}",
               "",
               {}},
              {"per", ValueKind::number, false, "每多少", "per how many of the denominator", "1", {}},
          },
          R"TOML([[standard]]
id          = "hospital-beds"
task        = 6
title       = {zh = "每千人床位 1.8 张", en = "1.8 hospital beds per 1000 people"}
measure     = "ratio"
numerator   = {layer = "clinics", where = "kind = 'hospital'", of = "beds"}
denominator = {layer = "residents", of = "population"}
per         = 1000
target      = {min = 1.8}
)TOML",
          needs,
          read,
          nullptr};
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "measure/weight.h"

#include <cmath>

#include "base/error.h"
#include "measure/cell_pass.h"
#include "measure/unit_join.h"

namespace gapmap {
namespace {

Amount parse_amount(const std::string& words) {
  if (words == "count") return {Amount::What::count, {}};
  if (words == "length") return {Amount::What::length, {}};
  if (words == "area") return {Amount::What::area, {}};
  return {Amount::What::field, words};
}

Amount by_shape(Shape shape) {
  if (shape == Shape::line) return {Amount::What::length, {}};
  if (shape == Shape::area) return {Amount::What::area, {}};
  return {Amount::What::count, {}};
}

}  // namespace

Weight Weight::of_demand(const Selection& selection, const RoleData& role) {
  if (role.is_raster) return {{Amount::What::field, "value"}};
  if (!selection.weight.empty()) return {parse_amount(selection.weight)};
  if (!role.spec->weight.empty()) return {parse_amount(role.spec->weight)};
  return {by_shape(role.layer->geometries.shape())};
}

Weight Weight::of_amount(const std::optional<Amount>& amount) { return {amount.value_or(Amount{})}; }

Weight Weight::of_amount(const Requirement& way) {
  const auto* of = way.find<Amount>("of");
  return {of ? *of : Amount{}};
}

std::string Weight::unit(bool is_demand) const {
  switch (amount.what) {
    case Amount::What::count: return "count";
    case Amount::What::length: return "m";
    case Amount::What::area: return "m2";
    default: return is_demand ? "people" : amount.field;
  }
}

void need_weight(Need& need, const Amount& amount) {
  need.is_register = amount.what == Amount::What::count || amount.what == Amount::What::field;
  if (amount.what == Amount::What::field) need.numbers.insert(amount.field);
  if (amount.what == Amount::What::length) need.shapes = {Shape::line};
  if (amount.what == Amount::What::area) need.shapes = {Shape::area};
}

void need_demand_weight(Need& need, const Selection& selection, const Plan& plan) {
  const auto layer = plan.layers.find(selection.layer);
  const std::string& weight =
      !selection.weight.empty() || layer == plan.layers.end() ? selection.weight : layer->second.weight;
  if (!weight.empty()) need_weight(need, parse_amount(weight));
  need.is_register = false;
}

double amount_of(const Features& features, const Weight& weight, std::uint32_t row) {
  switch (weight.amount.what) {
    case Amount::What::count: return 1;
    case Amount::What::length: return features.is_placed(row) ? length_of(features.geometries(), row) : 0;
    case Amount::What::area: return features.is_placed(row) ? area_of(features.geometries(), row) : 0;
    default: break;
  }
  const Column& column = *features.layer().find(weight.amount.field);
  const double value = column.number(row);
  if (std::isnan(value)) return 0;
  if (value < 0)
    throw Error(Fault::input,
                say("{}：要素 {} 的字段“{}”为负：{}", "{}: feature {}: the field \"{}\" is negative: {}",
                    features.role->place, features.layer().ids[row], column.name, value),
                {"改正该值，或用 where 排除该要素", "correct the value, or leave the feature out by where"});
  return value;
}

void note_missing(const Features& features, const Weight& weight, Issues& issues) {
  if (weight.amount.what != Amount::What::field) return;
  const Column& column = *features.layer().find(weight.amount.field);
  std::size_t missing = 0;
  for (const std::uint32_t row : features.rows) missing += column.is_missing(row) ? 1 : 0;
  if (missing == 0) return;
  const LayerSpec& spec = *features.role->spec;
  issues.push_back({"V101",
                    Severity::warning,
                    spec.role,
                    spec.source,
                    "",
                    say("{} 个要素的“{}”为空，按 0 计", "{} features have no \"{}\" and count 0", missing, column.name),
                    {}});
}

void for_each_piece(const Features& features, const Weight& weight, const Partition& partition, int jobs,
                    const std::function<void(std::size_t, std::uint32_t, double)>& piece) {
  if (features.role->cells) {
    const std::vector<double>& people = features.role->totals->of(*features.role, partition, jobs);
    for (std::size_t bucket = 0; bucket < people.size(); ++bucket)
      if (people[bucket] > 0) piece(bucket, 0, people[bucket]);
    return;
  }
  const Geometries& geometries = features.geometries();
  const bool in_one_place = !features.layer().has_geometry() || geometries.shape() == Shape::point ||
                            features.role->spec->at_point || weight.amount.what == Amount::What::count;
  const UnitJoin units(features, partition);
  if (in_one_place && features.layer().has_geometry()) {
    const std::vector<std::uint32_t>& buckets = features.buckets(partition, jobs);
    for (const std::uint32_t row : features.rows)
      piece(features.is_placed(row) ? buckets[row] : units.bucket_of(row), row, amount_of(features, weight, row));
    return;
  }
  for (const std::uint32_t row : features.rows)
    if (!features.is_placed(row)) piece(units.bucket_of(row), row, amount_of(features, weight, row));
  if (in_one_place) return;
  if (geometries.shape() == Shape::line) {
    for (const std::uint32_t row : features.rows) {
      const double whole = length_of(geometries, row), amount = amount_of(features, weight, row);
      for (std::size_t i = 0; i < geometries.parts_of(row); ++i)
        partition.cut_line(geometries.part(row, i), [&](std::size_t bucket, Path path) {
          if (whole > 0) piece(bucket, row, amount * (length(path) / whole));
        });
    }
  } else {
    const Partition::Pieces& pieces = features.cut(partition, jobs);
    for (std::size_t i = 0; i < pieces.row.size(); ++i) {
      const double whole = area_of(geometries, pieces.row[i]);
      if (whole > 0)
        piece(pieces.bucket[i], pieces.row[i],
              amount_of(features, weight, pieces.row[i]) * (area_of(pieces.areas, i) / whole));
    }
  }
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "measure/measure.h"

namespace gapmap {

/// How much each feature of a selection counts.
struct Weight {
  Amount amount;
  /// From the selection's or the layer's `weight`, or by shape: 1 a point, metres of a line, m2 of an
  /// area; the pixel value of a raster.
  static Weight of_demand(const Selection& selection, const RoleData& role);
  /// From `of`; a count where it is absent.
  static Weight of_amount(const std::optional<Amount>& amount);
  /// From the key `of` of a requirement.
  static Weight of_amount(const Requirement& way);

  /// "people", "m", "m2" or "count"; for an amount that is added up, the field's own name.
  std::string unit(bool is_demand) const;
};

/// Adds the fields that a weight reads to a need; amounts that need no geometry can be had of a register.
void need_weight(Need& need, const Amount& amount);
void need_demand_weight(Need& need, const Selection& selection, const Plan& plan);

/// Calls `piece(bucket, row, amount)` for every part of every feature, cut at the partition's borders;
/// the amounts of a feature's pieces add up to its own. A field's amount spreads evenly over a line or an
/// area unless the layer says that it sits at a point. A record without geometry belongs to the unit that it
/// names, or to no unit. A stream of cells comes as one piece a bucket, and its row means nothing. Throws
/// Error{Fault::input} naming the feature where an amount is negative.
void for_each_piece(const Features& features, const Weight& weight, const Partition& partition, int jobs,
                    const std::function<void(std::size_t, std::uint32_t, double)>& piece);

/// The feature's own amount in all. Missing numbers count 0.
double amount_of(const Features& features, const Weight& weight, std::uint32_t row);

/// Missing values of the weight's field, as an issue where there are any.
void note_missing(const Features& features, const Weight& weight, Issues& issues);

}  // namespace gapmap

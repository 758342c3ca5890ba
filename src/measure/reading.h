// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.h"
#include "geo/layer.h"
#include "measure/walk_reading.h"

namespace gapmap {

/// What counts and out of how much. Parts and wholes add up over units; values do not.
struct PartWhole {
  double part = 0;
  double whole = 0;
  void add(const PartWhole& other) {
    part += other.part;
    whole += other.whole;
  }
};

/// Parts and wholes by bucket of one partition and by class ('' where the standard has none).
class Tally {
 public:
  explicit Tally(std::size_t buckets) : buckets_(buckets) {}
  void add(std::size_t bucket, const std::string& class_name, PartWhole amount) {
    assert(bucket < buckets_);
    classes_.try_emplace(class_name, buckets_).first->second[bucket].add(amount);
  }
  /// Reserves a class, so that it is reported even where nothing belongs to it.
  void know(const std::string& class_name) { classes_.try_emplace(class_name, buckets_); }

  std::size_t buckets() const { return buckets_; }
  std::vector<std::string> classes() const;
  PartWhole of(std::size_t bucket, const std::string& class_name) const;
  /// All classes together.
  PartWhole of(std::size_t bucket) const;

 private:
  std::size_t buckets_;
  std::map<std::string, std::vector<PartWhole>> classes_;  ///< by bucket
};

/// Places where a standard is broken (or, for `served`, kept), cut at the borders of the first partition. Records
/// of a register have no place: their geometries are of shape none, or null.
struct PlaceList {
  Geometries geometries;
  std::vector<std::int64_t> feature;  ///< id of the demand feature
  std::vector<std::size_t> bucket;    ///< in the first partition
  std::vector<std::string> class_name;
  std::vector<double> amount;     ///< people, metres, m2 or facilities, as the reading's amount unit
  std::vector<double> distance;   ///< metres to the nearest supply; NaN where it does not apply
  std::vector<Column> more = {};  ///< columns of the measure's own, a value a place
  /// Adds all but the geometry and the columns of the measure's own.
  void add(std::int64_t of, std::size_t in_bucket, std::string of_class, double how_much, double how_far = NAN);
  /// The texts of one of them, which is made where it is missing.
  Texts& texts(const std::string& column);
  std::size_t size() const { return feature.size(); }
};

/// What a measure along the streets shows beside its gaps.
struct WalkReading {
  ReachedStreets streets;
  std::vector<Detour> detours;        ///< by bucket of the first partition; empty for demand along lines
  std::vector<DetourSquare> squares;  ///< the same by place, from west to east; those inside the plan area
  PlaceList hidden;                   ///< demand within the limit as the crow flies, but not on foot
};

/// Things that are held against the target each for itself, such as the facilities of `catchment`. The verdict is
/// on the share of them that keep it.
struct OneByOne {
  std::vector<Tally> kept;     ///< how many keep it, of how many; one a partition
  double share = 1;            ///< of them must keep it
  std::vector<Tally> beyond;   ///< the amount (parts) beyond what they may take: what is missing; one a partition
  bool beyond_breaks = false;  ///< whether any amount beyond is unmet whatever the share
};

/// What a measure found for one way to meet a standard. The value is factor * part / whole, or the part
/// alone where it is a sum.
struct Reading {
  std::vector<Tally> tallies;          ///< one a partition
  std::optional<OneByOne> one_by_one;  ///< where the target is not for the value but for each of several things
  /// Where the whole plan area is not the sum of its units (`evenness`): its amount, one a partition.
  std::vector<PartWhole> together;
  double factor = 1;
  bool is_sum = false;      ///< the target is for the whole plan area, not for each unit
  bool is_counted = false;  ///< the amount comes in whole pieces: what is missing is rounded up
  std::string amount_unit;  ///< "people", "m", "m2", "count", or a field
  std::string value_unit;   ///< "share", "count/km2", …
  double error_bound = 0;   ///< relative error of parts and wholes
  double dropped = 0;       ///< m2 of slivers left out of the drawn gaps
  std::optional<PlaceList> gap;
  std::optional<PlaceList> served;
  std::optional<WalkReading> walk;
  Issues issues;

  double value(const PartWhole& amount) const { return is_sum ? amount.part : factor * amount.part / amount.whole; }
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/area_locator.h"
#include "geo/geometry.h"

namespace gapmap {

namespace straight {
class Region;
}

struct Unit {
  std::string code;
  std::string name;
};

/// Administrative units that scores are given for. A piece of demand belongs to exactly one bucket: a
/// unit by its index, `outside()` all of them, or `unplaced()` where only the record is known and not where it
/// lies; so buckets add up to the whole.
class Partition {
 public:
  /// The whole plan area as the only unit: everything lies in it.
  static Partition whole();

  /// `areas` are the units' polygons, in the order of `units`, which must be sorted by code.
  Partition(std::string role, std::vector<Unit> units, Geometries areas);

  const std::string& role() const { return role_; }
  const std::vector<Unit>& units() const { return units_; }
  const Geometries& areas() const { return areas_; }
  bool is_whole() const { return units_.empty(); }
  std::size_t outside() const { return units_.size(); }
  /// Records of a register without a place: of the plan area, of no unit.
  std::size_t unplaced() const { return units_.size() + 1; }
  std::size_t bucket_count() const { return units_.size() + 2; }

  /// What a bucket is called in every output: a unit's code, "-" outside all units, "?" where the place is not
  /// known; "*" for all of them where there are no units.
  std::string code_of(std::size_t bucket) const;
  /// A unit's name; empty for the other buckets.
  std::string name_of(std::size_t bucket) const;

  /// The bucket of a point: the unit that contains it, on a border the first by code.
  std::size_t locate(Point p) const;

  /// The bucket of every place of a box; nothing where a border passes it.
  std::optional<std::size_t> locate_all(const Box& box) const;

  /// Cuts a line string at unit borders: calls `piece(bucket, path)` for its pieces in order.
  void cut_line(Path line, const std::function<void(std::size_t, Path)>& piece) const;

  struct Pieces {
    Geometries areas{Shape::area};
    std::vector<std::size_t> bucket;
    std::vector<std::uint32_t> row;  ///< the feature that a piece was cut from
  };
  /// Cuts the area features at `rows` at unit borders. Where units overlap, the first by code takes all.
  Pieces cut_areas(const Geometries& areas, const std::vector<std::uint32_t>& rows, int jobs) const;

 private:
  Partition() = default;
  const straight::Region& region(std::uint32_t unit) const;
  void cut_area(const Geometries& areas, std::uint32_t row, Pieces& into) const;

  std::string role_;
  std::vector<Unit> units_;
  Geometries areas_{Shape::area};
  struct Regions;
  std::shared_ptr<Regions> regions_;  ///< of each unit, made when first asked for
  std::shared_ptr<const AreaLocator> locator_;
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/box_tree.h"
#include "geo/nearest.h"
#include "measure/transport.h"
#include "measure/weight.h"

namespace gapmap {

/// Demand and supply of a `catchment`: where they are, in an order that does not depend on that of the input.
struct CatchmentPlaces {
  /// A feature of the demand, or a part of it.
  struct Member {
    std::uint32_t row;
    double amount;
  };
  struct Demand {
    Point place;
    double amount;
    std::size_t first, last;  ///< the members in this place
  };
  struct Facility {
    Point place;  ///< its middle, for drawing and for its unit
    std::uint32_t row;
    double capacity;
  };
  std::vector<Demand> demands;  ///< by place; demand in one place is one
  std::vector<Member> members;  ///< of all demands in turn
  std::vector<Facility> facilities;

  std::span<const Member> members_of(const Demand& demand) const {
    return std::span(members).subspan(demand.first, demand.last - demand.first);
  }
};

/// Demand of lines and areas sits in its middle. `capacity` is a field of the supply, or empty for no limit.
CatchmentPlaces catchment_places(const Features& demand, const Weight& weight, const Features& supply,
                                 const std::string& capacity);

/// How far it is from the demand of a `catchment` to its facilities. Safe to ask from several threads.
class CatchmentWays {
 public:
  virtual ~CatchmentWays() = default;
  /// The `count` nearest facilities within the limit, ascending by metres, then by facility; fewer only where there
  /// are no more.
  virtual std::vector<Way> nearest(std::size_t demand, std::size_t count) const = 0;
  /// No way is longer.
  virtual double farthest() const = 0;
  /// Why a demand has no facility within the limit ("too_far", "no_way", "off_streets"), and how far the nearest is
  /// all the same; NaN where no way leads to any.
  struct Fate {
    const char* reason;
    double distance;
  };
  virtual Fate fate(std::size_t demand) const = 0;
};

/// Straight distances from places to the nearest point of facilities of any shape.
class StraightWays : public CatchmentWays {
 public:
  /// `limit` in metres, inclusive; infinity for none.
  StraightWays(const CatchmentPlaces& places, const Features& supply, double limit);

  std::vector<Way> nearest(std::size_t demand, std::size_t count) const override;
  double farthest() const override { return std::min(farthest_, limit_); }
  Fate fate(std::size_t demand) const override;

 private:
  double distance(Point from, std::size_t facility) const;

  const CatchmentPlaces& places_;
  double limit_;
  bool is_points_;
  std::unique_ptr<Nearest> all_;
  std::unique_ptr<BoxTree> tree_;
  std::vector<std::uint32_t> facility_of_row_;
  std::vector<Nearest> each_;  ///< a facility each, where they are not points
  double farthest_ = 0;
};

}  // namespace gapmap

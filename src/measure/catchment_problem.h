// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geo/nearest.h"
#include "measure/transport.h"
#include "measure/weight.h"

namespace gapmap {

/// Demand and supply of a `catchment`: where they are, in an order that does not depend on that of the input.
struct CatchmentPlaces {
  struct Demand {
    Point place;
    double amount;
    std::vector<std::pair<std::uint32_t, double>> rows;  ///< the features in this place, with their amounts
  };
  struct Facility {
    Point place;  ///< its middle, for drawing and for its unit
    std::uint32_t row;
    double capacity;
  };
  std::vector<Demand> demands;  ///< by place; demand in one place is one
  std::vector<Facility> facilities;
};

/// Demand of lines and areas sits in its middle. `capacity` is a field of the supply, or empty for no limit.
CatchmentPlaces catchment_places(const Features& demand, const Weight& weight, const Features& supply,
                                 const std::string& capacity);

/// Straight distances from places to the nearest point of facilities of any shape.
class StraightWays {
 public:
  StraightWays(const CatchmentPlaces& places, const Features& supply);

  std::vector<Way> nearest(std::size_t demand, std::size_t count) const;
  double farthest() const { return farthest_; }

 private:
  double distance(Point from, std::size_t facility) const;

  const CatchmentPlaces& places_;
  bool is_points_;
  std::unique_ptr<Nearest> all_;
  std::vector<std::uint32_t> facility_of_row_;
  std::vector<Nearest> each_;  ///< a facility each, where they are not points
  double farthest_ = 0;
};

}  // namespace gapmap

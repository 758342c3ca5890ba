// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "geo/layer.h"
#include "sample/random.h"
#include "sample/table.h"

namespace gapmap::sample {

/// The layer of residential compounds, one a block of housing.
class Compounds {
 public:
  Compounds();

  struct Services {
    std::string name;
    bool heating;
  };
  /// Adds a compound within a closed ring; what it has is drawn at random.
  Services add(const std::vector<Point>& ring, Random& random);

  Layer take() { return table_.take(); }

 private:
  Table table_;
};

}  // namespace gapmap::sample

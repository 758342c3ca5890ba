// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "assess/assessment.h"
#include "output/table_view.h"

namespace gapmap {

/// Gap or served features of a reading as a table of the result file, worst first. Looks at the places as long as it
/// lives; may be moved, not copied.
struct PlacesTable {
  PlacesTable(const std::string& standard_id, const std::string& amount_unit, const PlaceList& places,
              const Partition& partition);
  PlacesTable(PlacesTable&&) = default;

  Numbers sizes;  ///< metres or square metres of each place
  TableView table;
};

/// The order in which a standard's gaps are ranked and written: within the units before outside, then by the
/// size of the gap, then by feature.
std::vector<std::uint32_t> ranking(const PlaceList& places, const Partition& partition);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <gdal_priv.h>

namespace gapmap {

/// Cells of a column that is declared to hold numbers and holds other things: SQLite lets every cell have a type of its
/// own, and GDAL reads 0 or the first digits from what is no number.
struct IllTyped {
  std::string field;
  long long count = 0;
  long long first = 0;  ///< id of a feature that has one
  std::string value;    ///< what stands there, shortened
};

/// Those of a table in a GeoPackage, of the fields named (as the file writes them).
std::vector<IllTyped> find_ill_typed(GDALDataset& geopackage, OGRLayer& table, const std::vector<std::string>& fields);

}  // namespace gapmap

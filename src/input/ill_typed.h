// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <gdal_priv.h>

#include "geo/layer.h"

namespace gapmap {

/// Cells of a column of numbers that hold other things. Where the column is declared to hold numbers, as SQLite lets
/// every cell have a type of its own, GDAL reads 0 or the first digits from them. Where it is declared as text, a few
/// words among the numbers keep the whole of it text, and `area > 500` compares letters.
struct IllTyped {
  std::string field;
  long long count = 0;
  long long first = 0;  ///< id of a feature that has one
  std::string value;    ///< what stands there, shortened
};

/// Those of a table in a GeoPackage, of the fields named (as the file writes them).
std::vector<IllTyped> find_ill_typed(GDALDataset& geopackage, OGRLayer& table, const std::vector<std::string>& fields);

/// Those of a text column that is a column of numbers but for one value in twenty at most; nothing where it has fewer
/// than twenty numbers, or codes with leading zeros among them. `ids` are those of the column's rows.
std::optional<IllTyped> find_words_among_numbers(const Column& column, const std::vector<std::int64_t>& ids);

}  // namespace gapmap

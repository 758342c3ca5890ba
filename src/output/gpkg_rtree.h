// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "output/gpkg_database.h"

namespace gapmap::gpkg {

struct IndexEntry {
  std::int64_t id;
  Box box;
};

/// Fills the empty R*Tree table `name` with all entries at once: sorted along a Hilbert curve and
/// packed into full nodes that are written as SQLite stores them. Much faster than inserting, and
/// queries touch fewer nodes.
void fill_rtree(Database& database, const std::string& name, const std::vector<IndexEntry>& entries);

}  // namespace gapmap::gpkg

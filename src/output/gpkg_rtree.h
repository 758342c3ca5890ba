// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"
#include "output/sqlite_pages.h"

namespace gapmap::gpkg {

struct IndexEntry {
  std::int64_t id;
  Box box;
};

/// The roots of the three tables that SQLite keeps an R*Tree in.
struct RtreeRoots {
  std::uint32_t nodes, rows, parents;
};

/// Writes an R*Tree of all entries at once: sorted along a Hilbert curve and packed into full nodes that are written as
/// SQLite stores them. Much faster than inserting, and queries touch fewer nodes. The entries come by ascending id.
RtreeRoots write_rtree(PageFile& file, const std::vector<IndexEntry>& entries, int jobs);

}  // namespace gapmap::gpkg

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <ogrsf_frmts.h>

#include "geo/layer.h"
#include "input/intake.h"

namespace gapmap {

/// The features of one table of a GeoPackage.
struct GpkgScan {
  std::vector<std::int64_t> ids;
  GeometryIntake intake;
  std::vector<Column> columns;
};

/// Reads a table of a GeoPackage straight through GDAL's SQLite connection, blob by blob, in a third of the time that
/// OGR's features take, with exactly their result. `columns` are the wanted ones, typed and empty, and `fields` their
/// numbers in `layer`. Nothing where anything is out of the ordinary (a view, a journal, an empty or curved geometry, a
/// value that is not of its column's type, a text that is not UTF-8): then OGR must read it.
std::optional<GpkgScan> scan_geopackage(GDALDataset& dataset, OGRLayer& layer, std::vector<Column> columns,
                                        const std::vector<int>& fields, bool takes_geometry);

}  // namespace gapmap

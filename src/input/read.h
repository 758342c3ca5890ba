// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/issue.h"
#include "geo/cell_stream.h"
#include "geo/crs.h"
#include "geo/height_field.h"
#include "geo/layer.h"
#include "plan/plan.h"

namespace gapmap {

class OpenSources;

/// What the standards of a plan need of one layer.
struct ReadRequest {
  LayerSpec spec;
  std::set<std::string> columns;     ///< under the names that standards use
  std::set<std::string> numbers;     ///< those of them that must hold numbers
  std::set<std::string> conditions;  ///< WHERE clauses; "" selects all
  bool needs_geometry = true;        ///< else a table without geometry, or records without one, will do
  bool all_columns = false;          ///< whatever the source has, to look it over
  /// Features outside are not needed, in the plan's coordinates; everywhere where absent.
  std::optional<Box> extent;
  std::vector<Shape> shapes;  ///< what the measures can use; empty for any
  bool may_stream = false;    ///< all that is asked of a raster can be answered from a stream of its cells
  bool as_heights = false;    ///< a raster whose cells are heights of the ground, not people
};

struct ReadOptions {
  std::string folder;  ///< relative sources start here
  Crs crs;             ///< the plan's
  bool allow_network = false;
  bool assume_crs_of_tables = false;  ///< takes coordinates in columns for degrees or the plan's where nothing is said
  bool through_ogr = false;           ///< reads GeoPackages feature by feature too, as any other format
  std::shared_ptr<OpenSources> sources = nullptr;  ///< what stays open from layer to layer; null to open each anew
  std::int64_t raster_as_points = 4'000'000;  ///< cells of a raster that become points even where a stream would do
  std::size_t most_pixels = 20'000'000;       ///< cells with people that can become points at all
};

/// A geometry was asked for and the source has none; it can still be read as a table.
struct NoGeometry : Error {
  using Error::Error;
};

/// How a layer was read; kept in the result's `run` table.
struct InputRecord {
  std::string role;
  std::string source;
  std::vector<std::string> files;
  std::string driver;
  std::string crs;                 ///< as understood
  std::string transformation;      ///< PROJ's words, or the datum step
  std::optional<double> accuracy;  ///< metres, as PROJ states it
  std::size_t features = 0;
};

struct ReadLayer {
  Layer layer;                                             ///< in the plan's coordinates
  std::map<std::string, std::vector<std::uint32_t>> rows;  ///< by condition, ascending
  std::string place;                                       ///< "district.gpkg, residents": for messages
  bool is_raster = false;
  Issues issues;
  InputRecord record;
  /// The people of a large raster; `layer` then has the column `value` and no features.
  std::shared_ptr<const CellStream> cells;
  /// The heights of a raster that was asked for as such; `layer` then has no features.
  std::shared_ptr<const HeightField> heights;
};

/// Reads a layer, read-only: only the columns, rows and extent asked for, in the plan's coordinates.
/// Polygons that are not valid are mended and noted. A population raster becomes points at pixel
/// centres with the column `value`, or, where it is large and that will do, a stream of them; one of heights stays
/// in its file and is asked where they are needed. Throws
/// Error{Fault::input} naming file, layer and feature.
ReadLayer read_layer(const ReadRequest& request, const ReadOptions& options);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <limits>
#include <memory>
#include <string>

#include "base/text.h"
#include "geo/crs.h"
#include "geo/layer.h"
#include "output/table_view.h"

namespace gapmap {

/// What a table of the file is called and says of itself.
struct TableInfo {
  std::string name;              ///< ASCII, as in SQL
  Text title;                    ///< the layer's name for people (gpkg_contents.identifier)
  Text description;              ///< gpkg_contents.description
  std::string style;             ///< QML applied by QGIS when the layer is opened; empty for none
  std::size_t indexed_from = 0;  ///< a layer of fewer features goes without a spatial index
};

/// Fewer features are drawn as quickly without a spatial index, which would take more space than they do.
inline constexpr std::size_t indexed_where_large = 5000;
/// For layers that are read whole.
inline constexpr std::size_t never_indexed = std::numeric_limits<std::size_t>::max();

/// Writes a GeoPackage 1.3 file, whole or not at all: into a temporary file beside `path`, synced and
/// renamed by `commit`. Without `commit` nothing is left behind. Same content, same bytes.
class GeoPackage {
 public:
  /// Throws Error{Fault::usage} where `path` exists and `overwrite` is off, Error{Fault::output} where
  /// it cannot be written. `timestamp` (ISO 8601, UTC) stands in every `last_change`. Tables are written on at most
  /// `jobs` threads, whose number changes no byte.
  GeoPackage(std::filesystem::path path, bool overwrite, Crs crs, Language language, std::string timestamp,
             int jobs = 1);
  ~GeoPackage();
  GeoPackage(GeoPackage&&) noexcept;

  /// A layer with geometry and an index, or a plain table where the layer's shape is none.
  /// The layer's ids become the `fid` where `keep_ids`, else fid counts from 1.
  void add(const TableInfo& info, const Layer& layer, bool keep_ids = false);
  void add(const TableInfo& info, TableView table);

  /// Tables that are added from here on are listed after those of lower chapters, whenever these are added; tables of
  /// one chapter are listed in their order.
  void begin_chapter(int chapter);

  /// Adds a QGIS project of what is in the file at `commit`; for result files.
  void add_project();

  /// Makes the file appear under its name.
  void commit();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace gapmap

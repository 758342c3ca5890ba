// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.h"
#include "input/csv_look.h"
#include "plan/plan.h"

namespace gapmap {

/// A file in GDAL's memory, gone with its owner; inputs are read-only, so what must be mended is mended here.
class MemoryFile {
 public:
  /// `name` keeps its extension, by which GDAL tells formats apart.
  MemoryFile(const std::string& name, std::string bytes);
  ~MemoryFile();
  MemoryFile(MemoryFile&&) noexcept;
  MemoryFile& operator=(MemoryFile&&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::unique_ptr<std::string> bytes_;  // stays where it is when its owner moves
  std::string path_;
};

/// Where GDAL finds a source, and what had to be done to make it findable.
struct Located {
  std::string path;                ///< as GDAL opens it
  std::string file;                ///< the file on the disk; empty for a connection
  std::string shown;               ///< for messages: "places.zip, places/points.shp"
  std::optional<CsvLook> csv;      ///< for delimited text
  std::vector<MemoryFile> memory;  ///< keeps alive what `path` names
  Issues issues;
};

/// Finds a layer's source: relative paths start at `folder`, a zip is looked into, a Shapefile without index
/// and text that GDAL cannot take are copied into memory. Throws Error{Fault::input} where there is no such
/// file, or it is none that can be read.
Located locate(const LayerSpec& spec, const std::string& folder);

}  // namespace gapmap

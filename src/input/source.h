// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "plan/plan.h"

namespace gapmap {

/// Keeps GDAL's messages of this thread while it lives, so that nothing is printed.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  /// The first error, else the first warning, else nothing.
  std::string most_important() const;
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  std::vector<std::string> errors_, warnings_;
};

/// A source opened by GDAL, read-only, with the one layer that a role is read from.
class Source {
 public:
  /// Relative paths start at `folder`. Throws Error{Fault::input} naming the file where it is missing,
  /// cannot be opened, would need a network that is not allowed, or has no such layer.
  Source(const LayerSpec& spec, const std::string& folder, bool allow_network);
  ~Source();
  Source(Source&&) noexcept = default;

  bool is_raster() const { return layer_ == nullptr; }
  OGRLayer& layer() const { return *layer_; }
  GDALDataset& dataset() const { return *dataset_; }
  /// "district.gpkg, layer residents": begins every message about this source.
  const std::string& place() const { return place_; }
  /// The local files that were opened; empty for a database.
  std::vector<std::string> files() const;

 private:
  void pick_layer(const LayerSpec& spec);
  void run_query(const std::string& sql);

  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;  // owned by dataset_
  bool is_query_ = false;
  std::string path_;
  std::string place_;
};

}  // namespace gapmap

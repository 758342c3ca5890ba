// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "input/locate.h"
#include "input/offline.h"
#include "input/open_sources.h"
#include "plan/plan.h"

namespace gapmap {

/// Keeps GDAL's messages of this thread while it lives, the first hundred of each kind, so that nothing is printed.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  /// The first error, else the first warning, else nothing.
  std::string most_important() const;
  const std::vector<std::string>& errors() const { return errors_; }
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  std::vector<std::string> errors_, warnings_;
};

/// A source opened by GDAL, read-only, with the one layer that a role is read from. Lives and is used on one
/// thread; while it lives, GDAL fetches nothing on that thread unless the network is allowed.
class Source {
 public:
  /// Relative paths start at `folder`. Throws Error{Fault::input} naming the file where it is missing,
  /// cannot be opened, would need a network that is not allowed, or has no such layer. With `shared`, a data set that
  /// is open already is used, and is left open for the next.
  Source(const LayerSpec& spec, const std::string& folder, bool allow_network, OpenSources* shared = nullptr);
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  bool is_raster() const { return layer_ == nullptr; }
  OGRLayer& layer() const { return *layer_; }
  GDALDataset& dataset() const { return *dataset_; }
  std::string driver() const { return dataset_->GetDriverName(); }
  /// "district.gpkg, layer residents": begins every message about this source.
  const std::string& place() const { return located_.shown; }
  /// The local files that were opened; empty for a database.
  std::vector<std::string> files() const;
  /// More features than this no table holds: a view or a query that multiplies them without end.
  std::size_t most_rows() const;
  /// What was odd about the files themselves.
  const Issues& issues() const { return located_.issues; }
  /// The look of a delimited text; null for other formats.
  const CsvLook* csv() const { return located_.csv ? &*located_.csv : nullptr; }

 private:
  void refuse_network(const LayerSpec& spec) const;
  void open_checked(const LayerSpec& spec);
  void open(const LayerSpec& spec);
  void pick_layer(const LayerSpec& spec);
  void run_query(const std::string& sql);

  Offline offline_;
  bool allow_network_;
  OpenSources* shared_;
  Located located_;
  std::string way_;  ///< all that the open data set depends on; empty where it is not shared
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;  // owned by dataset_
  bool is_query_ = false;
};

/// The names of the layers of a source, as `layer` of a plan takes them; empty for a raster. Throws as Source does.
std::vector<std::string> layers_in(const LayerSpec& spec, const std::string& folder, bool allow_network);

}  // namespace gapmap

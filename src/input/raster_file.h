// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "base/pool.h"
#include "input/offline.h"
#include "input/source.h"

namespace gapmap {

/// A raster that several threads read at once, each through a data set of its own.
class RasterFile {
 public:
  RasterFile(const Source& source, bool allow_network)
      : place_(source.place()),
        description_(source.dataset().GetDescription()),
        driver_(source.driver()),
        allow_network_(allow_network) {}

  /// "people.tif": begins every message about this raster.
  const std::string& place() const { return place_; }

  /// Calls `work(band)` with the first band of a data set that nobody else uses meanwhile. Throws Error{Fault::input}
  /// where the file cannot be opened again.
  template <typename Work>
  void lend(const Work& work) const {
    const Offline offline(allow_network_);
    datasets_.lend([&] { return open(); }, [&](GDALDatasetUniquePtr& dataset) { work(*dataset->GetRasterBand(1)); });
  }

 private:
  std::unique_ptr<GDALDatasetUniquePtr> open() const;

  std::string place_, description_, driver_;
  bool allow_network_;
  mutable Pool<GDALDatasetUniquePtr> datasets_;
};

}  // namespace gapmap

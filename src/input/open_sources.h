// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <gdal_priv.h>

namespace gapmap {

/// Data sets that stay open from one layer of a run to the next: opening a GeoPackage of fifty tables, and looking
/// whether it leads elsewhere, takes longer than reading one of them. Each is lent to one reader at a time, so that
/// threads never share one. May be called from several threads.
class OpenSources {
 public:
  /// Whether data sets of a driver can be read again as if they were opened anew: those that hold many layers.
  static bool can_keep(const std::string& driver);

  /// One that was opened in this way before and that nobody reads; null where there is none.
  GDALDatasetUniquePtr take(const std::string& way);
  void give_back(const std::string& way, GDALDatasetUniquePtr dataset);
  void close();

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<GDALDatasetUniquePtr>> idle_;
};

}  // namespace gapmap

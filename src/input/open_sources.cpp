// SPDX-License-Identifier: MIT
#include "input/open_sources.h"

#include <algorithm>
#include <string_view>

#include <ogrsf_frmts.h>

namespace gapmap {

bool OpenSources::can_keep(const std::string& driver) {
  constexpr std::string_view known[] = {"GPKG", "OpenFileGDB", "XLSX", "ODS"};
  return std::find(std::begin(known), std::end(known), driver) != std::end(known);
}

GDALDatasetUniquePtr OpenSources::take(const std::string& way) {
  const std::lock_guard lock(mutex_);
  const auto found = idle_.find(way);
  if (found == idle_.end() || found->second.empty()) return {};
  GDALDatasetUniquePtr dataset = std::move(found->second.back());
  found->second.pop_back();
  return dataset;
}

void OpenSources::give_back(const std::string& way, GDALDatasetUniquePtr dataset) {
  for (OGRLayer* const layer : dataset->GetLayers()) {
    layer->SetIgnoredFields(nullptr);
    layer->SetSpatialFilter(nullptr);
    layer->ResetReading();
  }
  const std::lock_guard lock(mutex_);
  idle_[way].push_back(std::move(dataset));
}

void OpenSources::close() {
  const std::lock_guard lock(mutex_);
  idle_.clear();
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/text.h"
#include "geo/layer.h"

namespace gapmap {

/// The coordinates of the sample: metres, easting first.
inline constexpr std::string_view sample_crs = "EPSG:4547";

struct SampleOptions {
  std::uint64_t seed = 2018;
  double scale = 1;  ///< multiplies area, people, facilities and streets; 20 is a city of 20 districts. 0.05 to 400
  Progress progress;
};

/// The layers of a made-up district, in metres of `sample_crs`.
struct SampleDistrict {
  std::vector<Layer> layers;

  const Layer* find(std::string_view name) const;
};

struct SampleFiles {
  std::filesystem::path district;  ///< the GeoPackage with all layers
  std::filesystem::path plan;      ///< the plan that reads it
};

/// The layers of a believable district of Erqi's size; synthetic geometry under the real names of its 16
/// subdistricts and towns. Same seed and scale, same layers, on every machine. Throws Error{Fault::usage}
/// where the scale is out of range.
SampleDistrict make_sample(const SampleOptions& options);

/// Writes DIR/district.gpkg and DIR/plan.toml; makes DIR where it is missing. Throws Error{Fault::usage}
/// where a file exists and `overwrite` is off, Error{Fault::output} where it cannot be written.
SampleFiles write_sample(const std::filesystem::path& dir, const SampleOptions& options, bool overwrite,
                         Language language);

}  // namespace gapmap

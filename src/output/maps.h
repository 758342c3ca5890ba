// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "measure/scene.h"
#include "output/result.h"

namespace gapmap {

/// Draws one A4 sheet at 200 dpi for every task that has a spatial gap: `task-05.png` and so on, with a
/// frame a standard. Makes the folder where it is missing. Throws Error{Fault::usage} where a picture
/// exists and `overwrite` is off, Error{Fault::output} where one cannot be written or no font fits.
std::vector<std::filesystem::path> write_maps(const ResultView& view, const Scene& scene,
                                              const std::filesystem::path& folder, bool overwrite, Language language);

}  // namespace gapmap

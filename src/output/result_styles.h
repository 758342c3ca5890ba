// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/text.h"
#include "geo/geometry.h"

namespace gapmap {

// The styles of the result file's layers as QML, each with the aliases of all fields.

/// Gaps by `rank`: the worst are the darkest.
std::string gap_style(Shape shape, Language language);

/// What is served: pale blue, to lie under the gaps.
std::string served_style(Shape shape, Language language);

/// Units by `verdict` (the worst of their standards), labelled with `unit_name`.
std::string units_style(Language language);

/// Recommended sites: stars, labelled with `rank`.
std::string sites_style(Language language);

/// Gaps that changed, by `fate`: blue what is closed or smaller, orange and red what is new or larger.
std::string change_style(Shape shape, Language language);

/// Issues of the input by `severity`.
std::string issues_style(Language language);

/// Any other layer: one grey for all features.
std::string plain_style(Shape shape, Language language);

/// A table without geometry: aliases only.
std::string table_style(Language language);

}  // namespace gapmap

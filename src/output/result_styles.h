// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/text.h"
#include "geo/geometry.h"
#include "measure/reading.h"

namespace gapmap {

// The styles of the result file's layers as QML; the aliases of its fields are added by the table that wears it.

/// Gaps by `rank`: the worst are the darkest.
std::string gap_style(Shape shape, Language language);
/// Gaps by `distance`, with round limits, where all have one; else by `rank`.
std::string gap_style(const PlaceList& places, Language language);

/// What is served: pale blue, to lie under the gaps.
std::string served_style(Shape shape, Language language);

/// Facilities: dark symbols that shrink as one zooms out; the streets that they serve: pale lines.
std::string shown_style(bool is_dark, Shape shape, Language language);

/// Units by `verdict` (the worst of their standards), labelled with `unit_name`.
std::string units_style(Language language);

/// The same units as outlines with their names, to lie over other layers.
std::string outlines_style(Language language);

/// Recommended sites: stars, labelled with `rank`.
std::string sites_style(Language language);

/// Gaps that changed, by `fate`: blue what is closed or smaller, orange and red what is new or larger.
std::string change_style(Shape shape, Language language);

/// Units, or squares, by `detour`, walking over straight distance: the longer, the darker.
std::string detour_style(bool is_by_unit, Language language);

/// Strips around reached streets: a pale drawing to lie under all else.
std::string service_area_style(Language language);

/// Issues of the input by `severity`.
std::string issues_style(Language language);

/// Any other layer: one grey for all features.
std::string plain_style(Shape shape, Language language);

/// A table without geometry: aliases only.
std::string table_style(Language language);

}  // namespace gapmap

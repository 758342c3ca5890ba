// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/site.h"

namespace gapmap::cli {

/// What was chosen, how good it is proven to be, the sites in the order of what they add, and the curve.
std::string site_report(const SiteResult& result, Language language);

/// The same as one JSON object.
std::string site_json(const SiteResult& result, const std::string& output);

}  // namespace gapmap::cli

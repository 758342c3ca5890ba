// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "output/result_sites.h"

namespace gapmap {

/// Recommended sites as entries of a project register, one a site and standard: what is to be built where (longitude
/// and latitude of WGS 84, and the plan's own coordinates), for whom, by which clause, and who leads.
struct SiteRegister {
  const ResultView& view;  ///< with its sites

  /// UTF-8 with a byte order mark, as spreadsheets open it. Text that a spreadsheet would take for a formula is
  /// preceded by an apostrophe.
  std::string csv() const;
  /// RFC 7946: coordinates in WGS 84.
  std::string geojson() const;
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace gapmap {

/// Whether a source, a query or words inside a file name something that GDAL would fetch from elsewhere.
bool needs_network(const std::string& words);

/// What leads out of a local file: a VRT that names another machine or hides its sources, an SQLite file whose
/// views or tables call out. The words that do, or empty where nothing does or the file is of another kind.
std::string way_out_of(const std::string& path);

/// Whether the file is a VRT, by its first bytes.
bool is_vrt(const std::string& path);

/// What is wrong with a query that should only look: empty for one SELECT without functions that fetch, load
/// or write.
std::string danger_in_query(const std::string& sql);

}  // namespace gapmap

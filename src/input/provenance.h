// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gapmap {

/// SHA-256 of a file's content, in lower-case hexadecimal; empty where it cannot be read.
std::string sha256_of_file(const std::string& path);

/// Versions of GDAL, PROJ, GEOS and SQLite as they run: {"GDAL", "3.6.2"}, …
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace gapmap

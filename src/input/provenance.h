// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gapmap {

/// SHA-256 of some bytes, in lower-case hexadecimal.
std::string sha256(std::string_view bytes);

/// SHA-256 of a file's content; empty where it cannot be read.
std::string sha256_of_file(const std::string& path);

/// Versions of GDAL, PROJ, GEOS and SQLite as they run: {"GDAL", "3.6.2"}, …
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace gapmap

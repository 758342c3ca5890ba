// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace gapmap {

/// Writes a file whole or not at all. Throws Error{Fault::usage} where it exists and `overwrite` is off,
/// Error{Fault::output} where it cannot be written.
void write_file(const std::filesystem::path& path, const std::string& bytes, bool overwrite);

}  // namespace gapmap

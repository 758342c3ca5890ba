// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace gapmap {

/// Has pandoc make a DOCX of a Markdown file, with `date` (ISO 8601, UTC) in place of the present time, so that the
/// same text gives the same bytes. False where pandoc is not installed or fails.
bool run_pandoc(const std::filesystem::path& markdown, const std::filesystem::path& document, const std::string& date);

}  // namespace gapmap

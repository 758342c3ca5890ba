// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace gapmap {

/// A text cell for a spreadsheet (CSV, XLSX): what a spreadsheet would run as a formula (it begins with =, +, -, @, or
/// with a tab or line break before one) begins with an apostrophe; numbers and other texts are as they are.
std::string spreadsheet_text(std::string_view words);

}  // namespace gapmap

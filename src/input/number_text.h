// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gapmap {

/// The text with full-width forms (１２，．－) and exotic blanks in their ASCII form; other characters are kept.
std::string half_width(std::string_view utf8);

/// A number as people write it in tables: "12", "-3.5", "1e3", "１２", "1,234.5", "1 234", "+7". Nothing for
/// "3,5" (a decimal comma cannot be told from a misplaced separator), "0x1F", "inf", "nan", "12 m".
std::optional<double> number_in(std::string_view utf8);

/// Whether the number is written as programs write it: no separators, no full-width digits.
bool is_plain_number(std::string_view words);

}  // namespace gapmap

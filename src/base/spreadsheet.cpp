// SPDX-License-Identifier: MIT
#include "base/spreadsheet.h"

#include <charconv>

namespace gapmap {
namespace {

bool may_open_formula(std::string_view words) {
  constexpr std::string_view openers = "=+-@\t\r\n";
  if (words.empty()) return false;
  // Some spreadsheets take the full-width forms of the signs for the signs.
  return openers.find(words.front()) != std::string_view::npos || words.starts_with("＝") || words.starts_with("＋") ||
         words.starts_with("－") || words.starts_with("＠");
}

bool is_number(std::string_view words) {
  double number = 0;
  const char* const end = words.data() + words.size();
  const auto [stop, fault] = std::from_chars(words.data(), end, number);
  return fault == std::errc() && stop == end;
}

}  // namespace

std::string spreadsheet_text(std::string_view words) {
  return may_open_formula(words) && !is_number(words) ? "'" + std::string(words) : std::string(words);
}

}  // namespace gapmap

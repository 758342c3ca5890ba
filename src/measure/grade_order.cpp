// SPDX-License-Identifier: MIT
#include "measure/grade_order.h"

#include <algorithm>

#include "base/text.h"

namespace gapmap {
namespace {

constexpr std::string_view chinese[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
constexpr std::string_view roman_sign[] = {"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ"};
constexpr std::string_view roman[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"};

std::optional<int> find(std::string_view words, std::span<const std::string_view> signs) {
  for (std::size_t i = 0; i < signs.size(); ++i)
    if (words.starts_with(signs[i])) return static_cast<int>(i) + 1;
  return std::nullopt;
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// The run of letters that a grade begins with, in capitals.
std::string letters_of(std::string_view grade) {
  std::string letters;
  for (const char c : grade) {
    if (!is_letter(c)) break;
    letters += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return letters;
}

std::optional<int> numeral(std::string_view grade) {
  if (grade.starts_with("第")) grade.remove_prefix(std::string_view("第").size());
  int number = 0;
  std::size_t digits = 0;
  while (digits < grade.size() && digits < 6 && grade[digits] >= '0' && grade[digits] <= '9')
    number = number * 10 + (grade[digits++] - '0');
  if (digits > 0) return number;
  if (const auto found = find(grade, chinese)) return found;
  if (const auto found = find(grade, roman_sign)) return found;
  const std::string letters = letters_of(grade);
  for (std::size_t i = 0; i < std::size(roman); ++i)
    if (letters == roman[i]) return static_cast<int>(i) + 1;
  if (letters.size() == 1) return letters[0] - 'A' + 1;
  return std::nullopt;
}

}  // namespace

std::optional<int> GradeOrder::rank(std::string_view grade) const {
  grade = trimmed(grade);
  if (best_first_.empty()) return numeral(grade);
  const auto found = std::find(best_first_.begin(), best_first_.end(), grade);
  if (found == best_first_.end()) return std::nullopt;
  return static_cast<int>(found - best_first_.begin()) + 1;
}

}  // namespace gapmap

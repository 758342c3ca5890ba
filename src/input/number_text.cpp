// SPDX-License-Identifier: MIT
#include "input/number_text.h"

#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/text.h"

namespace gapmap {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Without the separators of thousands, where every one of them stands where such a separator stands.
std::optional<std::string> ungrouped(std::string_view words) {
  const std::size_t point = std::min(words.find_first_of(".eE"), words.size());
  std::string plain;
  std::size_t digits = 0;  // since the last separator
  char separator = 0;
  for (std::size_t i = 0; i < point; ++i) {
    const char c = words[i];
    if (is_digit(c)) {
      plain += c;
      ++digits;
    } else if ((c == ',' || c == ' ' || c == '\'') && (separator == 0 || separator == c)) {
      const bool is_placed = separator ? digits == 3 : digits >= 1 && digits <= 3;
      if (!is_placed) return std::nullopt;
      separator = c;
      digits = 0;
    } else {
      return std::nullopt;
    }
  }
  if (separator && digits != 3) return std::nullopt;
  return plain + std::string(words.substr(point));
}

}  // namespace

std::string half_width(std::string_view utf8) {
  std::string narrow;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return at < utf8.size() ? static_cast<std::uint8_t>(utf8[at]) : std::uint8_t{0};
    };
    // U+FF01 to U+FF5E are the ASCII characters from 0x21 on, in the width of an ideograph.
    if (byte(i) == 0xEF && (byte(i + 1) == 0xBC || byte(i + 1) == 0xBD)) {
      const int code = ((byte(i + 1) - 0xBC) << 6) + (byte(i + 2) - 0x80);
      if (code >= 0x01 && code <= 0x5E) {
        narrow += static_cast<char>(0x20 + code);
        i += 2;
        continue;
      }
    }
    const std::string_view rest = utf8.substr(i);
    if (rest.starts_with("\u3000") || rest.starts_with("\u2009") || rest.starts_with("\u202F")) {
      narrow += ' ';
      i += 2;
    } else if (rest.starts_with("\u00A0")) {
      narrow += ' ';
      i += 1;
    } else if (rest.starts_with("\u2212")) {
      narrow += '-';
      i += 2;
    } else {
      narrow += utf8[i];
    }
  }
  return narrow;
}

bool is_plain_number(std::string_view words) {
  if (words.starts_with('-')) words.remove_prefix(1);
  const bool has_leading_zero = words.size() > 1 && words[0] == '0' && is_digit(words[1]);
  return !words.empty() && !has_leading_zero && words.find_first_not_of("0123456789.eE+-") == std::string_view::npos &&
         (is_digit(words[0]) || words[0] == '.');
}

std::optional<double> number_in(std::string_view utf8) {
  const std::string narrow = half_width(utf8);
  std::string_view words = trimmed(narrow);
  bool is_negative = false;
  if (!words.empty() && (words.front() == '+' || words.front() == '-')) {
    is_negative = words.front() == '-';
    words.remove_prefix(1);
  }
  if (words.empty() || !(is_digit(words.front()) || words.front() == '.')) return std::nullopt;
  const std::optional<std::string> plain = ungrouped(words);
  if (!plain) return std::nullopt;
  double value = 0;
  const char* const end = plain->data() + plain->size();
  const auto [stop, fault] = std::from_chars(plain->data(), end, value);
  if (fault != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return is_negative ? -value : value;
}

}  // namespace gapmap

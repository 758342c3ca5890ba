// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace gapmap {
namespace {

/// Decodes the code point at `at` and moves past it; a broken byte counts as U+FFFD of one byte.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) {
    return index < text.size() ? static_cast<std::uint8_t>(text[index]) : std::uint8_t{0};
  };
  const std::uint8_t first = byte(at);
  std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (length == 0 || first > 0xF4) return ++at, char32_t{0xFFFD};
  char32_t value = length == 1 ? first : first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return ++at, char32_t{0xFFFD};
    value = (value << 6) | (byte(at + i) & 0x3Fu);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest[length] || value > 0x10FFFF || surrogate) return ++at, char32_t{0xFFFD};
  at += length;
  return value;
}

/// Wide as in Unicode's East Asian Width property (W and F), by its large blocks.
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
         (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_zero_width(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t start = at;
    if (next_code_point(bytes, at) == 0xFFFD && bytes.substr(start, 3) != "\xEF\xBF\xBD") return false;
  }
  return true;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (!is_zero_width(c)) width += is_wide(c) ? 2 : 1;
  }
  return width;
}

std::string pad(std::string_view utf8, std::size_t width, bool right_aligned) {
  const std::size_t used = display_width(utf8);
  const std::string blanks(width > used ? width - used : 0, ' ');
  return right_aligned ? blanks + std::string(utf8) : std::string(utf8) + blanks;
}

std::string shorten(std::string_view utf8, std::size_t width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  std::size_t at = 0;
  for (std::size_t used = 0; at < utf8.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(utf8, next);
    used += is_zero_width(c) ? 0 : is_wide(c) ? 2 : 1;
    if (used + 1 > width) break;
    at = next;
  }
  return std::string(utf8.substr(0, at)) + "…";
}

std::string nearest_word(std::string_view word, std::span<const std::string> candidates) {
  const std::string sought = lower(word);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(sought, lower(candidate));
    if (distance < best_distance && distance < std::max(word.size(), candidate.size())) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string join(std::span<const std::string> words, std::string_view separator) {
  std::string joined;
  for (const std::string& word : words) {
    if (!joined.empty()) joined += separator;
    joined += word;
  }
  return joined;
}

std::string grouped(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  constexpr double countable = 1e15;  // beyond, the digits of a double mean nothing
  if (std::abs(value) >= countable) return fmt::format("{:.3e}", value);
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  const bool is_zero = digits.find_first_not_of("0.,") == std::string::npos;
  return value < 0 && !is_zero ? "-" + digits : digits;
}

std::string exact(double value) { return fmt::format("{}", value); }

std::string lower(std::string_view words) {
  std::string lowered(words);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

std::string_view trimmed(std::string_view words) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!words.empty() && is_blank(words.front())) words.remove_prefix(1);
  while (!words.empty() && is_blank(words.back())) words.remove_suffix(1);
  return words;
}

std::string printable(std::string_view words) {
  std::string shown;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(words, at);
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E);
    const bool is_broken = c == 0xFFFD && at == start + 1;
    if (!is_control && !is_broken) {
      shown += words.substr(start, at - start);
      continue;
    }
    for (std::size_t i = start; i < at; ++i) shown += fmt::format("\\x{:02X}", static_cast<std::uint8_t>(words[i]));
  }
  return shown;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace gapmap {

enum class Language { zh, en };

/// One sentence or label in the two languages that gapmap speaks.
struct Text {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};

/// The same words in both languages (names, numbers, code).
inline Text same(std::string words) { return {words, words}; }

namespace detail {
template <typename T>
const auto& spoken(const T& argument, [[maybe_unused]] Language language) {
  if constexpr (std::is_same_v<T, Text>)
    return argument.in(language);
  else
    return argument;
}
}  // namespace detail

/// Formats both languages of a sentence with the same arguments; an argument of type Text speaks the
/// language of the sentence it stands in.
template <typename... Arguments>
Text say(std::string_view zh, std::string_view en, const Arguments&... arguments) {
  return {fmt::format(fmt::runtime(zh), detail::spoken(arguments, Language::zh)...),
          fmt::format(fmt::runtime(en), detail::spoken(arguments, Language::en)...)};
}

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);

/// Columns that a terminal needs for UTF-8 text: Chinese characters take two.
std::size_t display_width(std::string_view utf8);

/// Pads with spaces, on the right or (for numbers) on the left, to a display width.
std::string pad(std::string_view utf8, std::size_t width, bool right_aligned = false);

/// Cuts to a display width, ending in an ellipsis where something was lost.
std::string shorten(std::string_view utf8, std::size_t width);

/// The candidate that was most likely meant by `word`, or empty where none is near.
std::string nearest_word(std::string_view word, std::span<const std::string> candidates);

/// Words joined by a separator: {"a", "b"} -> "a, b".
std::string join(std::span<const std::string> words, std::string_view separator);

/// A number with thousands separators and at most `decimals` digits: 847753 -> "847,753".
std::string grouped(double value, int decimals = 0);

/// The shortest text that reads back as the same number.
std::string exact(double value);

/// ASCII lower case; other bytes are kept.
std::string lower(std::string_view words);

/// Without blanks and control characters at both ends.
std::string_view trimmed(std::string_view words);

/// Safe to print on a terminal: control characters are shown as \xNN.
std::string printable(std::string_view words);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "input/coordinate_text.h"

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "input/number_text.h"

namespace gapmap {
namespace {

struct Sign {
  std::string_view words;
  std::string_view meaning;
};

// Longer signs stand before those that they begin with. No letters for degrees, minutes and seconds: an "s" is
// the south.
constexpr std::array signs = std::to_array<Sign>({
    {"东经", "E"}, {"西经", "W"}, {"北纬", "N"}, {"南纬", "S"},      {"東經", "E"},     {"西經", "W"}, {"北緯", "N"},
    {"南緯", "S"}, {"经度", "E"}, {"纬度", "N"}, {"longitude", "E"}, {"latitude", "N"}, {"lng", "E"},  {"lon", "E"},
    {"lat", "N"},  {"东", "E"},   {"西", "W"},   {"北", "N"},        {"南", "S"},       {"e", "E"},    {"w", "W"},
    {"n", "N"},    {"s", "S"},    {"°", "d"},    {"º", "d"},         {"˚", "d"},        {"度", "d"},   {"''", "s"},
    {"′", "m"},    {"'", "m"},    {"’", "m"},    {"‘", "m"},         {"分", "m"},       {"″", "s"},    {"\"", "s"},
    {"”", "s"},    {"“", "s"},    {"秒", "s"},   {"=", ":"},
});

/// Numbers and one-letter signs in the order they stand in; nothing where anything else does.
struct Token {
  char sign = 0;  ///< 0 for a number
  std::string number;
};

std::optional<std::vector<Token>> tokens_of(std::string_view words) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < words.size();) {
    const char c = words[i];
    if (static_cast<unsigned char>(c) <= ' ') {
      ++i;
      continue;
    }
    if ((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+') {
      const std::size_t end = std::min(words.find_first_not_of("0123456789.,", i + 1), words.size());
      tokens.push_back({0, std::string(words.substr(i, end - i))});
      i = end;
      continue;
    }
    if (c == ':') {
      tokens.push_back({':', {}});
      ++i;
      continue;
    }
    const std::string rest = lower(words.substr(i, 24));
    const Sign* found = nullptr;
    for (const Sign& sign : signs)
      if (rest.starts_with(sign.words)) {
        found = &sign;
        break;
      }
    if (!found) return std::nullopt;
    tokens.push_back({found->meaning.front(), {}});
    i += found->words.size();
  }
  return tokens;
}

bool is_hemisphere(char sign) { return sign == 'E' || sign == 'W' || sign == 'N' || sign == 'S'; }

}  // namespace

std::optional<Coordinate> coordinate_in(std::string_view utf8) {
  if (utf8.size() > 200) return std::nullopt;
  if (const std::optional<double> plain = number_in(utf8)) return Coordinate{*plain, Axis::unsaid};
  const std::string narrow = half_width(utf8);
  const auto tokens = tokens_of(trimmed(narrow));
  if (!tokens) return std::nullopt;
  std::vector<double> parts;
  char hemisphere = 0, last = 0;
  bool has_unit = false;
  constexpr std::string_view units = "dms";
  for (const Token& token : *tokens) {
    if (is_hemisphere(token.sign)) {
      // "S" closes seconds in no notation that is read here; two hemispheres contradict each other.
      if (hemisphere && hemisphere != token.sign) return std::nullopt;
      hemisphere = token.sign;
    } else if (token.sign == ':') {
      // Between degrees, minutes and seconds, or after a name: "经度: 113.64".
      has_unit = has_unit || !parts.empty();
    } else if (token.sign) {
      const std::size_t place = units.find(token.sign);
      if (last != 0 || parts.empty() || place + 1 != parts.size()) return std::nullopt;
      has_unit = true;
    } else {
      const auto number = number_in(token.number);
      if (!number || parts.size() == 3 || (!parts.empty() && (*number < 0 || *number >= 60))) return std::nullopt;
      parts.push_back(*number);
    }
    last = token.sign;
  }
  if (parts.empty() || (parts.size() > 1 && !has_unit) || (!has_unit && !hemisphere)) return std::nullopt;
  const bool is_negative = parts[0] < 0 || std::string_view(narrow).find("-0") < narrow.find_first_of("123456789");
  double value = std::abs(parts[0]);
  if (parts.size() > 1) value += parts[1] / 60;
  if (parts.size() > 2) value += parts[2] / 3600;
  const bool is_turned = hemisphere == 'W' || hemisphere == 'S';
  const Axis axis = hemisphere == 'E' || hemisphere == 'W'   ? Axis::easting
                    : hemisphere == 'N' || hemisphere == 'S' ? Axis::northing
                                                             : Axis::unsaid;
  if (value > (axis == Axis::northing ? 90 : 360) || (is_negative && is_turned)) return std::nullopt;
  return Coordinate{is_negative || is_turned ? -value : value, axis};
}

std::optional<Point> coordinate_pair_in(std::string_view utf8) {
  if (utf8.size() > 400) return std::nullopt;
  std::string narrow = half_width(utf8);
  std::string_view words = trimmed(narrow);
  if (lower(words.substr(0, 5)) == "point") words = trimmed(words.substr(5));
  for (const std::string_view pair : {"()", "[]"})
    if (words.size() > 2 && words.front() == pair[0] && words.back() == pair[1])
      words = trimmed(words.substr(1, words.size() - 2));
  for (const std::string_view separator : {",", ";", "、", "/", "|", "\t", " "}) {
    for (std::size_t at = words.find(separator); at != std::string_view::npos; at = words.find(separator, at + 1)) {
      const auto first = coordinate_in(words.substr(0, at)),
                 second = coordinate_in(words.substr(at + separator.size()));
      if (!first || !second) continue;
      if (first->axis != Axis::unsaid && first->axis == second->axis) continue;
      const bool is_northing_first = first->axis == Axis::northing || second->axis == Axis::easting;
      return is_northing_first ? Point{second->value, first->value} : Point{first->value, second->value};
    }
  }
  return std::nullopt;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "plan/key_depth.h"

#include <algorithm>
#include <cctype>

namespace gapmap {
namespace {

/// Past the string that begins at `start`; past its first character where it never ends.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  const char quote = text[start];
  const bool is_long = text.substr(start, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''");
  const std::string_view mark = text.substr(start, is_long ? 3 : 1);
  for (std::size_t i = start + mark.size(); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text.substr(i, mark.size()) == mark) {
      return i + mark.size();
    } else if (text[i] == '\n' && !is_long) {
      break;
    }
  }
  return start + 1;
}

bool is_inside_key(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == ' ' || c == '\t';
}

}  // namespace

std::optional<Position> find_overlong_key(std::string_view toml, std::size_t most) {
  std::size_t dots = 0, line = 1, line_start = 0;
  for (std::size_t i = 0; i < toml.size();) {
    const char c = toml[i];
    if (c == '"' || c == '\'') {
      const std::size_t end = end_of_string(toml, i);
      for (; i < end; ++i)
        if (toml[i] == '\n') {
          ++line;
          line_start = i + 1;
        }
      continue;
    }
    if (c == '#') {
      i = std::min(toml.find('\n', i), toml.size());
      continue;
    }
    if (c == '.' && ++dots > most) return Position{line, i - line_start + 1};
    if (c != '.' && !is_inside_key(c)) dots = 0;
    if (c == '\n') {
      ++line;
      line_start = i + 1;
    }
    ++i;
  }
  return std::nullopt;
}

}  // namespace gapmap

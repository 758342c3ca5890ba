// SPDX-License-Identifier: MIT
#include "input/csv_look.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace gapmap {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// By its byte order mark, or by the zeros that every other byte of Western text in UTF-16 is.
std::string wide_encoding(std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (start.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (start.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (start.starts_with("\xFE\xFF")) return "UTF-16BE";
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0';
  if (start.size() < 8) return {};
  if (zeros[1] * 4 > start.size() && zeros[0] == 0) return "UTF-16LE";
  if (zeros[0] * 4 > start.size() && zeros[1] == 0) return "UTF-16BE";
  return {};
}

/// The first row with its cells' line breaks; the first line alone where a quote in it is never closed nearby.
std::string_view first_row(std::string_view text) {
  constexpr std::size_t longest = 1u << 16;
  bool is_quoted = false;
  for (std::size_t i = 0; i < std::min(text.size(), longest); ++i) {
    if (text[i] == '"') is_quoted = !is_quoted;
    if (text[i] == '\n' && !is_quoted) return text.substr(0, i);
  }
  return text.substr(0, text.find('\n'));
}

/// The delimiter that stands most often in the first row, outside quotes.
char delimiter_of(std::string_view line) {
  constexpr std::string_view known = ",;\t|";
  std::array<std::size_t, known.size()> counts{};
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    if (const std::size_t place = known.find(c); !is_quoted && place != std::string_view::npos) ++counts[place];
  }
  return known[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

/// Follows rows and cells through chunks of text.
class RowCounter {
 public:
  explicit RowCounter(CsvLook& look) : look_(look) {}

  void take(std::string_view chunk) {
    for (const char c : chunk) {
      if (c == '\n') ++line_;
      if (c == '"') {
        // A quote inside a cell that began without one is a character like any other, as GDAL reads it.
        if (is_quoted_ || is_cell_start_)
          is_quoted_ = !is_quoted_;
        else if (was_quote_)
          is_quoted_ = true;
      }
      was_quote_ = c == '"';
      is_cell_start_ = false;
      if (is_quoted_) continue;
      if (c == look_.delimiter) {
        ++cells_;
        is_cell_start_ = true;
      } else if (c == '\n') {
        end_row();
      } else if (c != '\r') {
        is_blank_ = false;
      }
    }
  }

  void finish() {
    look_.has_open_quote = is_quoted_;
    if (!is_blank_ || cells_ > 1) end_row();
  }

 private:
  void end_row() {
    const bool is_empty = is_blank_ && cells_ == 1;
    if (first_ == 0 && !is_empty) {
      first_ = cells_;
      look_.has_delimiter = cells_ > 1;
    }
    if (!is_empty && cells_ != first_ && look_.ragged++ == 0) look_.ragged_line = row_line_;
    cells_ = 1;
    is_blank_ = is_cell_start_ = true;
    row_line_ = line_;
  }

  CsvLook& look_;
  std::size_t line_ = 1, row_line_ = 1, cells_ = 1, first_ = 0;
  bool is_quoted_ = false, was_quote_ = false, is_cell_start_ = true, is_blank_ = true;
};

std::string_view without_mark(std::string_view text) {
  return text.starts_with(utf8_mark) ? text.substr(utf8_mark.size()) : text;
}

/// Past a first line that only says the delimiter.
std::string_view without_separator_line(std::string_view text, CsvLook& look) {
  const std::size_t end = text.find('\n');
  const std::string_view line = trimmed(text.substr(0, std::min(end, text.size())));
  if (line.size() > 5 || lower(text.substr(0, 4)) != "sep=") return text;
  look.says_delimiter = true;
  if (text.size() > 4) look.delimiter = text[4];
  return end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
}

std::string whole(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Hands on whole lines: a piece that ends inside a character is valid in no encoding.
class LineFeed {
 public:
  explicit LineFeed(EncodingGuess& guess) : guess_(guess) {}

  void take(std::string_view chunk) {
    while (true) {
      const std::size_t end = chunk.find('\n');
      const std::string_view piece = chunk.substr(0, end);
      if (end == std::string_view::npos || !open_.empty()) {
        if (open_.size() < longest) open_ += piece;
        if (end == std::string_view::npos) return;
        finish();
      } else {
        guess_.add(piece);
      }
      chunk.remove_prefix(end + 1);
    }
  }
  void finish() {
    guess_.add(open_);
    open_.clear();
  }

 private:
  static constexpr std::size_t longest = 8u << 20;  // bytes; no line of a table is longer
  EncodingGuess& guess_;
  std::string open_;  ///< the beginning of a line that a later chunk ends
};

void look_over(std::string_view text, CsvLook& look, RowCounter& rows, LineFeed& lines) {
  look.has_zero = look.has_zero || text.find('\0') != std::string_view::npos;
  rows.take(text);
  lines.take(text);
}

}  // namespace

CsvLook look_at_csv(const std::string& path) {
  CsvLook look;
  std::ifstream stream(path, std::ios::binary);
  std::vector<char> buffer(1u << 20);
  RowCounter rows(look);
  LineFeed lines(look.texts);
  bool is_first = true;
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0) {
    std::string_view chunk(buffer.data(), static_cast<std::size_t>(stream.gcount()));
    if (is_first) {
      is_first = false;
      look.wide = wide_encoding(chunk.substr(0, 4096));
      if (!look.wide.empty()) {
        const std::string text = lenient_utf8(whole(path), look.wide);
        std::string_view rest = without_mark(text);
        look.delimiter = delimiter_of(first_row(rest));
        rows.take(without_separator_line(rest, look));
        rows.finish();
        return look;
      }
      chunk = without_mark(chunk);
      look.delimiter = delimiter_of(first_row(chunk));
      chunk = without_separator_line(chunk, look);
      look.has_broken_names = first_row(chunk).find('\n') != std::string_view::npos;
    }
    look_over(chunk, look, rows, lines);
  }
  lines.finish();
  rows.finish();
  return look;
}

std::string csv_as_utf8(const std::string& path, const CsvLook& look) {
  std::string text = whole(path);
  if (!look.wide.empty()) text = lenient_utf8(text, look.wide);
  CsvLook ignored;
  std::string rows(without_separator_line(without_mark(text), ignored));
  for (std::size_t i = 0, end = first_row(rows).size(); i < end; ++i)
    if (rows[i] == '\n' || (rows[i] == '\r' && i + 1 < end)) rows[i] = ' ';
  return rows;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "input/encoding.h"

namespace gapmap {

/// What a delimited text file looks like from outside, before anyone parses it.
struct CsvLook {
  std::string wide;               ///< "UTF-16LE", …, where its characters take more than a byte; else empty
  char delimiter = ',';           ///< , ; tab or |
  bool has_delimiter = false;     ///< whether the first row has more than one cell
  bool says_delimiter = false;    ///< begins with Excel's own "sep=;"
  bool has_broken_names = false;  ///< a name in the first row runs over several lines, which GDAL cuts off
  bool has_open_quote = false;    ///< a quoted cell never ends, so that rows have run together
  bool has_zero = false;          ///< holds a zero byte and is no wide encoding: not text
  std::size_t ragged = 0;         ///< rows with more or fewer cells than the first
  std::size_t ragged_line = 0;    ///< line of the first of them, from 1
  EncodingGuess texts;            ///< over the lines
};

/// Looks over a file in one pass; nothing is kept of it.
CsvLook look_at_csv(const std::string& path);

/// The file's text in UTF-8, without a byte order mark, without "sep=" and with its names on one line, for files that
/// GDAL cannot take.
std::string csv_as_utf8(const std::string& path, const CsvLook& look);

}  // namespace gapmap

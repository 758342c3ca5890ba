// SPDX-License-Identifier: MIT
// Numbers, coordinates, encodings, names, queries and datums, from any bytes: no crash, and what is promised of each.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "base/spreadsheet.h"
#include "base/text.h"
#include "geo/china.h"
#include "input/coordinate_text.h"
#include "input/encoding.h"
#include "input/number_text.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gapmap;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto number = number_in(text)) require(std::isfinite(*number));
  if (const auto found = coordinate_in(text)) require(std::isfinite(found->value));
  if (const auto pair = coordinate_pair_in(text)) require(std::isfinite(pair->x) && std::isfinite(pair->y));
  require(printable(text).find('\x1b') == std::string::npos);
  require(is_utf8(printable(text)));
  const std::string cell = spreadsheet_text(text);
  require(cell.empty() || cell[0] != '=');
  EncodingGuess guess;
  guess.add(text);
  const std::string best = guess.best();
  require(is_known_encoding(best));
  require(is_utf8(lenient_utf8(text, best)));
  static_cast<void>(encoding_name(text));
  if (size >= 2 * sizeof(double)) {
    Point p;
    std::memcpy(&p.x, bytes, sizeof(double));
    std::memcpy(&p.y, bytes + sizeof(double), sizeof(double));
    const bool is_in_china = p.x > 73 && p.x < 135 && p.y > 4 && p.y < 54;
    const Point back = china::gcj02_to_wgs84(china::wgs84_to_gcj02(p));
    const Point round = china::bd09_to_gcj02(china::gcj02_to_bd09(p));
    // 1e-12 degrees are 0.1 micrometres; the promise is nanometres.
    if (is_in_china)
      require(std::hypot(back.x - p.x, back.y - p.y) < 1e-12 && std::hypot(round.x - p.x, round.y - p.y) < 1e-12);
  }
  return 0;
}

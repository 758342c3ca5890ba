// SPDX-License-Identifier: MIT
#include "report/encode.h"

#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <new>

namespace gapmap {

std::string gzip(std::string_view bytes) {
  constexpr int with_gzip_header = 15 + 16, best_memory = 9;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, with_gzip_header, best_memory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  [[maybe_unused]] const int status = deflate(&stream, Z_FINISH);
  assert(status == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string words;
  words.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) words += i + k <= bytes.size() ? letters[(group >> (18 - 6 * k)) & 63] : '=';
  }
  return words;
}

std::string_view shape_word(Shape shape) {
  constexpr std::string_view words[] = {"none", "point", "line", "area"};
  return words[static_cast<std::size_t>(shape)];
}

double whole_step(const Geometries& geometries, double least) {
  constexpr double slip = 1e-7;  // metres, what binary numbers of this size leave of a decimal one
  for (double parts = 100; parts * least < 1 - 1e-9; parts *= 10) {
    const auto is_whole = [&](double value) { return std::abs(std::round(value * parts) / parts - value) <= slip; };
    if (std::all_of(geometries.vertices().begin(), geometries.vertices().end(),
                    [&](Point p) { return is_whole(p.x) && is_whole(p.y); }))
      return 1 / parts;
  }
  return least;
}

nlohmann::ordered_json encoded(const Geometries& geometries, double step) {
  nlohmann::ordered_json xy = nlohmann::ordered_json::array(), vertices = xy, parts = xy;
  const bool is_area = geometries.shape() == Shape::area;
  bool is_simple = true, is_single = true;
  std::int64_t x = 0, y = 0;
  for (std::size_t feature = 0; feature < geometries.size(); ++feature) {
    parts.push_back(geometries.parts_of(feature));
    is_single = is_single && geometries.parts_of(feature) == 1;
    for (std::size_t i = 0; i < geometries.parts_of(feature); ++i) {
      Path path = geometries.part(feature, i);
      if (is_area && path.size() > 1) path = path.first(path.size() - 1);
      vertices.push_back(path.size());
      is_simple = is_simple && path.size() == 1;
      for (const Point p : path) {
        const std::int64_t column = std::llround(p.x / step), row = std::llround(p.y / step);
        xy.push_back(column - x);
        xy.push_back(row - y);
        x = column;
        y = row;
      }
    }
  }
  nlohmann::ordered_json json{
      {"shape", shape_word(geometries.shape())}, {"step", step}, {"count", geometries.size()}, {"xy", std::move(xy)}};
  if (!is_simple) json["n"] = std::move(vertices);
  if (!is_single) json["k"] = std::move(parts);
  return json;
}

}  // namespace gapmap

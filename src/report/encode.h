// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "geo/geometry.h"

namespace gapmap {

/// Compressed as gzip without a name or a time: the same bytes for the same input.
std::string gzip(std::string_view bytes);

std::string base64(std::string_view bytes);

/// Geometries as whole numbers of `step` metres, each vertex as the difference to the one before it:
///   {"shape": "point"|"line"|"area", "step": 0.1, "xy": [x0, y0, dx1, dy1, …], "n": [vertices of each part],
///    "k": [parts of each feature]}
/// `n` is left out where every part is one vertex, `k` where every feature is one part. Rings are not closed.
nlohmann::ordered_json encoded(const Geometries& geometries, double step);

/// "point", "line", "area"; "none" for a plain table.
std::string_view shape_word(Shape shape);

/// The coarsest step (1 cm, 1 mm, …, `least` metres) of which all coordinates are multiples; `least` where they are of
/// none: surveyed data is given in centimetres or millimetres, and shorter numbers pack better.
double whole_step(const Geometries& geometries, double least);

/// Words that repeat, each once: {"words": […], "at": [index of each row]}.
class Dictionary {
 public:
  void add(const std::string& word) {
    const auto [place, is_new] = numbers_.try_emplace(word, numbers_.size());
    if (is_new) words_.push_back(word);
    at_.push_back(place->second);
  }
  nlohmann::ordered_json take() { return {{"words", std::move(words_)}, {"at", std::move(at_)}}; }

 private:
  std::map<std::string, std::size_t> numbers_;
  nlohmann::ordered_json words_ = nlohmann::ordered_json::array(), at_ = nlohmann::ordered_json::array();
};

}  // namespace gapmap

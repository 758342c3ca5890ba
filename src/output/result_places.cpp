// SPDX-License-Identifier: MIT
#include "output/result_places.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace gapmap {

std::vector<std::uint32_t> ranking(const PlaceList& places, const Partition& partition) {
  struct Key {
    bool is_outside;
    double size;
    std::int64_t feature;
    std::size_t place;
  };
  std::vector<Key> keys(places.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool is_outside = !partition.is_whole() && places.bucket[i] == partition.outside();
    keys[i] = {is_outside, -std::abs(places.amount[i]), places.feature[i], i};
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return std::tie(a.is_outside, a.size, a.feature, a.place) < std::tie(b.is_outside, b.size, b.feature, b.place);
  });
  std::vector<std::uint32_t> order(keys.size());
  std::transform(keys.begin(), keys.end(), order.begin(),
                 [](const Key& key) { return static_cast<std::uint32_t>(key.place); });
  return order;
}

PlacesTable::PlacesTable(const std::string& standard_id, const std::string& amount_unit, const PlaceList& places,
                         const Partition& partition) {
  const Shape shape = places.geometries.shape();
  table.size = places.size();
  table.geometries = &places.geometries;
  table.order = ranking(places, partition);
  WordColumn codes{{}, places.bucket}, names{{}, places.bucket};
  for (std::size_t bucket = 0; bucket < partition.bucket_count(); ++bucket) {
    codes.words.push_back(partition.code_of(bucket));
    names.words.push_back(partition.name_of(bucket));
  }
  const auto add = [&](const std::string& column, auto values) { table.columns.push_back({column, {values}}); };
  add("standard_id", WordColumn{{standard_id}, {}});
  add("unit_code", std::move(codes));
  add("unit_name", std::move(names));
  add("class", std::span(places.class_name));
  add("feature", std::span(places.feature));
  add(amount_unit == "people" ? "people" : "amount", std::span(places.amount));
  add("distance", std::span(places.distance));
  if (shape == Shape::line || shape == Shape::area) {
    sizes.resize(places.size());
    for (std::size_t i = 0; i < sizes.size(); ++i)
      sizes[i] = shape == Shape::line ? length_of(places.geometries, i) : area_of(places.geometries, i);
    add(shape == Shape::line ? "length" : "area", std::span(std::as_const(sizes)));
  }
  for (const Column& column : places.more) table.columns.push_back(view_of(column));
  add("rank", RankColumn{});
}

}  // namespace gapmap

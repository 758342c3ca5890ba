// SPDX-License-Identifier: MIT
#include "input/coordinate_columns.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "input/number_text.h"

namespace gapmap {
namespace {

// As planners, map services and surveys name them, best first. In Chinese surveys x is the northing, so that the
// bare letters come last; swapped axes are noticed when the layer is placed.
constexpr std::string_view eastings[] = {"经度",      "lon",       "lng",       "long",      "longitude", "东经",
                                         "gcj02_lng", "wgs84_lng", "lng_wgs84", "lon_wgs84", "横坐标",    "东坐标",
                                         "point_x",   "x坐标",     "x_coord",   "easting",   "x"};
constexpr std::string_view northings[] = {"纬度",      "lat",       "lat",       "lat",       "latitude", "北纬",
                                          "gcj02_lat", "wgs84_lat", "lat_wgs84", "lat_wgs84", "纵坐标",   "北坐标",
                                          "point_y",   "y坐标",     "y_coord",   "northing",  "y"};
constexpr std::string_view pairs[] = {"经纬度", "坐标", "坐标点", "location", "lnglat", "coordinates", "coord"};
// Latitude first: the habit of open data portals.
constexpr std::string_view turned_pairs[] = {"geo_point_2d", "geo_point", "geo point", "latlng", "latlon", "纬经度"};
static_assert(std::size(eastings) == std::size(northings));

std::string name_like(const FieldNames& names, std::string_view sought) {
  for (const std::string& name : names.names()) {
    const std::string narrow = lower(half_width(name));
    // "经度(度)", "lon [deg]": what stands in brackets is a remark.
    if (trimmed(std::string_view(narrow).substr(0, narrow.find_first_of("(["))) == sought || narrow == sought)
      return name;
  }
  return {};
}

}  // namespace

std::optional<CoordinateColumns> CoordinateColumns::find(const LayerSpec& spec, const FieldNames& names,
                                                         const std::string& place, Issues& issues) {
  CoordinateColumns found(spec, place);
  found.x_ = spec.x;
  found.y_ = spec.y;
  if (spec.x.empty()) {
    for (std::size_t i = 0; i < std::size(eastings) && found.x_.empty(); ++i) {
      const std::string x = name_like(names, eastings[i]), y = name_like(names, northings[i]);
      if (!x.empty() && !y.empty()) found.x_ = x, found.y_ = y;
    }
    for (std::size_t i = 0; i < std::size(pairs) && found.x_.empty(); ++i)
      found.x_ = found.y_ = name_like(names, pairs[i]);
    for (std::size_t i = 0; i < std::size(turned_pairs) && found.x_.empty(); ++i) {
      found.x_ = found.y_ = name_like(names, turned_pairs[i]);
      found.is_turned_ = !found.x_.empty();
    }
    if (found.x_.empty()) return std::nullopt;
    issues.push_back({"L105",
                      Severity::note,
                      spec.role,
                      spec.source,
                      {},
                      say("坐标取自字段“{}”和“{}”（方案没有写 x、y）",
                          "the coordinates were taken from the columns \"{}\" and \"{}\" (the plan names no x and y)",
                          printable(found.x_), printable(found.y_)),
                      {}});
  }
  found.x_field_ = names.index_of(found.x_);
  found.y_field_ = names.index_of(found.y_);
  return found;
}

std::vector<int> CoordinateColumns::fields() const { return {x_field_, y_field_}; }

Point CoordinateColumns::point(const OGRFeature& feature, TextDecoder& decoder) {
  if (x_field_ != y_field_) {
    const Coordinate x = coordinate(feature, x_field_, x_, decoder), y = coordinate(feature, y_field_, y_, decoder);
    const bool is_turned = x.axis == Axis::northing || y.axis == Axis::easting;
    return is_turned ? Point{y.value, x.value} : Point{x.value, y.value};
  }
  if (!feature.IsFieldSetAndNotNull(x_field_)) return {NAN, NAN};
  const std::string words = decoder.decode(feature.GetFieldAsString(x_field_), feature.GetFID());
  if (trimmed(words).empty()) return {NAN, NAN};
  if (const std::optional<Point> pair = coordinate_pair_in(words)) return is_turned_ ? Point{pair->y, pair->x} : *pair;
  throw Error(Fault::input,
              say("{}：要素 {} 的字段“{}”应为一对坐标，实为“{}”",
                  "{}: feature {}: the field \"{}\" must hold a pair of coordinates, not \"{}\"", place_,
                  feature.GetFID(), printable(x_), printable(shorten(words, 40))),
              {"写法如 113.64,34.73", "write it like 113.64,34.73"});
}

Coordinate CoordinateColumns::coordinate(const OGRFeature& feature, int field, const std::string& name,
                                         TextDecoder& decoder) {
  if (!feature.IsFieldSetAndNotNull(field)) return {NAN, Axis::unsaid};
  if (feature.GetFieldDefnRef(field)->GetType() != OFTString) return {feature.GetFieldAsDouble(field), Axis::unsaid};
  const std::string words = decoder.decode(feature.GetFieldAsString(field), feature.GetFID());
  if (trimmed(words).empty()) return {NAN, Axis::unsaid};
  const std::optional<Coordinate> found = coordinate_in(words);
  if (!found)
    throw Error(Fault::input,
                say("{}：要素 {} 的字段“{}”应为坐标，实为“{}”",
                    "{}: feature {}: the field \"{}\" must hold a number (a coordinate), not \"{}\"", place_,
                    feature.GetFID(), printable(name), printable(shorten(words, 40))),
                {"写法如 113.6401 或 113°38'24\"；不是坐标的行请改正或用 where 排除",
                 "write it like 113.6401 or 113°38'24\"; correct the value or leave the row out by where"});
  with_degrees_ += trimmed(words).find_first_not_of("0123456789.eE+-") != std::string_view::npos;
  return *found;
}

void CoordinateColumns::note(Issues& issues) const {
  if (with_degrees_ > 0)
    issues.push_back({"N102",
                      Severity::note,
                      spec_->role,
                      spec_->source,
                      {},
                      say("{} 个坐标写成度分秒、全角数字或带千分位，已换算",
                          "{} coordinates were written in degrees and minutes, full-width digits or with separators "
                          "and were converted",
                          with_degrees_),
                      {}});
}

}  // namespace gapmap

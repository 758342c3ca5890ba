// SPDX-License-Identifier: MIT
#include "input/projection.h"

#include <algorithm>
#include <cmath>

#include <cpl_conv.h>

#include "base/error.h"
#include "base/handle.h"
#include "geo/china.h"

namespace gapmap {
namespace {

constexpr double offset_margin = 0.02;  // degrees: more than any shift of GCJ-02 and BD-09

std::string definition_of(const OGRSpatialReference& reference) {
  const char* name = reference.GetAuthorityName(nullptr);
  const char* code = reference.GetAuthorityCode(nullptr);
  if (name && code) return std::string(name) + ":" + code;
  char* words = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
  reference.exportToWkt(&words, options);
  const Handle<char, VSIFree> wkt(words);
  return wkt ? wkt.get() : "";
}

/// Files that store latitude first say so by the mapping of their axes.
bool stores_northing_first(const OGRSpatialReference& reference) {
  const auto& mapping = reference.GetDataAxisToSRSAxisMapping();
  const bool is_as_defined = mapping.size() >= 2 && mapping[0] == 1 && mapping[1] == 2;
  return is_as_defined && (reference.EPSGTreatsAsLatLong() || reference.EPSGTreatsAsNorthingEasting());
}

Crs source_crs(const LayerSpec& spec, const OGRSpatialReference* found, const Crs& target, const std::string& place) {
  const std::string named = lower(spec.crs);
  if (named == "gcj02" || named == "gcj-02" || named == "bd09" || named == "bd-09") return Crs::parse("EPSG:4326");
  const std::string definition = spec.crs.empty() ? definition_of(*found) : spec.crs;
  if (target.is_called(definition)) return target;
  if (!spec.crs.empty()) return Crs::parse(definition);
  try {
    return Crs::parse(definition);
  } catch (const Error& error) {
    throw Error(Fault::input, say("{}：{}", "{}: {}", place, error.sentence()),
                say("在方案的图层“{}”里写明 crs", "say crs in the plan's layer \"{}\"", spec.role));
  }
}

}  // namespace

bool Projection::is_known(const LayerSpec& spec, const OGRSpatialReference* found) {
  return !spec.crs.empty() || (found && !found->IsEmpty() && !found->IsLocal());
}

Projection::Projection(const LayerSpec& spec, const OGRSpatialReference* found, const Crs& target,
                       const std::string& place)
    : source_(source_crs(spec, found, target, place)), target_(target) {
  const std::string named = lower(spec.crs);
  if (named.starts_with("gcj")) offset_ = Offset::gcj02;
  if (named.starts_with("bd")) offset_ = Offset::bd09;
  label_ = offset_ == Offset::gcj02 ? "GCJ-02" : offset_ == Offset::bd09 ? "BD-09" : source_.label();
  is_swapped_ = spec.crs.empty() && found && stores_northing_first(*found);
}

Box Projection::longitudes_and_latitudes(std::span<const Point> points) const {
  Box box;
  for (const Point p : points)
    if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
  if (box.empty() || source_.is_geographic()) return box;
  std::vector<Point> corners{box.low, box.high, {box.low.x, box.high.y}, {box.high.x, box.low.y}};
  Transform(source_, Crs::parse("EPSG:4326"), {}).apply(corners);
  Box degrees;
  for (const Point p : corners)
    if (std::isfinite(p.x) && std::isfinite(p.y)) degrees.add(p);
  return degrees;
}

void Projection::straighten(std::span<Point> points) const {
  if (is_swapped_)
    for (Point& p : points) std::swap(p.x, p.y);
  if (offset_ == Offset::bd09)
    for (Point& p : points) p = china::bd09_to_gcj02(p);
  if (offset_ != Offset::none)
    for (Point& p : points) p = china::gcj02_to_wgs84(p);
}

void Projection::find_way(std::span<const Point> straightened) {
  // Most layers come in the plan's own system; asking PROJ for an operation takes longer than reading them.
  if (offset_ == Offset::none && source_.equals(target_)) return;
  way_ = std::make_shared<const Transform>(source_, target_, longitudes_and_latitudes(straightened));
  transformation_ = way_->description();
  if (offset_ != Offset::none) transformation_ = label_ + " to WGS 84 (inverse by iteration) + " + transformation_;
  accuracy_ = way_->accuracy();
  is_ballpark_ = way_->is_ballpark();
  missing_grid_ = way_->missing_grid();
}

void Projection::apply(std::span<Point> points) {
  straighten(points);
  find_way(points);
  if (way_) way_->apply(points);
}

void Projection::choose(std::vector<Point> points) {
  straighten(points);
  find_way(points);
}

void Projection::carry(std::span<Point> points) const {
  straighten(points);
  if (way_) way_->apply(points);
}

void Projection::choose_back(std::vector<Point> points) {
  if (offset_ == Offset::none && source_.equals(target_)) return;
  straighten(points);
  Box area = longitudes_and_latitudes(points);
  const Box use = target_.degrees_of_use();
  const Box both{{std::max(area.low.x, use.low.x), std::max(area.low.y, use.low.y)},
                 {std::min(area.high.x, use.high.x), std::min(area.high.y, use.high.y)}};
  if (!both.empty()) area = both;
  way_back_ = std::make_shared<const Transform>(target_, source_, area);
}

void Projection::carry_back(std::span<Point> points) const {
  if (way_back_) way_back_->apply(points);
  if (offset_ != Offset::none)
    for (Point& p : points) p = china::wgs84_to_gcj02(p);
  if (offset_ == Offset::bd09)
    for (Point& p : points) p = china::gcj02_to_bd09(p);
  if (is_swapped_)
    for (Point& p : points) std::swap(p.x, p.y);
}

Box Projection::back(const Box& box) const {
  if (offset_ == Offset::none && !is_swapped_ && source_.equals(target_)) return box.grown(1);
  constexpr int steps = 8;  // a straight border bends between two systems
  std::vector<Point> border;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const double x = box.low.x + t * (box.high.x - box.low.x), y = box.low.y + t * (box.high.y - box.low.y);
    for (const Point p : {Point{x, box.low.y}, Point{x, box.high.y}, Point{box.low.x, y}, Point{box.high.x, y}})
      border.push_back(p);
  }
  Transform(target_, source_, {}).apply(border);
  Box there;
  for (Point p : border) {
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return {};
    if (is_swapped_) std::swap(p.x, p.y);
    there.add(p);
  }
  const double margin =
      0.01 * (there.high.x - there.low.x + there.high.y - there.low.y) + (offset_ == Offset::none ? 0 : offset_margin);
  return there.grown(margin);
}

}  // namespace gapmap

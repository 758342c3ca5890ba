// SPDX-License-Identifier: MIT
#include "output/gap_drawing.h"

#include "output/gap_classes.h"
#include "output/map_symbols.h"
#include "output/words.h"

namespace gapmap {
namespace {

class GapDrawing {
 public:
  GapDrawing(Canvas& canvas, const Atlas& atlas, const Atlas::Item& item, const MapView& view,
             const MapOptions& options)
      : canvas_(canvas), atlas_(atlas), item_(item), view_(view), options_(options) {}

  DrawnGap draw() {
    const Atlas::Places& places = *item_.gap;
    const Geometries& geometries = *places.geometries;
    const GapClasses classes = classify(places, item_.amount_unit, item_.is_one_by_one());
    std::vector<std::vector<std::size_t>> of(classes.classes.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
      if (view_.shows(geometries, i) && is_of_unit(atlas_, places, i, options_)) {
        of[classes.of[i]].push_back(i);
        ++count;
      }
    if (count == 0) return {};
    const Shape shape = geometries.shape();
    const bool is_crowded = shape == Shape::point && count > most_symbols;
    if (is_crowded) canvas_.begin_pixels(view_.frame.x, view_.frame.y, view_.frame.width, view_.frame.height);
    if (shape == Shape::point)
      gap_points(classes, of, count);
    else
      gap_shapes(classes, of, shape);
    if (is_crowded) canvas_.end_pixels();
    keep_clear(of, count);
    // The worst is named first.
    for (std::size_t k = of.size(); k-- > 0;) {
      if (of[k].empty()) continue;
      const GapClasses::Class& one = classes.classes[k];
      double amount = 0;
      for (const std::size_t i : of[k]) amount += std::abs(places.amount[i]);
      const LegendRow::Sign sign = shape == Shape::line ? LegendRow::Sign::line
                                   : shape == Shape::point
                                       ? one.is_surplus ? LegendRow::Sign::ring : LegendRow::Sign::point
                                   : one.is_surplus ? LegendRow::Sign::area
                                                    : LegendRow::Sign::hatched_area;
      drawn_.legend.push_back(
          {sign, one.colour, 1, 0, shape == Shape::line ? 0.7 : 0.9, gap_words(one, amount, of[k].size())});
    }
    return std::move(drawn_);
  }

 private:
  /// Few small gaps are not written over.
  void keep_clear(const std::vector<std::vector<std::size_t>>& of, std::size_t count) {
    constexpr std::size_t few = 40;
    constexpr double small = 6, rim = 1;  // mm
    if (count > few) return;
    for (const std::vector<std::size_t>& one : of)
      for (const std::size_t i : one) {
        const Box box = item_.gap->geometries->box(i);
        const Point low = view_.at({box.low.x, box.high.y}), high = view_.at({box.high.x, box.low.y});
        const Frame frame = Frame{low.x, low.y, high.x - low.x, high.y - low.y}.grown(rim);
        if (std::max(frame.width, frame.height) < small) drawn_.taken.push_back(frame);
      }
  }

  /// "450–600 m: 12,345 people", "4–7 missing: 3 places"
  std::string gap_words(const GapClasses::Class& one, double amount, std::size_t count) const {
    const std::string unit = item_.amount_unit;
    const std::string& range = one.words.in(options_.language);
    // Facilities with too few people are counted: what they lack adds up to nobody in particular.
    const bool is_few = one.is_surplus && item_.is_one_by_one();
    const bool is_count = unit == "count" || amount == static_cast<double>(count) || is_few;
    const std::string places =
        say("{} 处", count == 1 ? "{} place" : "{} places", grouped(static_cast<double>(count))).in(options_.language);
    const std::string size =
        is_count ? places
        : item_.gap->geometries->shape() == Shape::area && !range.empty()
            ? say("{}，共 {}", "{}, {} in all", places, amount_words(amount, unit, options_.language))
                  .in(options_.language)
            : amount_words(amount, unit, options_.language);
    const std::string what = range.empty() ? say("缺口", "gap").in(options_.language) : range;
    return what + say("：", ": ").in(options_.language) + size;
  }

  void gap_points(const GapClasses& classes, const std::vector<std::vector<std::size_t>>& of, std::size_t count) {
    const Atlas::Places& places = *item_.gap;
    double most = 0, least = INFINITY;
    std::vector<std::size_t> order;
    for (const std::vector<std::size_t>& one : of)
      for (const std::size_t i : one) {
        most = std::max(most, std::abs(places.amount[i]));
        least = std::min(least, std::abs(places.amount[i]));
        order.push_back(i);
      }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(places.amount[a]) > std::abs(places.amount[b]);
    });
    const bool is_one_by_one = item_.is_one_by_one();  // one size, that of the facilities
    const double largest = symbol_radius(count, view_) * (most > least && !is_one_by_one ? 1.6 : 1.1);
    for (const std::size_t i : order) {
      const double share = most > 0 && !is_one_by_one ? std::abs(places.amount[i]) / most : 1;
      const double radius = std::max(0.18 * options_.line_scale, largest * std::sqrt(share));
      const GapClasses::Class& one = classes.classes[classes.of[i]];
      for (std::size_t part = 0; part < places.geometries->parts_of(i); ++part) {
        const Point p = view_.at(places.geometries->part(i, part)[0]);
        if (one.is_surplus) {
          ring(canvas_, one.colour, p.x, p.y, radius);
          continue;
        }
        canvas_.circle(p.x, p.y, radius);
        canvas_.colour(one.colour);
        canvas_.fill(radius > 0.45);
        if (radius <= 0.45) continue;
        canvas_.colour("#ffffff");
        canvas_.stroke(0.08);
      }
    }
  }

  void gap_shapes(const GapClasses& classes, const std::vector<std::vector<std::size_t>>& of, Shape shape) {
    for (std::size_t k = 0; k < of.size(); ++k) {
      for (const std::size_t i : of[k]) trace(canvas_, *item_.gap->geometries, i, view_);
      canvas_.colour(classes.classes[k].colour, shape == Shape::area ? 0.8 : 1);
      if (shape == Shape::line)
        canvas_.stroke(0.5 * options_.line_scale);
      else
        canvas_.fill();
    }
    if (shape != Shape::area) return;
    // What is too much stays plain, so that it differs from what is missing in grey print, too.
    for (std::size_t k = 0; k < of.size(); ++k)
      for (const std::size_t i : of[k])
        if (!classes.classes[k].is_surplus) trace(canvas_, *item_.gap->geometries, i, view_);
    hatch(canvas_, view_.frame, options_.line_scale);
    ring_specks(classes, of);
  }

  /// Areas too small for the eye wear a ring, unless they are so many that they are seen together.
  void ring_specks(const GapClasses& classes, const std::vector<std::vector<std::size_t>>& of) {
    constexpr double speck = 1.5;  // mm
    constexpr std::size_t few = 150;
    const Geometries& geometries = *item_.gap->geometries;
    std::vector<std::pair<Point, std::size_t>> rings;
    for (std::size_t k = 0; k < of.size(); ++k)
      for (const std::size_t i : of[k]) {
        const Box box = geometries.box(i);
        if (std::max(box.high.x - box.low.x, box.high.y - box.low.y) * view_.mm_per_metre() > speck) continue;
        rings.emplace_back(view_.at({(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}), k);
      }
    if (rings.size() > few) return;
    for (const auto& [middle, k] : rings) {
      canvas_.circle(middle.x, middle.y, 1.1);
      canvas_.colour(classes.classes[k].colour);
      canvas_.stroke(0.35);
    }
  }

  Canvas& canvas_;
  const Atlas& atlas_;
  const Atlas::Item& item_;
  const MapView& view_;
  const MapOptions& options_;
  DrawnGap drawn_;
};

}  // namespace

bool is_of_unit(const Atlas& atlas, const Atlas::Places& places, std::size_t place, const MapOptions& options) {
  if (places.unit_code[place] == "-") return false;
  return !options.unit || places.unit_code[place] == atlas.partitions.front().units[*options.unit].code;
}

DrawnGap draw_gap(Canvas& canvas, const Atlas& atlas, const Atlas::Item& item, const MapView& view,
                  const MapOptions& options) {
  return GapDrawing(canvas, atlas, item, view, options).draw();
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/map_frame.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "output/gap_drawing.h"
#include "output/map_symbols.h"
#include "output/map_units.h"
#include "output/palette.h"
#include "output/result.h"
#include "output/words.h"

namespace gapmap {
namespace {

constexpr std::size_t most_lines = 60000;  // beyond it a PDF takes a picture of them

class Drawing {
 public:
  Drawing(Canvas& canvas, const Atlas& atlas, const Atlas::Item& item, const MapView& view, const MapOptions& options)
      : canvas_(canvas), atlas_(atlas), item_(item), view_(view), options_(options) {}

  std::vector<LegendRow> draw() {
    canvas_.clip(view_.frame.x, view_.frame.y, view_.frame.width, view_.frame.height);
    ground();
    if (item_.served && !item_.is_one_by_one()) served();
    walked();
    streets();
    // Grounds lie under the gaps, symbols over them; a facility that is itself the gap wears the gap's colour.
    const auto draw_facilities = [&](bool are_points) {
      for (std::size_t i = 0; i < item_.facilities.size(); ++i)
        if ((item_.facilities[i].geometries->shape() == Shape::point) == are_points) facilities(i);
    };
    draw_facilities(false);
    if (item_.is_one_by_one()) draw_facilities(true);
    if (item_.gap) gap();
    if (!item_.is_one_by_one()) draw_facilities(true);
    sort_legend();
    if (!atlas_.partitions.empty()) {
      if (options_.unit) pale_others();
      draw_borders(canvas_, atlas_, view_, 0.22 * options_.line_scale);
    }
    if (options_.mark) mark();
    if (options_.has_north_arrow) taken_.push_back(draw_north_arrow(canvas_, atlas_, view_, options_.language));
    if (!atlas_.partitions.empty() && options_.has_labels) draw_names(canvas_, atlas_, view_, taken_);
    canvas_.unclip();
    canvas_.colour("#666666");
    canvas_.rectangle(view_.frame.x, view_.frame.y, view_.frame.width, view_.frame.height);
    canvas_.stroke(0.25);
    return std::move(legend_);
  }

 private:
  void ground() {
    if (atlas_.partitions.empty()) return;
    const Geometries& areas = *atlas_.partitions.front().areas;
    for (std::size_t i = 0; i < areas.size(); ++i)
      if (view_.shows(areas, i)) trace(canvas_, areas, i, view_);
    canvas_.colour(palette::land);
    canvas_.fill();
  }

  void served() {
    const Atlas::Places& places = *item_.served;
    const Geometries& geometries = *places.geometries;
    std::size_t count = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!view_.shows(geometries, i) || !is_of_unit(atlas_, places, i, options_)) continue;
      trace(canvas_, geometries, i, view_);
      ++count;
    }
    canvas_.colour(palette::served_area);
    const bool is_area = geometries.shape() == Shape::area;
    if (is_area)
      canvas_.fill();
    else
      canvas_.stroke(0.3);
    if (count > 0)
      legend_.push_back({is_area ? LegendRow::Sign::area : LegendRow::Sign::line, palette::served_area, 1, 0, 0.3,
                         say("已达到要求的部分", "served").in(options_.language)});
  }

  void streets() {
    std::size_t count = 0;
    for (const Atlas::Features& streets : item_.streets)
      for (std::size_t i = 0; i < streets.geometries->size(); ++i) {
        if (!view_.shows(*streets.geometries, i)) continue;
        trace(canvas_, *streets.geometries, i, view_);
        ++count;
      }
    if (count == 0) return;
    canvas_.colour(palette::served_line);
    canvas_.stroke(0.22 * options_.line_scale);
    const Text& title = item_.streets.front().title;
    const bool is_one = std::all_of(item_.streets.begin(), item_.streets.end(),
                                    [&](const Atlas::Features& one) { return one.title == title; });
    legend_.push_back({LegendRow::Sign::line, palette::served_line, 1, 0, 0.35,
                       (is_one && !title.empty() ? title : Text{"街道", "Streets"}).in(options_.language)});
  }

  /// Streets that people walk along, and over them the pieces from which the limit is kept.
  void walked() {
    for (const Atlas::Features& network : item_.network)
      lines(*network.geometries, item_.reached ? palette::street : palette::served_line, 0.18,
            item_.reached ? Text{"其余街道", "Other streets"} : Text{"街道", "Streets"});
    if (!item_.reached) return;
    const bool is_sloped = item_.is_sloped;
    lines(*item_.reached, palette::served, 0.3,
          is_sloped ? Text{"步行可达的街道（计坡度）", "Streets within reach on foot, slopes counted"}
                    : Text{"步行可达的街道", "Streets within reach on foot"});
  }

  void lines(const Geometries& geometries, const char* colour, double width, const Text& words) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < geometries.size(); ++i)
      if (view_.shows(geometries, i)) shown.push_back(i);
    if (shown.empty()) return;
    const bool is_crowded = shown.size() > most_lines;
    if (is_crowded) canvas_.begin_pixels(view_.frame.x, view_.frame.y, view_.frame.width, view_.frame.height);
    for (const std::size_t i : shown) trace(canvas_, geometries, i, view_);
    canvas_.colour(colour);
    canvas_.stroke(width * options_.line_scale);
    if (is_crowded) canvas_.end_pixels();
    legend_.push_back({LegendRow::Sign::line, colour, 1, 0, 2 * width, words.in(options_.language)});
  }

  void gap() {
    DrawnGap drawn = draw_gap(canvas_, atlas_, item_, view_, options_);
    std::move(drawn.legend.begin(), drawn.legend.end(), std::back_inserter(legend_));
    taken_.insert(taken_.end(), drawn.taken.begin(), drawn.taken.end());
  }

  void facilities(std::size_t number) {
    const Atlas::Features& features = item_.facilities[number];
    const Geometries& geometries = *features.geometries;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < geometries.size(); ++i)
      if (view_.shows(geometries, i)) shown.push_back(i);
    if (shown.empty()) return;
    const bool is_point = geometries.shape() == Shape::point;
    const double radius = 0.85 * symbol_radius(shown.size(), view_) * std::sqrt(options_.line_scale);
    if (is_point) {
      const bool is_crowded = shown.size() > most_symbols;
      if (is_crowded) canvas_.begin_pixels(view_.frame.x, view_.frame.y, view_.frame.width, view_.frame.height);
      for (const std::size_t i : shown)
        for (std::size_t part = 0; part < geometries.parts_of(i); ++part) {
          const Point p = view_.at(geometries.part(i, part)[0]);
          marker(canvas_, number, p.x, p.y, radius);
        }
      if (is_crowded) canvas_.end_pixels();
    } else {
      for (const std::size_t i : shown) trace(canvas_, geometries, i, view_);
      canvas_.colour(palette::supply_ground, ground_opacity(number));
      if (geometries.shape() == Shape::area)
        canvas_.fill();
      else  // few are worth a bold line, thousands make a net
        canvas_.stroke((shown.size() > 1000 ? 0.15 : 0.5) * options_.line_scale);
    }
    const LegendRow::Sign sign = is_point                            ? LegendRow::Sign::marker
                                 : geometries.shape() == Shape::area ? LegendRow::Sign::area
                                                                     : LegendRow::Sign::line;
    const Text count =
        say(geometries.shape() == Shape::line ? "{} 段" : "{} 处", "{}", grouped(static_cast<double>(shown.size())));
    legend_.push_back({sign, is_point ? palette::supply : palette::supply_ground, is_point ? 1 : ground_opacity(number),
                       number, 0.9, say("{}：{}", "{}: {}", features.title, count).in(options_.language)});
  }

  /// Two grounds of one standard differ in depth.
  static double ground_opacity(std::size_t number) { return number % 2 == 0 ? 1 : 0.5; }

  /// What is amiss is named before what serves, whatever lies on top.
  void sort_legend() {
    const auto is_facility = [](const LegendRow& row) {
      return row.sign == LegendRow::Sign::marker || row.colour == palette::supply_ground;
    };
    std::stable_partition(legend_.begin(), legend_.end(), [&](const LegendRow& row) { return !is_facility(row); });
  }

  void mark() {
    const Point low = view_.at({options_.mark->low.x, options_.mark->high.y}),
                high = view_.at({options_.mark->high.x, options_.mark->low.y});
    for (const auto& [colour, width] : {std::pair("#ffffff", 0.9), std::pair("#111111", 0.4)}) {
      canvas_.rectangle(low.x, low.y, high.x - low.x, high.y - low.y);
      canvas_.colour(colour);
      canvas_.stroke(width);
    }
    constexpr double side = 3.6;
    const Frame flag{low.x, low.y > view_.frame.y + side ? low.y - side : low.y, side, side};
    canvas_.rectangle(flag.x, flag.y, side, side);
    canvas_.colour("#111111");
    canvas_.fill();
    canvas_.text("A", flag.x + side / 2, flag.y - 0.45,
                 {.size = 3, .is_bold = true, .colour = "#ffffff", .across = 0.5});
    taken_.push_back(flag);
    // Names stand inside the frame or outside it, not across.
    const double width = high.x - low.x, height = high.y - low.y;
    for (const Frame& side_of : {Frame{low.x, low.y, width, 0}, Frame{low.x, high.y, width, 0},
                                 Frame{low.x, low.y, 0, height}, Frame{high.x, low.y, 0, height}})
      taken_.push_back(side_of.grown(0.4));
  }

  /// A white veil over everything but the unit that the sheet is about.
  void pale_others() {
    const Geometries& areas = *atlas_.partitions.front().areas;
    canvas_.rectangle(view_.frame.x, view_.frame.y, view_.frame.width, view_.frame.height);
    for (std::size_t part = 0; part < areas.parts_of(*options_.unit); ++part) {
      std::vector<Point> ring = outline(areas.part(*options_.unit, part), view_);
      canvas_.path(ring, true);
    }
    canvas_.colour("#ffffff", 0.65);
    canvas_.fill_between();
  }

  Canvas& canvas_;
  const Atlas& atlas_;
  const Atlas::Item& item_;
  const MapView& view_;
  const MapOptions& options_;
  std::vector<LegendRow> legend_;
  std::vector<Frame> taken_;
};

}  // namespace

std::vector<LegendRow> draw_map(Canvas& canvas, const Atlas& atlas, const Atlas::Item& item, const MapView& view,
                                const MapOptions& options) {
  return Drawing(canvas, atlas, item, view, options).draw();
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/map_frame.h"

#include <map>
#include <numeric>

#include "output/map_symbols.h"
#include "output/palette.h"
#include "output/result.h"
#include "output/words.h"

namespace gapmap {
namespace {

// Beyond this number a PDF takes pictures of symbols instead of the symbols: it stays below some megabytes.
constexpr std::size_t most_symbols = 3000;
constexpr std::size_t most_lines = 60000;

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
    if (options_.has_north_arrow) {
      draw_north_arrow(canvas_, view_.frame.right() - 6, view_.frame.y + 2.5, options_.language);
      taken_.push_back({view_.frame.right() - 11, view_.frame.y, 11, 14});
    }
    if (!atlas_.partitions.empty() && options_.has_labels) draw_names(canvas_, atlas_, view_, taken_);
    canvas_.unclip();
    canvas_.colour("#666666");
    canvas_.rectangle(view_.frame.x, view_.frame.y, view_.frame.width, view_.frame.height);
    canvas_.stroke(0.25);
    return std::move(legend_);
  }

 private:
  bool in_view(const Geometries& geometries, std::size_t feature) const {
    return !geometries.is_null(feature) && geometries.box(feature).intersects(view_.ground);
  }
  /// Of a standard's places only those of the unit that the sheet is about.
  /// What lies in no unit is not counted in any headline either.
  bool in_unit(const Atlas::Places& places, std::size_t i) const {
    if (places.unit_code[i] == "-") return false;
    return !options_.unit || places.unit_code[i] == atlas_.partitions.front().units[*options_.unit].code;
  }

  void ground() {
    if (atlas_.partitions.empty()) return;
    const Geometries& areas = *atlas_.partitions.front().areas;
    for (std::size_t i = 0; i < areas.size(); ++i)
      if (in_view(areas, i)) trace(canvas_, areas, i, view_);
    canvas_.colour(palette::land);
    canvas_.fill();
  }

  void served() {
    const Atlas::Places& places = *item_.served;
    const Geometries& geometries = *places.geometries;
    std::size_t count = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!in_view(geometries, i) || !in_unit(places, i)) continue;
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
        if (!in_view(*streets.geometries, i)) continue;
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
    const bool is_sloped = counts_slopes(item_.basis);
    lines(*item_.reached, palette::served, 0.3,
          is_sloped ? Text{"步行可达的街道（计坡度）", "Streets within reach on foot, slopes counted"}
                    : Text{"步行可达的街道", "Streets within reach on foot"});
  }

  void lines(const Geometries& geometries, const char* colour, double width, const Text& words) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < geometries.size(); ++i)
      if (in_view(geometries, i)) shown.push_back(i);
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
    const Atlas::Places& places = *item_.gap;
    const Geometries& geometries = *places.geometries;
    const GapClasses classes = classify(places, item_.amount_unit, item_.is_one_by_one());
    std::vector<std::vector<std::size_t>> of(classes.classes.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
      if (in_view(geometries, i) && in_unit(places, i)) {
        of[classes.of[i]].push_back(i);
        ++count;
      }
    if (count == 0) return;
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
      const LegendRow::Sign sign = shape == Shape::point  ? LegendRow::Sign::point
                                   : shape == Shape::line ? LegendRow::Sign::line
                                                          : LegendRow::Sign::hatched_area;
      legend_.push_back(
          {sign, one.colour, 1, 0, shape == Shape::line ? 0.7 : 0.9, gap_words(one, amount, of[k].size())});
    }
  }

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
        if (std::max(frame.width, frame.height) < small) taken_.push_back(frame);
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
    for (const std::vector<std::size_t>& one : of)
      for (const std::size_t i : one) trace(canvas_, *item_.gap->geometries, i, view_);
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

  void facilities(std::size_t number) {
    const Atlas::Features& features = item_.facilities[number];
    const Geometries& geometries = *features.geometries;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < geometries.size(); ++i)
      if (in_view(geometries, i)) shown.push_back(i);
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

void draw_borders(Canvas& canvas, const Atlas& atlas, const MapView& view, double width) {
  const Geometries& areas = *atlas.partitions.front().areas;
  std::size_t count = 0;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (areas.is_null(i) || !areas.box(i).intersects(view.ground)) continue;
    trace(canvas, areas, i, view);
    ++count;
  }
  canvas.colour(palette::border);
  canvas.stroke(count > 2000 ? width / 4 : count > 200 ? width / 2 : width);
}

void draw_names(Canvas& canvas, const Atlas& atlas, const MapView& view, const std::vector<Frame>& taken) {
  const Atlas::Units& units = atlas.partitions.front();
  const auto lettering = [](double size) { return Lettering{.size = size, .halo = 0.17 * size, .across = 0.5}; };
  const auto name = [&](std::size_t i) { return shorten(units.units[i].name, 28); };
  const auto measure = [&](std::size_t i, double size) {
    const Canvas::Extent extent = canvas.measure(name(i), lettering(size));
    return Frame{0, 0, extent.width, extent.height * 0.8};
  };
  const std::vector<PlacedLabel> labels = place_labels(*units.areas, view, measure, taken);
  for (const PlacedLabel& label : labels) {
    if (!label.has_leader) continue;
    const Point middle{label.box.x + label.box.width / 2, label.box.y + label.box.height / 2};
    for (const auto& [colour, width] : {std::pair("#ffffff", 0.6), std::pair(palette::border, 0.15)}) {
      canvas.path({label.anchor, middle}, false);
      canvas.colour(colour);
      canvas.stroke(width);
    }
    canvas.circle(label.anchor.x, label.anchor.y, 0.3);
    canvas.fill();
  }
  for (const PlacedLabel& label : labels) {
    const double above = label.box.height * 0.125;  // of the line's own height, which the box leaves out
    canvas.text(name(label.feature), label.box.x + label.box.width / 2, label.box.y - above, lettering(label.size));
  }
}

std::optional<WorstPlace> worst_place(const Atlas& atlas, const Atlas::Item& item,
                                      const std::optional<std::size_t>& unit) {
  if (!item.has_map()) return std::nullopt;
  const Box ground = unit ? atlas.partitions.front().areas->box(*unit) : atlas.ground();
  const double side = std::max({ground.high.x - ground.low.x, ground.high.y - ground.low.y, 8.0}) / 8;
  const Geometries& geometries = *item.gap->geometries;
  struct Cell {
    double amount = 0, largest = 0;
    std::size_t worst = 0;            ///< the largest gap in it
    double x = 0, y = 0, weight = 0;  ///< the sum of the places by their weights, in metres
  };
  std::map<std::pair<std::int64_t, std::int64_t>, Cell> cells;
  const auto is_of_interest = [&](std::size_t i) {
    const std::string& code = item.gap->unit_code[i];
    if (geometries.is_null(i) || code == "-") return false;
    return !unit || code == atlas.partitions.front().units[*unit].code;
  };
  // Too much of something is no place where most is missing, unless there is nothing else.
  const bool is_any_missing =
      std::any_of(item.gap->amount.begin(), item.gap->amount.end(), [](double amount) { return amount > 0; });
  for (std::size_t i = 0; i < item.gap->size(); ++i) {
    if (!is_of_interest(i) || (is_any_missing && item.gap->amount[i] < 0)) continue;
    const Point p = label_point(geometries, i);
    Cell& cell = cells[{static_cast<std::int64_t>(std::floor((p.x - ground.low.x) / side)),
                        static_cast<std::int64_t>(std::floor((p.y - ground.low.y) / side))}];
    const double amount = std::abs(item.gap->amount[i]);
    cell.amount += amount;
    const double weight = amount > 0 ? amount : 1e-9;
    cell.x += weight * p.x;
    cell.y += weight * p.y;
    cell.weight += weight;
    if (amount <= cell.largest) continue;
    cell.largest = amount;
    cell.worst = i;
  }
  // A few single points are found without a closer look.
  constexpr std::size_t few = 3;
  if (cells.empty() || (geometries.shape() == Shape::point && item.gap->size() <= few)) return std::nullopt;
  const auto worst = std::max_element(cells.begin(), cells.end(),
                                      [](const auto& a, const auto& b) { return a.second.amount < b.second.amount; });
  const Cell& cell = worst->second;
  // The frame stands around the middle of what the cell holds, and tells what it holds itself.
  const Point middle{cell.x / cell.weight, cell.y / cell.weight};
  WorstPlace place{{{middle.x - side / 2, middle.y - side / 2}, {middle.x + side / 2, middle.y + side / 2}},
                   0,
                   item.gap->unit_code[cell.worst]};
  for (std::size_t i = 0; i < item.gap->size(); ++i)
    if (is_of_interest(i) && (!is_any_missing || item.gap->amount[i] > 0) &&
        place.box.contains(label_point(geometries, i)))
      place.amount += std::abs(item.gap->amount[i]);
  const Box whole = geometries.box(cell.worst);
  if (std::max(whole.high.x - whole.low.x, whole.high.y - whole.low.y) > side) {
    place.box = whole;
    place.amount = cell.largest;
  }
  return place;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/result_styles.h"

#include <algorithm>
#include <cmath>

#include "output/detour_map.h"
#include "output/gap_classes.h"
#include "output/palette.h"
#include "output/style.h"
#include "output/words.h"

namespace gapmap {

namespace {

Style style_of(Shape shape) {
  Style style;
  style.shape = shape;
  style.colour = palette::other;
  style.outline = palette::outline;
  return style;
}

void dress_gap(Style& style) {
  style.size = 2.0;
  style.width = style.shape == Shape::line ? 0.9 : 0.15;
  style.order_field = "rank";
  style.shrinks = true;
  if (style.shape == Shape::point) style.outline.clear();
  if (style.shape == Shape::area) style.opacity = 0.85;
}

}  // namespace

std::string gap_style(Shape shape, Language language) {
  Style style = style_of(shape);
  style.field = "rank";
  // Ranks say the same for people, metres and counts, so the classes need no look at the data.
  constexpr double no_end = 1e9;
  style.ranges = {
      {0, 10, {"缺口最大的 10 处", "The 10 worst gaps"}, palette::gaps[3]},
      {10, 50, {"第 11–50 位", "11th to 50th"}, palette::gaps[2]},
      {50, 200, {"第 51–200 位", "51st to 200th"}, palette::gaps[1]},
      {200, no_end, {"200 位以后", "Beyond the 200th"}, palette::gaps[0]},
  };
  dress_gap(style);
  return qml(style, language);
}

namespace {

/// Facilities that are judged one by one, and people who have none to go to, as sheets colour them.
std::string finding_style(Shape shape, Language language) {
  Style style = style_of(shape);
  style.field = "finding";
  style.classes = {
      {"too many", {"过多", "Too many"}, palette::gap},
      {"too few", {"过少", "Too few"}, palette::surplus},
      {"beyond capacity", {"没有去处：已满", "Nowhere to go: full"}, palette::gaps[0]},
      {"too_far", {"没有去处：太远", "Nowhere to go: too far"}, palette::gaps[0]},
      {"no_way", {"没有去处：无路", "Nowhere to go: no way there"}, palette::no_way},
      {"off_streets", {"没有去处：离街道太远", "Nowhere to go: no street near"}, palette::no_way},
  };
  dress_gap(style);
  return qml(style, language);
}

}  // namespace

std::string gap_style(const PlaceList& places, Language language) {
  const Shape shape = places.geometries.shape();
  for (const Column& column : places.more)
    if (column.name == "finding") return finding_style(shape, language);
  // What no street leads to has no distance, and is a class of its own.
  std::vector<double> known, amounts;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!std::isfinite(places.distance[i])) continue;
    known.push_back(places.distance[i]);
    amounts.push_back(places.amount[i]);
  }
  const std::vector<double> limits = known.empty() ? std::vector<double>() : round_limits(known, amounts);
  if (limits.empty()) return gap_style(shape, language);
  Style style = style_of(shape);
  style.field = "distance";
  constexpr double no_end = 1e9;
  if (known.size() < places.size()) {
    style.field = "coalesce(\"distance\", -1)";
    style.ranges.push_back({-1, -1, {"走不到", "No way there"}, palette::no_way});
  }
  for (std::size_t grade = 0; grade <= limits.size(); ++grade)
    style.ranges.push_back({grade == 0 ? 0 : limits[grade - 1], grade == limits.size() ? no_end : limits[grade],
                            range_words(limits, grade, unit_words("m")), palette::gaps[3 - limits.size() + grade]});
  dress_gap(style);
  return qml(style, language);
}

std::string served_style(Shape shape, Language language) {
  Style style = style_of(shape);
  style.colour = palette::served;
  style.outline = palette::pale_outline;
  style.size = 1.4;
  style.width = shape == Shape::line ? 0.5 : 0.1;
  style.opacity = shape == Shape::area ? 0.45 : 0.8;
  return qml(style, language);
}

std::string shown_style(bool is_dark, Shape shape, Language language) {
  Style style = style_of(shape);
  style.colour = is_dark ? palette::supply : palette::served_line;
  style.outline = palette::pale_outline;
  style.size = 1.8;
  style.width = shape == Shape::line ? (is_dark ? 0.5 : 0.25) : 0.15;
  style.opacity = shape == Shape::area ? 0.45 : 1;
  style.shrinks = true;
  return qml(style, language);
}

std::string units_style(Language language) {
  Style style = style_of(Shape::area);
  style.field = "verdict";
  style.classes = {
      {"met", {"达标", "Met"}, palette::met},
      {"unmet", {"未达标", "Unmet"}, palette::unmet},
      {"no_data", {"无数据", "No data"}, palette::no_data},
  };
  style.width = 0.3;
  style.opacity = 0.75;
  style.label_field = "unit_name";
  return qml(style, language);
}

std::string outlines_style(Language language) {
  Style style = style_of(Shape::area);
  style.outline = palette::border;
  style.is_hollow = true;
  style.width = 0.3;
  style.label_field = "unit_name";
  return qml(style, language);
}

std::string sites_style(Language language) {
  Style style = style_of(Shape::point);
  style.colour = palette::site;
  style.outline = palette::pale_outline;
  style.marker = "star";
  style.size = 4.5;
  style.label_field = "rank";
  return qml(style, language);
}

std::string change_style(Shape shape, Language language) {
  Style style = style_of(shape);
  style.field = "fate";
  style.classes = {
      {"closed", {"已补上", "Closed"}, palette::served},  {"shrank", {"缩小", "Smaller"}, palette::met},
      {"moved", {"移动", "Moved"}, palette::note},        {"grew", {"扩大", "Larger"}, palette::unmet},
      {"opened", {"新出现", "Opened"}, palette::gaps[2]},
  };
  style.size = 2.2;
  style.width = shape == Shape::line ? 0.9 : 0.15;
  return qml(style, language);
}

std::string detour_style(bool is_by_unit, Language language) {
  Style style = style_of(Shape::area);
  style.field = "detour";
  constexpr double no_end = 1e9;
  const std::span<const DetourClass> classes = detour_classes();
  for (std::size_t i = 0; i < classes.size(); ++i)
    style.ranges.push_back(
        {classes[i].from, i + 1 < classes.size() ? classes[i + 1].from : no_end, classes[i].words, classes[i].colour});
  style.width = 0.3;
  if (is_by_unit)
    style.label_field = "unit_name";
  else
    style.outline.clear();
  return qml(style, language);
}

std::string service_area_style(Language language) {
  Style style = style_of(Shape::area);
  style.colour = palette::served_area;
  style.outline = palette::served_area;
  style.width = 0.05;
  style.opacity = 0.4;
  return qml(style, language);
}

std::string issues_style(Language language) {
  Style style = style_of(Shape::point);
  style.field = "severity";
  style.classes = {
      {"error", {"错误", "Error"}, palette::error},
      {"warning", {"警告", "Warning"}, palette::warning},
      {"note", {"提示", "Note"}, palette::note},
  };
  style.marker = "triangle";
  style.size = 2.4;
  return qml(style, language);
}

std::string plain_style(Shape shape, Language language) {
  Style style = style_of(shape);
  style.width = shape == Shape::line ? 0.4 : 0.15;
  return qml(style, language);
}

std::string table_style(Language language) { return qml(style_of(Shape::none), language); }

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/result_styles.h"

#include "output/palette.h"
#include "output/style.h"

namespace gapmap {

namespace {

Style style_of(Shape shape) {
  Style style;
  style.shape = shape;
  style.colour = palette::other;
  style.outline = palette::outline;
  const std::span<const FieldAlias> all = field_aliases();
  style.aliases.assign(all.begin(), all.end());
  return style;
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
  style.size = 2.0;
  style.width = shape == Shape::line ? 0.9 : 0.15;
  if (shape == Shape::area) style.opacity = 0.85;
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

// SPDX-License-Identifier: MIT
#include "output/style.h"

#include <cassert>
#include <cmath>
#include <cstdlib>

#include "output/aliases.h"

namespace gapmap {

namespace {

// The first installed one wins: Linux, Windows, macOS, and what older systems have.
constexpr std::string_view first_font = "Noto Sans CJK SC";
constexpr std::string_view other_fonts[] = {
    "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "SimHei", "Arial", "Sans Serif"};

/// #rrggbb -> r,g,b,255
std::string colour_value(const std::string& hex) {
  assert(hex.size() == 7 && hex[0] == '#');
  const auto part = [&](std::size_t at) { return std::strtol(hex.substr(at, 2).c_str(), nullptr, 16); };
  return fmt::format("{},{},{},255", part(1), part(3), part(5));
}

std::string option(std::string_view name, const std::string& value) {
  return fmt::format(R"(<Option name="{}" type="QString" value="{}"/>)", name, xml_escaped(value));
}

struct SymbolKind {
  std::string_view type;   ///< of the symbol
  std::string_view layer;  ///< of what it is made of
};

SymbolKind symbol_kind(Shape shape) {
  switch (shape) {
    case Shape::point: return {"marker", "SimpleMarker"};
    case Shape::line: return {"line", "SimpleLine"};
    default: return {"fill", "SimpleFill"};
  }
}

/// Sizes by the scale of the map: as given from 1 : 10,000, a third at 1 : 100,000 and beyond.
std::string by_scale(const Style& style) {
  if (!style.shrinks || style.shape == Shape::area || style.shape == Shape::none) return {};
  const bool is_point = style.shape == Shape::point;
  const double size = is_point ? style.size : style.width;
  const std::string expression =
      fmt::format("{} * scale_linear(log10(max(@map_scale, 1)), 4, 5, 1, 0.33)", exact(size));
  return fmt::format(
      "<data_defined_properties><Option type=\"Map\"><Option name=\"name\" type=\"QString\" value=\"\"/>"
      "<Option name=\"properties\" type=\"Map\"><Option name=\"{}\" type=\"Map\"><Option name=\"active\" type=\"bool\" "
      "value=\"true\"/><Option name=\"expression\" type=\"QString\" value=\"{}\"/><Option name=\"type\" type=\"int\" "
      "value=\"3\"/></Option></Option><Option name=\"type\" type=\"QString\" value=\"collection\"/></Option>"
      "</data_defined_properties>",
      is_point ? "size" : "outlineWidth", xml_escaped(expression));
}

std::string symbol(const Style& style, std::size_t number, const std::string& colour) {
  std::string options;
  if (style.shape == Shape::line) {
    options = option("line_color", colour_value(colour)) + option("line_style", "solid") +
              option("line_width", exact(style.width)) + option("line_width_unit", "MM") + option("capstyle", "round") +
              option("joinstyle", "round");
  } else {
    options = option("color", colour_value(colour)) + option("style", style.is_hollow ? "no" : "solid") +
              option("outline_color", colour_value(style.outline.empty() ? colour : style.outline)) +
              option("outline_style", style.outline.empty() ? "no" : "solid") +
              option("outline_width", exact(style.width)) + option("outline_width_unit", "MM");
  }
  if (style.shape == Shape::point) {
    options += option("name", style.marker) + option("size", exact(style.size)) + option("size_unit", "MM");
  }
  const SymbolKind kind = symbol_kind(style.shape);
  return fmt::format(
      "   <symbol name=\"{}\" type=\"{}\" alpha=\"{}\" clip_to_extent=\"1\" force_rhr=\"0\">"
      "<layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">{}</Option>{}</layer></symbol>\n",
      number, kind.type, exact(style.opacity), kind.layer, options, by_scale(style));
}

std::string symbols(const Style& style, const std::vector<std::string>& colours) {
  std::string result = "  <symbols>\n";
  for (std::size_t number = 0; number < colours.size(); ++number) result += symbol(style, number, colours[number]);
  return result + "  </symbols>\n";
}

std::string renderer_start(const Style& style, std::string_view type, const std::string& attributes) {
  std::string words =
      fmt::format(" <renderer-v2 type=\"{}\"{} symbollevels=\"0\" enableorderby=\"{}\" forceraster=\"0\">\n", type,
                  attributes, style.order_field.empty() ? 0 : 1);
  if (!style.order_field.empty())
    words += "  <orderby><orderByClause asc=\"0\" nullsFirst=\"0\">&quot;" + xml_escaped(style.order_field) +
             "&quot;</orderByClause></orderby>\n";
  return words;
}

std::string by_classes(const Style& style, Language language) {
  std::string result =
      renderer_start(style, "categorizedSymbol", fmt::format(" attr=\"{}\"", xml_escaped(style.field)));
  std::vector<std::string> colours;
  result += "  <categories>\n";
  for (const StyleClass& one : style.classes) {
    result += fmt::format("   <category symbol=\"{}\" type=\"string\" value=\"{}\" label=\"{}\" render=\"true\"/>\n",
                          colours.size(), xml_escaped(one.value), xml_escaped(one.label.in(language)));
    colours.push_back(one.colour);
  }
  // QGIS draws every other value with the class of the empty value: nothing may vanish from a map.
  const Text others{"其他", "Other"};
  result += fmt::format("   <category symbol=\"{}\" type=\"string\" value=\"\" label=\"{}\" render=\"true\"/>\n",
                        colours.size(), others.in(language));
  colours.push_back(style.colour);
  return result + "  </categories>\n" + symbols(style, colours) + " </renderer-v2>\n";
}

std::string by_ranges(const Style& style, Language language) {
  std::string result =
      renderer_start(style, "graduatedSymbol",
                     fmt::format(" attr=\"{}\" graduatedMethod=\"GraduatedColor\"", xml_escaped(style.field)));
  std::vector<std::string> colours;
  result += "  <ranges>\n";
  for (const StyleRange& one : style.ranges) {
    result += fmt::format(
        "   <range symbol=\"{}\" lower=\"{:.15f}\" upper=\"{:.15f}\" label=\"{}\" "
        "render=\"true\"/>\n",
        colours.size(), one.low, one.high, xml_escaped(one.label.in(language)));
    colours.push_back(one.colour);
  }
  return result + "  </ranges>\n" + symbols(style, colours) + " </renderer-v2>\n";
}

std::string renderer(const Style& style, Language language) {
  if (!style.classes.empty()) return by_classes(style, language);
  if (!style.ranges.empty()) return by_ranges(style, language);
  return renderer_start(style, "singleSymbol", "") + symbols(style, {style.colour}) + " </renderer-v2>\n";
}

/// Where a label stands: around its point, along its line, or inside its area.
std::string placement(Shape shape) {
  switch (shape) {
    case Shape::point: return R"(<placement placement="0" dist="2" distUnits="MM"/>)";
    case Shape::line: return R"(<placement placement="2" placementFlags="2"/>)";
    default: return R"(<placement placement="1" polygonPlacementFlags="2"/>)";
  }
}

/// An area is no obstacle: else no label of another layer could stand in it.
std::string labels(const Style& style) {
  std::string families;
  for (const std::string_view font : other_fonts) families += fmt::format(R"(<family name="{}"/>)", font);
  return fmt::format(
      " <labeling type=\"simple\"><settings calloutType=\"simple\">\n"
      "  <text-style fieldName=\"{}\" isExpression=\"0\" fontFamily=\"{}\" fontSize=\"8\" fontSizeUnit=\"Point\" "
      "textColor=\"30,30,30,255\" textOpacity=\"1\"><families>{}</families>"
      "<text-buffer bufferDraw=\"1\" bufferSize=\"0.7\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
      "bufferOpacity=\"1\"/></text-style>\n"
      "  {}<rendering drawLabels=\"1\" obstacle=\"{}\" obstacleType=\"1\" obstacleFactor=\"1\" "
      "scaleVisibility=\"0\"/>\n"
      " </settings></labeling>\n",
      xml_escaped(style.label_field), first_font, families, placement(style.shape), style.shape == Shape::area ? 0 : 1);
}

constexpr std::string_view aliases_start = " <aliases>\n", aliases_end = " </aliases>\n",
                           after_aliases = " <layerGeometryType>";

std::string with_block(std::string qml, const std::string& block) {
  if (const std::size_t place = qml.find(after_aliases); place != std::string::npos) qml.insert(place, block);
  return qml;
}

/// As QGIS numbers them.
int geometry_type(Shape shape) {
  switch (shape) {
    case Shape::point: return 0;
    case Shape::line: return 1;
    case Shape::area: return 2;
    default: return 4;
  }
}

}  // namespace

std::string xml_escaped(std::string_view value) {
  std::string result;
  result.reserve(value.size());
  for (const char letter : value) {
    switch (letter) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&apos;"; break;
      case '\t': result += "&#9;"; break;
      case '\n': result += "&#10;"; break;
      case '\r': result += "&#13;"; break;
      default:
        if (static_cast<unsigned char>(letter) >= 0x20) result += letter;
    }
  }
  return result;
}

std::string with_aliases(std::string qml, std::span<const std::string> columns, Language language) {
  std::string block;
  for (std::size_t index = 0; index < columns.size(); ++index)
    if (const Text alias = field_alias(columns[index]); !alias.empty())
      block += fmt::format("  <alias index=\"{}\" field=\"{}\" name=\"{}\"/>\n", index, xml_escaped(columns[index]),
                           xml_escaped(alias.in(language)));
  if (block.empty()) return qml;
  return with_block(std::move(qml), std::string(aliases_start) + block + std::string(aliases_end));
}

std::string with_aliases_of(std::string qml, const std::string& other) {
  const std::size_t start = other.find(aliases_start), end = other.find(aliases_end);
  if (start == std::string::npos || end == std::string::npos || end < start) return qml;
  return with_block(std::move(qml), other.substr(start, end + aliases_end.size() - start));
}

std::string qml(const Style& style, Language language) {
  const bool is_drawn = style.shape != Shape::none;
  const bool is_labelled = is_drawn && !style.label_field.empty();
  std::string result = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";
  result += fmt::format("<qgis version=\"3.22.16\" styleCategories=\"{}\" labelsEnabled=\"{}\">\n",
                        is_drawn ? "Symbology|Labeling|Fields" : "Fields", is_labelled ? 1 : 0);
  if (is_drawn) result += renderer(style, language);
  if (is_labelled) result += labels(style);
  return result + fmt::format(" <layerGeometryType>{}</layerGeometryType>\n</qgis>\n", geometry_type(style.shape));
}

}  // namespace gapmap

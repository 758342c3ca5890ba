// SPDX-License-Identifier: MIT
#include "output/qgis_layout.h"

#include <algorithm>
#include <array>

#include "output/style.h"

namespace gapmap {
namespace {

constexpr std::string_view font = "Noto Sans CJK SC";

/// Place and size in mm.
struct Place {
  double x, y, width, height;
};

/// Ids that depend on names only, so that the same result gives the same bytes.
std::string uuid(const std::string& of) {
  std::array<std::uint64_t, 2> hash{14695981039346656037ULL, 1099511628211ULL};
  for (const char c : of)
    for (std::size_t i = 0; i < 2; ++i)
      hash[i] = (hash[i] ^ (static_cast<unsigned char>(c) + 131 * i)) * 1099511628211ULL;
  return fmt::format("{{{:08x}-{:04x}-{:04x}-{:04x}-{:012x}}}", hash[0] >> 32, hash[0] >> 16 & 0xffff, hash[0] & 0xffff,
                     hash[1] >> 48, hash[1] & 0xffffffffffffULL);
}

std::string item_start(int type, const std::string& id, const Place& place, int level, const std::string& attributes) {
  return fmt::format(
      "<LayoutItem type=\"{}\" uuid=\"{}\" templateUuid=\"{}\" id=\"\" position=\"{},{},mm\" "
      "positionOnPage=\"{},{},mm\" size=\"{},{},mm\" zValue=\"{}\" referencePoint=\"0\" visibility=\"1\" opacity=\"1\" "
      "blendMode=\"0\" excludeFromExports=\"0\" itemRotation=\"0\" outlineWidthM=\"0.3,mm\" frameJoinStyle=\"miter\" "
      "positionLock=\"false\" groupUuid=\"\" {}>"
      "<FrameColor red=\"90\" green=\"90\" blue=\"90\" alpha=\"255\"/>"
      "<BackgroundColor red=\"255\" green=\"255\" blue=\"255\" alpha=\"255\"/>",
      type, uuid(id), uuid(id), place.x, place.y, place.x, place.y, place.width, place.height, level, attributes);
}

/// QGIS computes what stands between [% and %]: text from data must not.
std::string plain(std::string words) {
  for (std::size_t at = 0; (at = words.find("[%", at)) != std::string::npos; at += 3) words.insert(at + 1, " ");
  return xml_escaped(words);
}

/// `words` are escaped already.
std::string label(const std::string& id, const std::string& words, const Place& place, double points,
                  bool is_bold = false) {
  return item_start(65641, id, place, 3,
                    "frame=\"false\" background=\"false\" halign=\"1\" valign=\"32\" marginX=\"0\" marginY=\"0\" "
                    "htmlState=\"0\" labelText=\"" +
                        words + "\"") +
         fmt::format(
             "<LabelFont description=\"{},{},-1,5,{},0,0,0,0,0\" style=\"\"/>"
             "<FontColor red=\"30\" green=\"30\" blue=\"30\" alpha=\"255\"/></LayoutItem>\n",
             font, points, is_bold ? 75 : 50);
}

std::string page(const std::string& id) {
  const std::string symbol =
      "<symbol name=\"\" type=\"fill\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"SimpleFill\" "
      "enabled=\"1\" pass=\"0\" locked=\"0\"><Option type=\"Map\"><Option name=\"color\" type=\"QString\" "
      "value=\"255,255,255,255\"/><Option name=\"outline_style\" type=\"QString\" value=\"no\"/><Option name=\"style\" "
      "type=\"QString\" value=\"solid\"/></Option></layer></symbol>";
  return "<PageCollection>" + symbol +
         item_start(65638, id + "page", {0, 0, 297, 210}, 0, "frame=\"false\" background=\"true\"") + symbol +
         "</LayoutItem><GuideCollection visible=\"1\"/></PageCollection>\n";
}

std::string extent_of(const Box& ground, const Place& place) {
  const double width = ground.high.x - ground.low.x, height = ground.high.y - ground.low.y;
  const double scale = 1.04 * std::max(width / place.width, height / place.height);
  const Point middle{(ground.low.x + ground.high.x) / 2, (ground.low.y + ground.high.y) / 2};
  return fmt::format("<Extent xmin=\"{:.3f}\" ymin=\"{:.3f}\" xmax=\"{:.3f}\" ymax=\"{:.3f}\"/>",
                     middle.x - scale * place.width / 2, middle.y - scale * place.height / 2,
                     middle.x + scale * place.width / 2, middle.y + scale * place.height / 2);
}

std::string map_item(const Project& project, const ProjectTheme& theme, const std::string& id, const Place& place,
                     bool has_atlas) {
  return item_start(65639, id + "map", place, 1,
                    "frame=\"true\" background=\"true\" drawCanvasItems=\"false\" keepLayerSet=\"false\" "
                    "mapRotation=\"0\" isTemporal=\"0\" mapFlags=\"0\" labelMargin=\"0,mm\" followPreset=\"true\" "
                    "followPresetName=\"" +
                        xml_escaped(theme.title) + "\"") +
         extent_of(project.ground, place) + "<LayerSet/>" +
         fmt::format("<AtlasMap atlasDriven=\"{}\" scalingMode=\"2\" margin=\"0.1\"/>", has_atlas ? 1 : 0) +
         "<labelBlockingItems/></LayoutItem>\n";
}

/// Where legends break a line: a sign that no title has.
constexpr std::string_view line_break = "\u2028";

/// A title in lines that fit the legend's width: broken at blanks, or between Chinese characters.
std::string broken(const std::string& title) {
  constexpr std::size_t width = 38;  // columns of 7 points in 57 mm
  std::string lines, line, word;
  const auto end_word = [&] {
    if (!line.empty() && display_width(line + word) > width) {
      lines += std::string(trimmed(line)) + std::string(line_break);
      line.clear();
    }
    line += word;
    word.clear();
  };
  for (std::size_t at = 0; at < title.size();) {
    std::size_t size = 1;
    while (at + size < title.size() && (static_cast<unsigned char>(title[at + size]) & 0xc0) == 0x80) ++size;
    word += title.substr(at, size);
    if (size >= 3 || word.ends_with(' ')) end_word();
    at += size;
  }
  end_word();
  return lines + std::string(trimmed(line));
}

std::string legend(const Project& project, const ProjectTheme& theme, const std::string& id, const Place& place,
                   const ProjectLayer* units) {
  std::string words = item_start(
      65642, id + "legend", place, 2,
      "frame=\"false\" background=\"false\" title=\"" +
          std::string(project.language == Language::zh ? "图例" : "Legend") +
          "\" legendFilterByAtlas=\"0\" resizeToContents=\"1\" columnCount=\"1\" splitLayer=\"0\" "
          "equalColumnWidth=\"0\" "
          "boxSpace=\"0\" columnSpace=\"2\" symbolWidth=\"6\" symbolHeight=\"3.5\" symbolAlignment=\"1\" "
          "titleAlignment=\"1\" lineSpacing=\"0.8\" wrapChar=\"" +
          std::string(line_break) +
          "\" fontColor=\"#1e1e1e\" wmsLegendWidth=\"50\" "
          "wmsLegendHeight=\"25\" rasterBorder=\"1\" rasterBorderWidth=\"0\" rasterBorderColor=\"0,0,0,255\" "
          "minSymbolSize=\"1.6\" maxSymbolSize=\"4\" map_uuid=\"" +
          uuid(id + "map") + "\"");
  words += "<styles>";
  for (const auto& [name, points, above] : {std::tuple("title", 11, 0.0), std::tuple("group", 8, 2.0),
                                            std::tuple("subgroup", 8, 2.0), std::tuple("symbolLabel", 7, 1.2)})
    words += fmt::format(
        "<style name=\"{}\" indent=\"0\" alignment=\"1\" marginTop=\"{}\" marginLeft=\"{}\" marginBottom=\"1\">"
        "<styleFont description=\"{},{},-1,5,50,0,0,0,0,0\" style=\"\"/></style>",
        name, above, name == std::string_view("symbolLabel") ? 1.5 : 0, font, points);
  words += fmt::format(
      "<style name=\"symbol\" indent=\"0\" alignment=\"1\" marginTop=\"1.2\"><styleFont "
      "description=\"{},7,-1,5,50,0,0,0,0,0\" style=\"\"/></style></styles><layer-tree-group>",
      font);
  for (const ProjectLayer* layer : layers_of(project, theme.task, theme.standard))
    words += tree_layer(project, *layer, layer_id(layer->name), layer->title, true, broken(layer->title));
  if (units)
    words += tree_layer(project, *units, outline_id, units->title, true,
                        say("单元界线与名称", "Unit borders and names").in(project.language));
  return words + "</layer-tree-group></LayoutItem>\n";
}

std::string scale_bar(const std::string& id, const Box& ground, const Place& map, const Place& place,
                      Language language) {
  const double metres_per_mm =
      std::max((ground.high.x - ground.low.x) / map.width, (ground.high.y - ground.low.y) / map.height);
  const double wanted = 15 * metres_per_mm, power = std::pow(10, std::floor(std::log10(std::max(wanted, 1.0))));
  const double segment = wanted >= 5 * power ? 5 * power : wanted >= 2 * power ? 2 * power : power;
  const bool is_long = segment >= 1000;
  return item_start(
             65646, id + "scale", place, 4,
             fmt::format("frame=\"false\" background=\"false\" style=\"Single Box\" unitType=\"{}\" unitLabel=\"{}\" "
                         "numUnitsPerSegment=\"{}\" numMapUnitsPerScaleBarUnit=\"1\" numSegments=\"2\" "
                         "numSegmentsLeft=\"0\" numSubdivisions=\"1\" subdivisionsHeight=\"1.5\" height=\"1.5\" "
                         "segmentSizeMode=\"1\" minBarWidth=\"25\" maxBarWidth=\"45\" segmentMillimeters=\"15\" "
                         "boxContentSpace=\"1\" labelBarSpace=\"1\" alignment=\"0\" outlineWidth=\"0.2\" "
                         "lineJoinStyle=\"miter\" lineCapStyle=\"square\" labelHorizontalPlacement=\"0\" "
                         "labelVerticalPlacement=\"0\" mapUuid=\"{}\"",
                         is_long ? "km" : "meters", (is_long ? Text{"公里", "km"} : Text{"米", "m"}).in(language),
                         is_long ? segment / 1000 : segment, uuid(id + "map"))) +
         fmt::format(
             "<text-style fontFamily=\"{}\" fontSize=\"7\" fontSizeUnit=\"Point\" textColor=\"30,30,30,255\"/>"
             "<fillColor red=\"0\" green=\"0\" blue=\"0\" alpha=\"255\"/>"
             "<fillColor2 red=\"255\" green=\"255\" blue=\"255\" alpha=\"255\"/>"
             "<strokeColor red=\"0\" green=\"0\" blue=\"0\" alpha=\"255\"/></LayoutItem>\n",
             font);
}

std::string north_arrow(const std::string& id, const Place& place) {
  return item_start(65640, id + "north", place, 5,
                    fmt::format("frame=\"false\" background=\"false\" file=\"arrows/NorthArrow_02.svg\" mode=\"2\" "
                                "pictureWidth=\"{}\" pictureHeight=\"{}\" northMode=\"0\" northOffset=\"0\" "
                                "resizeMode=\"0\" anchorPoint=\"0\" pictureRotation=\"0\" mapUuid=\"{}\" "
                                "svgFillColor=\"30,30,30,255\" svgBorderColor=\"30,30,30,255\" svgBorderWidth=\"0.2\"",
                                place.width, place.height, uuid(id + "map"))) +
         "</LayoutItem>\n";
}

}  // namespace

std::string layer_id(const std::string& name) { return "gapmap_" + name; }

std::string layer_source(const Project& project, const ProjectLayer& layer) {
  const std::string filter = layer.filter.empty() ? "" : "|subset=" + layer.filter;
  return xml_escaped("./" + project.file + "|layername=" + layer.table + filter);
}

std::string tree_layer(const Project& project, const ProjectLayer& layer, const std::string& id,
                       const std::string& title, bool is_checked, const std::string& label) {
  const std::string option = label.empty() ? "<Option/>"
                                           : "<Option type=\"Map\"><Option name=\"legend/title-label\" "
                                             "type=\"QString\" value=\"" +
                                                 xml_escaped(label) + "\"/></Option>";
  return fmt::format(
      "<layer-tree-layer id=\"{}\" name=\"{}\" source=\"{}\" providerKey=\"ogr\" checked=\"{}\" "
      "expanded=\"0\" legend_exp=\"\" patch_size=\"-1,-1\" legend_split_behavior=\"0\"><customproperties>{}"
      "</customproperties></layer-tree-layer>\n",
      xml_escaped(id), xml_escaped(title), layer_source(project, layer), is_checked ? "Qt::Checked" : "Qt::Unchecked",
      option);
}

std::vector<const ProjectLayer*> layers_of(const Project& project, const std::string& task,
                                           const std::string& standard) {
  std::vector<const ProjectLayer*> layers;
  for (const ProjectLayer& layer : project.layers)
    if (layer.shape != Shape::none && layer.task == task && (standard.empty() || layer.standard == standard))
      layers.push_back(&layer);
  // Areas lie under lines and points; what has no level, such as sites, lies on top.
  const auto level = [](const ProjectLayer* layer) {
    constexpr std::size_t below = 100;
    return layer->level + (layer->level > 0 && layer->shape == Shape::area ? below : 0);
  };
  std::stable_sort(layers.begin(), layers.end(),
                   [&](const ProjectLayer* a, const ProjectLayer* b) { return level(a) < level(b); });
  return layers;
}

std::string layout_xml(const Project& project, const ProjectTheme& theme, const ProjectLayer* units) {
  const std::string id = theme.standard + "/";
  const Place map{10, 24, 212, 172};
  std::string words = "<Layout name=\"" + xml_escaped(theme.title) +
                      "\" units=\"mm\" printResolution=\"300\" worldFileMap=\"\">\n"
                      "<Snapper tolerance=\"5\" snapToGuides=\"1\" snapToItems=\"1\" snapToGrid=\"0\"/>"
                      "<Grid resolution=\"10\" offsetX=\"0\" offsetY=\"0\" offsetUnits=\"mm\" resUnits=\"mm\"/>\n";
  words += page(id);
  words += map_item(project, theme, id, map, units != nullptr);
  words += label(id + "title", plain(theme.title) + "[% coalesce('　' || @atlas_pagename, '') %]", {10, 7, 250, 9}, 17,
                 true);
  words += label(id + "plan", plain(project.title), {10, 16, 250, 6}, 9);
  words += north_arrow(id, {268, 7, 14, 15});
  words += legend(project, theme, id, {226, 24, 61, 80}, units);
  words += label(id + "note", plain(theme.note), {226, 118, 61, 62}, 7.5);
  words += scale_bar(id, project.ground, map, {226, 184, 61, 11}, project.language);
  words += label(id + "foot", plain(project.foot), {10, 199, 277, 8}, 7);
  words += "<customproperties/>\n";
  if (units)
    words += fmt::format(
        "<Atlas enabled=\"1\" coverageLayer=\"{}\" coverageLayerName=\"{}\" coverageLayerProvider=\"ogr\" "
        "coverageLayerSource=\"{}\" pageNameExpression=\"unit_name\" "
        "filenamePattern=\"'{}-' || unit_code\" hideCoverage=\"0\" filterFeatures=\"0\" sortFeatures=\"1\" "
        "sortKey=\"unit_code\" sortAscending=\"1\"/>\n",
        outline_id, xml_escaped(units->title), layer_source(project, *units), xml_escaped(layer_id(theme.standard)));
  else
    words += "<Atlas enabled=\"0\"/>\n";
  return words + "</Layout>\n";
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/qgis_project.h"

#include <algorithm>

#include "output/qgis_layout.h"
#include "output/result_styles.h"
#include "output/style.h"

namespace gapmap {
namespace {

std::string crs_xml(const Project& project) {
  return "<spatialrefsys><wkt>" + xml_escaped(project.wkt) + "</wkt><authid>" + xml_escaped(project.authority_code) +
         "</authid></spatialrefsys>";
}

/// What stands between <qgis …> and </qgis> of a style; a project holds it as it is.
std::string inside(const std::string& qml) {
  const std::size_t root = qml.find("<qgis ");
  const std::size_t start = root == std::string::npos ? std::string::npos : qml.find('>', root);
  const std::size_t end = qml.rfind("</qgis>");
  return start == std::string::npos || end == std::string::npos || end < start ? ""
                                                                               : qml.substr(start + 1, end - start - 1);
}

std::string map_layer(const Project& project, const ProjectLayer& layer, const std::string& id,
                      const std::string& title, const std::string& qml) {
  constexpr std::string_view kinds[] = {"No geometry", "Point", "Line", "Polygon"};
  const bool is_labelled = qml.find("labelsEnabled=\"1\"") != std::string::npos;
  std::string words = fmt::format(
      "<maplayer type=\"vector\" geometry=\"{}\" labelsEnabled=\"{}\" styleCategories=\"AllStyleCategories\" "
      "simplifyDrawingHints=\"1\" simplifyDrawingTol=\"1\" simplifyLocal=\"1\" simplifyMaxScale=\"1\" "
      "simplifyAlgorithm=\"0\" hasScaleBasedVisibilityFlag=\"0\" minScale=\"0\" maxScale=\"0\" readOnly=\"0\">\n",
      kinds[static_cast<std::size_t>(layer.shape)], is_labelled ? 1 : 0);
  words += fmt::format("<id>{}</id><datasource>{}</datasource><layername>{}</layername>\n", xml_escaped(id),
                       layer_source(project, layer), xml_escaped(title));
  if (layer.shape != Shape::none) words += "<srs>" + crs_xml(project) + "</srs>";
  words +=
      "<provider encoding=\"UTF-8\">ogr</provider>"
      "<map-layer-style-manager current=\"default\"><map-layer-style name=\"default\"/></map-layer-style-manager>\n";
  return words + inside(qml) + "<blendMode>0</blendMode><layerOpacity>1</layerOpacity></maplayer>\n";
}

std::string group(const std::string& name, bool is_checked, const std::string& content) {
  return fmt::format(
      "<layer-tree-group name=\"{}\" checked=\"{}\" expanded=\"0\"><customproperties><Option/>"
      "</customproperties>\n{}</layer-tree-group>\n",
      xml_escaped(name), is_checked ? "Qt::Checked" : "Qt::Unchecked", content);
}

std::string theme(const std::string& name, const std::string& group_name, const std::vector<std::string>& ids) {
  std::string words =
      "<visibility-preset name=\"" + xml_escaped(name) + "\" has-expanded-info=\"1\" has-checked-group-info=\"1\">\n";
  for (const std::string& id : ids)
    words += fmt::format("<layer id=\"{}\" visible=\"1\" style=\"default\" expanded=\"0\"/>\n", xml_escaped(id));
  words += "<expanded-group-nodes/><checked-group-nodes>";
  if (!group_name.empty()) words += "<checked-group-node id=\"" + xml_escaped(group_name) + "\"/>";
  return words + "</checked-group-nodes></visibility-preset>\n";
}

class Writer {
 public:
  explicit Writer(const Project& project) : project_(project) {
    for (const ProjectLayer& layer : project.layers)
      if (layer.is_units && !units_) units_ = &layer;
  }

  std::string xml() const {
    std::string words = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";
    words += fmt::format(
        "<qgis version=\"3.22.16\" projectname=\"{}\" saveDateTime=\"{}\" saveUser=\"gapmap\" "
        "saveUserFull=\"gapmap\">\n",
        xml_escaped(project_.title), xml_escaped(project_.date.substr(0, 19)));
    words += "<homePath path=\"\"/><title>" + xml_escaped(project_.title) + "</title>\n";
    words += "<projectCrs>" + crs_xml(project_) + "</projectCrs>\n" + tree() + layers() + themes();
    words +=
        "<properties><SpatialRefSys><ProjectionsEnabled "
        "type=\"int\">1</ProjectionsEnabled></SpatialRefSys><Paths><Absolute "
        "type=\"bool\">false</Absolute></Paths><Measure><Ellipsoid "
        "type=\"QString\">NONE</Ellipsoid></Measure></properties>\n<Layouts>\n";
    for (const ProjectTheme& one : project_.themes) words += layout_xml(project_, one, units_);
    const Box ground = project_.ground;
    words += fmt::format(
        "</Layouts>\n<ProjectViewSettings UseProjectScales=\"0\" rotation=\"0\"><Scales/>"
        "<DefaultViewExtent xmin=\"{:.3f}\" ymin=\"{:.3f}\" xmax=\"{:.3f}\" ymax=\"{:.3f}\">{}"
        "</DefaultViewExtent></ProjectViewSettings>\n</qgis>\n",
        ground.low.x, ground.low.y, ground.high.x, ground.high.y, crs_xml(project_));
    return words;
  }

 private:
  std::string in(const char* zh, const char* en) const { return Text{zh, en}.in(project_.language); }
  bool is_of_a_task(const ProjectLayer& layer) const {
    return std::any_of(project_.tasks.begin(), project_.tasks.end(),
                       [&](const ProjectTask& task) { return task.name == layer.task; });
  }

  /// Outlines and names lie over everything; then a group a task, hidden until its theme is chosen; the units by
  /// their verdict are what one sees first.
  std::string tree() const {
    std::string words = "<layer-tree-group><customproperties><Option/></customproperties>\n";
    if (units_) words += tree_layer(project_, *units_, outline_id, outline_title(), true);
    std::string others, units, tables;
    for (const ProjectLayer& layer : project_.layers) {
      if (is_of_a_task(layer) && layer.shape != Shape::none) continue;
      std::string& place = layer.shape == Shape::none ? tables : layer.is_units ? units : others;
      place += tree_layer(project_, layer, layer_id(layer.name), layer.title, &layer == units_);
    }
    if (!others.empty()) words += group(in("其他图层", "Other layers"), false, others);
    for (const ProjectTask& task : project_.tasks) {
      std::string content;
      for (const ProjectLayer* layer : layers_of(project_, task.name))
        content += tree_layer(project_, *layer, layer_id(layer->name), layer->title, true);
      words += group(task.title, false, content);
    }
    if (!units.empty()) words += group(in("评分单元", "Units"), true, units);
    if (!tables.empty()) words += group(in("数据表", "Tables"), false, tables);
    return words + "</layer-tree-group>\n";
  }

  const std::string& title_of(const std::string& task) const {
    const auto is_wanted = [&](const ProjectTask& one) { return one.name == task; };
    return std::find_if(project_.tasks.begin(), project_.tasks.end(), is_wanted)->title;
  }

  std::string outline_title() const { return in("单元界线与名称", "Unit borders and names"); }

  std::string layers() const {
    std::string words = "<projectlayers>\n";
    if (units_)
      words += map_layer(project_, *units_, outline_id, outline_title(),
                         with_aliases_of(outlines_style(project_.language), units_->qml));
    for (const ProjectLayer& layer : project_.layers)
      words += map_layer(project_, layer, layer_id(layer.name), layer.title,
                         layer.qml.empty() ? plain_style(layer.shape, project_.language) : layer.qml);
    return words + "</projectlayers>\n";
  }

  std::string themes() const {
    std::string words = "<visibility-presets>\n";
    std::vector<std::string> first;
    if (units_) first = {outline_id, layer_id(units_->name)};
    words += theme(in("总览", "Overview"), in("评分单元", "Units"), first);
    for (const ProjectTheme& one : project_.themes) {
      std::vector<std::string> ids;
      if (units_) ids.push_back(outline_id);
      for (const ProjectLayer* layer : layers_of(project_, one.task, one.standard))
        ids.push_back(layer_id(layer->name));
      words += theme(one.title, title_of(one.task), ids);
    }
    return words + "</visibility-presets>\n";
  }

  const Project& project_;
  const ProjectLayer* units_ = nullptr;
};

}  // namespace

std::string project_xml(const Project& project) { return Writer(project).xml(); }

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "geo/geometry.h"

namespace gapmap {

/// A table of a GeoPackage, or those of its features that fulfil a condition, as a QGIS project shows it.
struct ProjectLayer {
  std::string table;
  std::string filter;     ///< SQL condition; empty for all features
  std::string name;       ///< that no other layer has: the table's, or that of the features
  std::size_t level = 0;  ///< among the layers of a standard, from the top
  std::string title;
  std::string qml;             ///< its default style; empty for none
  std::string task, standard;  ///< that it belongs to; empty for none
  Shape shape = Shape::none;
  bool is_units = false;  ///< the units that scores are given for
};

/// A task: a group of layers.
struct ProjectTask {
  std::string name;   ///< as `task` of its layers
  std::string title;  ///< "Task 5  Kindergarten within 300 m …"
};

/// A standard of a task: a map theme and a print layout, since the gaps of several standards on one map would
/// hide each other.
struct ProjectTheme {
  std::string task, standard;
  std::string title;  ///< "Task 5  Kindergarten within 300 m"
  std::string note;   ///< printed beside the map: clause, departments
};

struct Project {
  std::string file;  ///< the GeoPackage's own name, without a folder: sources are relative to it
  std::string title;
  std::string foot;            ///< printed at the foot of each layout
  std::string authority_code;  ///< "EPSG:4547"
  std::string wkt;
  Box ground;
  std::string date;  ///< ISO 8601, UTC
  std::vector<ProjectTask> tasks;
  std::vector<ProjectTheme> themes;
  std::vector<ProjectLayer> layers;  ///< in the file's order
  Language language = Language::en;
};

/// A QGIS 3.22 project (.qgs): a group a task, a map theme and an A4 print layout a standard, each
/// layout with an atlas over the units; all sources relative. Same project, same bytes.
std::string project_xml(const Project& project);

}  // namespace gapmap

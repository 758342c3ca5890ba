// SPDX-License-Identifier: MIT
#pragma once

#include "output/qgis_project.h"

namespace gapmap {

/// Ids of layers inside a project; a second layer may show the same table in another way.
std::string layer_id(const std::string& name);
inline const std::string outline_id = "gapmap_unit_outlines";

/// Where QGIS finds the features of a layer, escaped for XML.
std::string layer_source(const Project& project, const ProjectLayer& layer);

/// A layer as the layer tree and legends name it; `label` is what a legend writes instead of its title.
std::string tree_layer(const Project& project, const ProjectLayer& layer, const std::string& id,
                       const std::string& title, bool is_checked, const std::string& label = {});

/// The A4 print layout of a standard, lying; its map follows the standard's theme, its atlas goes over `units`.
std::string layout_xml(const Project& project, const ProjectTheme& theme, const ProjectLayer* units);

/// The layers of a task, or of one standard of it, from the top: facilities, gaps, what is served, what is to be
/// served.
std::vector<const ProjectLayer*> layers_of(const Project& project, const std::string& task,
                                           const std::string& standard = {});

}  // namespace gapmap

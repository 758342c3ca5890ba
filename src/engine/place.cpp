// SPDX-License-Identifier: MIT
#include "engine/place.h"

#include "base/error.h"

namespace gapmap {
namespace {

/// The layer that shows where the plan area is, or nothing where none is bound.
const LayerSpec* layer_of_place(const Plan& plan) {
  const auto bound = [&](const std::string& role) -> const LayerSpec* {
    const auto found = plan.layers.find(role);
    return found == plan.layers.end() || !found->second.is_bound() ? nullptr : &found->second;
  };
  for (const UnitsSpec& units : plan.units)
    if (const LayerSpec* spec = bound(units.layer)) return spec;
  for (const Standard& standard : plan.standards)
    for (const Requirement& way : standard.ways)
      for (const auto& [key, selection] : way.selections())
        if (const LayerSpec* spec = bound(selection->layer)) return spec;
  return nullptr;
}

}  // namespace

void choose_crs(Plan& plan, bool allow_network, Issues& issues) {
  if (plan.crs != "auto") return;
  const LayerSpec* spec = layer_of_place(plan);
  if (!spec)
    throw Error(Fault::usage, say("方案 {} 没有接上任何图层", "no layer of the plan {} is bound", plan.id),
                {"用 --layer 角色=文件 接上图层；gapmap plan show 列出各角色",
                 "bind layers by --layer ROLE=FILE; gapmap plan show lists the roles"});
  ReadRequest request;
  request.spec = *spec;
  request.conditions = {""};
  const ReadLayer read = read_layer(request, {plan.folder, Crs::parse("EPSG:4326"), allow_network});
  const Box box = read.layer.geometries.box();
  const Point middle{(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2};
  plan.crs = Crs::fitting(middle);
  issues.push_back({"C110",
                    Severity::note,
                    spec->role,
                    spec->source,
                    "",
                    say("坐标系按图层位置自动选为 {}；要用别的请加 --crs",
                        "the system {} was chosen by where the layer lies; use --crs for another", plan.crs),
                    {}});
}

}  // namespace gapmap

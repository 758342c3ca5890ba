// SPDX-License-Identifier: MIT
#include "engine/gather.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/error.h"

namespace gapmap {
namespace {

void add(const Need& need, const Plan& plan, std::map<std::string, ReadRequest>& all) {
  if (!plan.layers.at(need.role).is_bound()) return;
  const auto [place, is_new] = all.try_emplace(need.role);
  ReadRequest& request = place->second;
  if (is_new) {
    request.spec = plan.layers.at(need.role);
    request.shapes = need.shapes;
    request.needs_geometry = false;
    request.may_stream = true;
    request.as_heights = need.takes_heights;
  }
  if (request.as_heights != need.takes_heights)
    throw Error(Fault::plan,
                say("图层“{}”既作高程又作要素", "the layer \"{}\" is asked both for heights and features", need.role));
  for (const std::string* field : {&request.spec.unit_name, &request.spec.unit_code})
    if (need.is_register && !field->empty()) request.columns.insert(*field);
  request.needs_geometry = request.needs_geometry || !need.is_register;
  request.may_stream = request.may_stream && need.takes_cells;
  request.conditions.insert(need.condition);
  request.columns.insert(need.columns.begin(), need.columns.end());
  request.numbers.insert(need.numbers.begin(), need.numbers.end());
  if (request.shapes.empty()) request.shapes = need.shapes;
  if (need.shapes.empty()) return;
  std::erase_if(request.shapes, [&](Shape shape) {
    return std::find(need.shapes.begin(), need.shapes.end(), shape) == need.shapes.end();
  });
  if (request.shapes.empty())
    throw Error(
        Fault::plan,
        say("图层“{}”既要按长度又要按面积统计", "the layer \"{}\" is asked both for lengths and for areas", need.role),
        {"一个图层只能有一种几何；请分成两个图层", "a layer holds one kind of geometry; use two layers"});
}

}  // namespace

std::vector<ReadRequest> gather(const Plan& plan, const std::vector<std::size_t>& standards, const Box& area,
                                const std::vector<Need>& more) {
  std::map<std::string, ReadRequest> by_role;
  for (const std::size_t index : standards)
    for (const Requirement& way : plan.standards[index].ways)
      for (const Need& need : find_measure(way.measure)->needs(way, plan)) add(need, plan, by_role);
  for (const Need& need : more) add(need, plan, by_role);
  std::vector<ReadRequest> requests;
  for (auto& [role, request] : by_role) {
    if (request.spec.clip && !area.empty()) request.extent = area.grown(*request.spec.clip);
    requests.push_back(std::move(request));
  }
  return requests;
}

ReadRequest units_request(const Plan& plan, const UnitsSpec& units) {
  ReadRequest request;
  request.spec = plan.layers.at(units.layer);
  request.columns = {units.code, units.name};
  request.conditions = {""};
  request.shapes = {Shape::area};
  return request;
}

Partition make_partition(const UnitsSpec& spec, const ReadLayer& read, Issues& issues) {
  const Layer& layer = read.layer;
  const Column& codes = *layer.find(spec.code);
  const Column& names = *layer.find(spec.name);
  std::vector<std::size_t> order(layer.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return codes.text(a) < codes.text(b); });
  std::vector<Unit> units;
  Geometries areas(Shape::area);
  for (const std::size_t row : order) {
    if (layer.geometries.is_null(row)) {
      issues.push_back({"U101",
                        Severity::error,
                        spec.layer,
                        {},
                        std::to_string(layer.ids[row]),
                        say("单元“{}”没有几何，不参与评分", "unit \"{}\" has no geometry and is not scored",
                            printable(names.text(row))),
                        {}});
      continue;
    }
    const std::string code = codes.text(row);
    if (code.empty() || code == "*" || code == "-" || (!units.empty() && units.back().code == code))
      throw Error(Fault::input,
                  say("{}：要素 {} 的单元代码“{}”为空、重复或是保留字",
                      "{}: feature {}: the unit code \"{}\" is empty, used twice or reserved", read.place,
                      layer.ids[row], printable(code)),
                  {"每个单元要有唯一的代码；一个单元由多个面组成时请先合并",
                   "each unit needs a code of its own; merge the polygons of one unit first"});
    units.push_back({code, names.text(row)});
    areas.add_feature(layer.geometries, row);
  }
  return Partition(spec.layer, std::move(units), std::move(areas));
}

}  // namespace gapmap

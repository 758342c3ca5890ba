// SPDX-License-Identifier: MIT
#include "engine/gather.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"

namespace gapmap {
namespace {

void add(const Need& need, const Plan& plan, std::map<std::string, Gathered>& all) {
  const auto [place, is_new] = all.try_emplace(need.role);
  Gathered& gathered = place->second;
  ReadRequest& request = gathered.request;
  if (is_new) {
    request.spec = plan.layers.at(need.role);
    request.shapes = need.shapes;
    gathered.margin = need.margin;
  }
  request.conditions.insert(need.condition);
  request.columns.insert(need.columns.begin(), need.columns.end());
  request.numbers.insert(need.numbers.begin(), need.numbers.end());
  gathered.margin = gathered.margin < 0 || need.margin < 0 ? -1 : std::max(gathered.margin, need.margin);
  if (request.shapes.empty()) request.shapes = need.shapes;
  else if (!need.shapes.empty())
    std::erase_if(request.shapes, [&](Shape shape) { return std::find(need.shapes.begin(), need.shapes.end(), shape) == need.shapes.end(); });
}

}  // namespace

std::map<std::string, Gathered> gather(const Plan& plan, const std::vector<std::size_t>& standards) {
  std::map<std::string, Gathered> all;
  for (const std::size_t index : standards)
    for (const Requirement& way : plan.standards[index].ways)
      for (const Need& need : find_measure(way.measure)->needs(way, plan)) add(need, plan, all);
  return all;
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
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return codes.text(a) < codes.text(b); });
  std::vector<Unit> units;
  Geometries areas(Shape::area);
  for (const std::size_t row : order) {
    if (layer.geometries.is_null(row)) {
      issues.push_back({"U101", Severity::error, spec.layer, {}, std::to_string(layer.ids[row]),
                        say("单元“{}”没有几何，不参与评分", "unit \"{}\" has no geometry and is not scored", printable(names.text(row))), {}});
      continue;
    }
    const std::string code = codes.text(row);
    if (code.empty() || code == "*" || code == "-" || (!units.empty() && units.back().code == code))
      throw Error(Fault::input,
                  say("{}：要素 {} 的单元代码“{}”为空、重复或是保留字", "{}: feature {}: the unit code \"{}\" is empty, used twice or reserved", read.place,
                      layer.ids[row], printable(code)),
                  {"每个单元要有唯一的代码；一个单元由多个面组成时请先合并", "each unit needs a code of its own; merge the polygons of one unit first"});
    units.push_back({code, names.text(row)});
    areas.add_feature(layer.geometries, row);
  }
  return Partition(spec.layer, std::move(units), std::move(areas));
}

}  // namespace gapmap

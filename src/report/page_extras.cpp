// SPDX-License-Identifier: MIT
#include "report/page_extras.h"

#include <cmath>

#include "output/result.h"

namespace gapmap {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_vertices = 400000;  // of the streets of one standard

Json number_at(const Layer& layer, std::string_view name, std::size_t row) {
  const Column* const column = layer.find(name);
  return column && !column->is_missing(row) && std::isfinite(column->number(row)) ? Json(column->number(row)) : Json();
}

std::string text_at(const Layer& layer, std::string_view name, std::size_t row) {
  const Column* const column = layer.find(name);
  return column ? column->text(row) : std::string();
}

}  // namespace

Json walked_streets(const ReportView& view, ShapePool& pool) {
  Json all = Json::object();
  for (std::size_t i = 0; i < view.standards.size(); ++i) {
    const std::string name = layer_name("streets_", view.standards[i].id);
    if (!view.file.has(name)) continue;
    const Layer streets = view.file.read(name);
    if (streets.geometries.vertices().size() > most_vertices) continue;
    all[std::to_string(i)] = {{"geometry", pool.add(streets.geometries)}};
  }
  return all;
}

Json detours(const ReportView& view) {
  Json all = Json::object();
  for (std::size_t i = 0; i < view.standards.size(); ++i) {
    const std::string name = layer_name("detour_", view.standards[i].id);
    if (!view.file.has(name)) continue;
    const Layer rows = view.file.read(name);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Json straight = number_at(rows, "straight", row), walk = number_at(rows, "walk", row);
      if (text_at(rows, "unit_code", row) != "*" || straight.is_null() || walk.is_null() || straight == 0) continue;
      all[std::to_string(i)] = {
          {"straight", straight}, {"walk", walk}, {"onlyStraight", number_at(rows, "only_straight", row)}};
    }
  }
  return all;
}

Json recommended_sites(const ReportView& view, ShapePool& pool) {
  Json all = Json::object();
  const Layer sites = view.file.read("sites");
  for (std::size_t i = 0; i < view.standards.size(); ++i) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < sites.size(); ++row)
      if (text_at(sites, "standard_id", row) == view.standards[i].id) rows.push_back(row);
    if (rows.empty()) continue;
    const Layer own = select(sites, rows);
    Json rank = Json::array(), gain = rank, share = rank, unit = rank, candidate = rank;
    for (std::size_t row = 0; row < own.size(); ++row) {
      rank.push_back(number_at(own, "rank", row));
      gain.push_back(number_at(own, "people_gained", row));
      share.push_back(number_at(own, "share_after", row));
      unit.push_back(text_at(own, "unit_code", row));
      candidate.push_back(text_at(own, "candidate_id", row));
    }
    all[std::to_string(i)] = {{"geometry", pool.add(own.geometries)},
                              {"rank", rank},
                              {"gain", gain},
                              {"share", share},
                              {"unit", unit},
                              {"candidate", candidate}};
  }
  return all;
}

}  // namespace gapmap

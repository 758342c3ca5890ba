// SPDX-License-Identifier: MIT
#include "output/site_register.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "output/words.h"

namespace gapmap {
namespace {

/// One entry, every value as it stands in a cell; numbers stay numbers in JSON.
struct Entry {
  std::vector<std::pair<std::string, std::string>> words;
  std::vector<std::pair<std::string, double>> numbers;
  Point degrees;
};

/// A text cell: quoted where needed, and never a formula.
std::string text_cell(const std::string& words) {
  std::string safe;
  if (!words.empty() && std::string_view("=+-@\t\r").find(words.front()) != std::string_view::npos) safe = "'";
  for (const char c : words) safe += c == '"' ? "\"\"" : std::string(1, c);
  return "\"" + safe + "\"";
}

std::vector<Entry> entries_of(const ResultView& view) {
  const SiteView& sites = *view.sites;
  const Candidates& candidates = sites.site_case.candidates;
  const Partition& partition = view.partitions.front();
  std::vector<Point> degrees;
  for (const RankedSite& site : sites.plan.sites) degrees.push_back(candidates.point(site.candidate));
  const Crs wgs84 = Crs::parse("EPSG:4326");
  Transform(view.crs, wgs84, view.crs.degrees_of_use()).apply(degrees);
  std::vector<Entry> entries;
  for (const SiteTask& task : sites.site_case.tasks) {
    const std::size_t t = static_cast<std::size_t>(&task - sites.site_case.tasks.data());
    const Standard& standard = view.plan.standards[task.standard];
    for (std::size_t rank = 0; rank < sites.plan.sites.size(); ++rank) {
      const RankedSite& site = sites.plan.sites[rank];
      const std::size_t bucket = candidates.bucket[site.candidate];
      const bool has_unit = bucket < partition.units().size();
      const std::string unit = has_unit ? partition.units()[bucket].name : std::string();
      const Point place = candidates.point(site.candidate);
      Entry entry;
      entry.degrees = degrees[rank];
      entry.words = {
          {"name",
           say("新建（{}）{} 第 {} 处", "New site {2} ({0}) {1}", standard.title, unit, rank + 1).in(view.language)},
          {"task", standard.task},
          {"standard", standard.id},
          {"title", standard.title.in(view.language)},
          {"unit_code", has_unit ? partition.units()[bucket].code : std::string()},
          {"unit_name", unit},
          {"crs", view.crs.label()},
          {"clause", standard.clause},
          {"lead", join(standard.lead, "、")},
          {"responsible", join(standard.responsible, "、")},
          {"deadline", standard.deadline},
          {"serves", serves_words(site.gains[t], task.demand.amount_unit).in(view.language)}};
      entry.numbers = {{"rank", static_cast<double>(rank + 1)},
                       {"longitude", std::round(degrees[rank].x * 1e7) / 1e7},
                       {"latitude", std::round(degrees[rank].y * 1e7) / 1e7},
                       {"x", std::round(place.x * 1e3) / 1e3},
                       {"y", std::round(place.y * 1e3) / 1e3},
                       {"cost", candidates.cost.empty() ? NAN : candidates.cost[site.candidate]},
                       {"people_gained", site.gains[t].amount},
                       {"candidate_id", static_cast<double>(candidates.id[site.candidate])}};
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

}  // namespace

std::string SiteRegister::csv() const {
  const std::vector<Entry> entries = entries_of(view);
  std::string text = "\xEF\xBB\xBF";
  if (entries.empty()) return text;
  std::string line;
  for (const auto& [name, number] : entries.front().numbers) line += (line.empty() ? "" : ",") + name;
  for (const auto& [name, words] : entries.front().words) line += "," + name;
  text += line + "\r\n";
  for (const Entry& entry : entries) {
    line.clear();
    for (const auto& [name, number] : entry.numbers)
      line +=
          (&name == &entry.numbers.front().first ? "" : ",") + (std::isfinite(number) ? exact(number) : std::string());
    for (const auto& [name, words] : entry.words) line += "," + text_cell(words);
    text += line + "\r\n";
  }
  return text;
}

std::string SiteRegister::geojson() const {
  using Json = nlohmann::ordered_json;
  Json features = Json::array();
  for (const Entry& entry : entries_of(view)) {
    Json properties = Json::object();
    for (const auto& [name, words] : entry.words) properties[name] = words;
    for (const auto& [name, number] : entry.numbers) properties[name] = std::isfinite(number) ? Json(number) : Json();
    features.push_back({{"type", "Feature"},
                        {"geometry", {{"type", "Point"}, {"coordinates", {entry.degrees.x, entry.degrees.y}}}},
                        {"properties", properties}});
  }
  return Json{{"type", "FeatureCollection"}, {"features", features}}.dump(1, ' ', false,
                                                                          Json::error_handler_t::replace) +
         "\n";
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/verdict_map.h"

#include <algorithm>
#include <unordered_map>

#include "output/map_symbols.h"
#include "output/palette.h"

namespace gapmap {

void VerdictCount::add(const std::optional<Verdict>& verdict) {
  if (verdict) ++(*verdict == Verdict::met ? met : *verdict == Verdict::unmet ? unmet : no_data);
}

const char* VerdictCount::colour() const {
  if (unmet > 0) return met > 0 ? palette::unmet : palette::all_unmet;
  return met > 0 ? palette::met : palette::no_data;
}

std::vector<VerdictCount> verdicts_by_unit(const Atlas& atlas, const std::vector<const Atlas::Item*>& items) {
  if (atlas.partitions.empty()) return {};
  const Atlas::Units& units = atlas.partitions.front();
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < units.units.size(); ++i) places.emplace(units.units[i].code, i);
  std::vector<VerdictCount> counts(units.units.size());
  for (const Atlas::Item* item : items)
    for (const Score* score : item->of_units(units.role))
      if (const auto place = places.find(score->unit_code); place != places.end())
        counts[place->second].add(score->verdict);
  return counts;
}

void draw_verdicts(Canvas& canvas, const Atlas& atlas, const std::vector<VerdictCount>& counts, const MapView& view) {
  const Geometries& areas = *atlas.partitions.front().areas;
  for (const char* colour : {palette::met, palette::unmet, palette::all_unmet, palette::no_data}) {
    bool is_used = false;
    for (std::size_t i = 0; i < areas.size(); ++i) {
      if (areas.is_null(i) || counts[i].colour() != colour) continue;
      trace(canvas, areas, i, view);
      is_used = true;
    }
    if (!is_used) continue;
    canvas.colour(colour);
    canvas.fill(colour == palette::unmet);
    if (colour == palette::unmet) hatch(canvas, view.frame, 1);
  }
}

std::vector<LegendRow> verdict_legend(const std::vector<VerdictCount>& counts, Language language) {
  std::vector<LegendRow> rows;
  for (const auto& [colour, words] :
       {std::pair(palette::all_unmet, Text{"本任务各项均未达标的单元", "units where all of the task is unmet"}),
        std::pair(palette::unmet, Text{"本任务部分未达标的单元", "units where some of it is unmet"}),
        std::pair(palette::met, Text{"各项均达标的单元", "units where all of it is met"}),
        std::pair(palette::no_data, Text{"无数据或只作全区评价", "no data, or judged for the whole area only"})}) {
    const auto count = std::count_if(counts.begin(), counts.end(),
                                     [wanted = colour](const VerdictCount& one) { return one.colour() == wanted; });
    if (!counts.empty() && count == 0) continue;
    rows.push_back({colour == palette::unmet ? LegendRow::Sign::hatched_area : LegendRow::Sign::area, colour, 1, 0, 1,
                    counts.empty()
                        ? words.in(language)
                        : say("{}：{} 个", "{}: {}", words, grouped(static_cast<double>(count))).in(language)});
  }
  return rows;
}

}  // namespace gapmap

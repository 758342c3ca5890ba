// SPDX-License-Identifier: MIT
#include "output/detour_map.h"

#include <optional>

#include "output/map_symbols.h"
#include "output/map_units.h"
#include "output/palette.h"
#include "output/words.h"

namespace gapmap {
namespace {

/// Nothing where people stand at the supply itself.
std::optional<std::size_t> grade_of(const Atlas::Detours& detours, std::size_t square) {
  if (!(detours.straight[square] > 0)) return std::nullopt;
  const double factor = detours.walk[square] / detours.straight[square];
  std::size_t grade = detour_classes().size() - 1;
  while (grade > 0 && factor < detour_classes()[grade].from) --grade;
  return grade;
}

}  // namespace

std::span<const DetourClass> detour_classes() {
  static const std::vector<DetourClass> classes{
      {0, {"直接（1.2 以下）", "Direct (below 1.2)"}, palette::detours[0]},
      {1.2, {"1.2–1.4", "1.2 to 1.4"}, palette::detours[1]},
      {1.4, {"1.4–1.7", "1.4 to 1.7"}, palette::detours[2]},
      {1.7, {"绕行（1.7 以上）", "Long way round (above 1.7)"}, palette::detours[3]},
  };
  return classes;
}

void draw_detours(Canvas& canvas, const Atlas& atlas, const Atlas::Detours& detours, const MapView& view) {
  const Frame& frame = view.frame;
  canvas.clip(frame.x, frame.y, frame.width, frame.height);
  if (!atlas.partitions.empty()) {
    const Geometries& areas = *atlas.partitions.front().areas;
    for (std::size_t i = 0; i < areas.size(); ++i)
      if (!areas.is_null(i)) trace(canvas, areas, i, view);
    canvas.colour(palette::land);
    canvas.fill();
  }
  for (std::size_t grade = 0; grade < detour_classes().size(); ++grade) {
    bool is_used = false;
    for (std::size_t i = 0; i < detours.squares->size(); ++i) {
      if (grade_of(detours, i) != grade) continue;
      trace(canvas, *detours.squares, i, view);
      is_used = true;
    }
    if (!is_used) continue;
    canvas.colour(detour_classes()[grade].colour);
    canvas.fill();
  }
  if (!atlas.partitions.empty()) draw_borders(canvas, atlas, view, 0.18);
  canvas.unclip();
  canvas.colour("#666666");
  canvas.rectangle(frame.x, frame.y, frame.width, frame.height);
  canvas.stroke(0.2);
}

std::vector<LegendRow> detour_legend(const Atlas::Item& item, Language language) {
  const std::span<const DetourClass> classes = detour_classes();
  std::vector<double> amounts(classes.size(), 0);
  for (std::size_t i = 0; i < item.detours->squares->size(); ++i)
    if (const auto grade = grade_of(*item.detours, i)) amounts[*grade] += item.detours->amount[i];
  std::vector<LegendRow> legend;
  for (std::size_t grade = classes.size(); grade-- > 0;)
    if (amounts[grade] > 0)
      legend.push_back(
          {LegendRow::Sign::area, classes[grade].colour, 1, 0, 1,
           say("{}：{}", "{}: {}", classes[grade].words, amount_words(amounts[grade], item.amount_unit, language))
               .in(language)});
  return legend;
}

Text detour_words(const Atlas::Detours& detours) {
  double amount = 0, straight = 0, walk = 0;
  for (std::size_t i = 0; i < detours.amount.size(); ++i) {
    amount += detours.amount[i];
    straight += detours.amount[i] * detours.straight[i];
    walk += detours.amount[i] * detours.walk[i];
  }
  if (straight <= 0) return {};
  return say("平均步行 {:.0f} 米，直线 {:.0f} 米，为直线的 {:.2f} 倍",
             "{:.0f} m on foot on average, {:.0f} m straight: {:.2f} times as far", walk / amount, straight / amount,
             walk / straight);
}

}  // namespace gapmap

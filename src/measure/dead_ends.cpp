// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "geo/area_locator.h"
#include "geo/nearest.h"
#include "geo/straight_overlay.h"
#include "measure/list.h"
#include "measure/noded_lines.h"
#include "measure/reach_task.h"
#include "measure/street_ends.h"

namespace gapmap {
namespace {

std::vector<Need> needs(const Requirement& way, const Plan&) {
  std::vector<Need> all{{way.selection("layer").layer, way.text("where"), {}, {}, {Shape::line}}};
  if (const auto* area = way.find<Selection>("area")) all.push_back({area->layer, area->where, {}, {}, {Shape::area}});
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan&) {
  const auto* of = way.find<Amount>("of");
  if (!of || of->what == Amount::What::count || of->what == Amount::What::length) return {};
  return {{way.position,
           {"dead_ends 的 of 只能是 count 或 length", "dead_ends counts or adds up lengths: of is count or length"},
           {}}};
}

/// Where a street may end: at the border of the area that is looked at, where it leaves.
class Ground {
 public:
  Ground(const Requirement& way, const Scene& scene, const Features& streets) : border_(way.number("border", 10)) {
    if (const auto* area = way.find<Selection>("area")) {
      const Features chosen = scene.features(*area);
      for (const std::uint32_t row : chosen.rows) areas_.add_feature(chosen.geometries(), row);
    } else {
      const Partition& partition = scene.partitions.front();
      for (std::size_t unit = 0; unit < partition.units().size(); ++unit) areas_.add_feature(partition.areas(), unit);
    }
    if (areas_.size() == 0) {
      // Without units or an area the data end at their own box.
      Box box;
      for (const std::uint32_t row : streets.rows) box.add(streets.geometries().box(row));
      if (box.empty()) return;
      const Point ring[] = {box.low, {box.high.x, box.low.y}, box.high, {box.low.x, box.high.y}, box.low};
      areas_.add_feature(ring);
    }
    // What two units share is no border of the whole.
    const Geometries whole = straight::unite_straight(areas_);
    for (std::size_t part = 0; part < whole.part_count(); ++part) edges_.add_feature(whole.part(part));
    inside_ = std::make_unique<AreaLocator>(whole);
    rows_.resize(edges_.size());
    std::iota(rows_.begin(), rows_.end(), 0);
    border_line_ = std::make_unique<Nearest>(edges_, rows_);
  }

  bool holds(Point p) const { return inside_ && inside_->find(p) != AreaLocator::nowhere; }
  bool is_at_border(Point p) const { return border_line_->find(p).distance <= border_ + on_limit; }

 private:
  double border_;
  Geometries areas_{Shape::area}, edges_{Shape::line};
  std::vector<std::uint32_t> rows_;
  std::unique_ptr<AreaLocator> inside_;
  std::unique_ptr<Nearest> border_line_;
};

/// The ends that the noding joined to a line which they miss, and which would lead nowhere without.
std::size_t count_mended(const Graph& graph, const Ground& ground) {
  std::size_t mended = 0;
  for (std::uint32_t node = 0; node < graph.node_count(); ++node) {
    const auto arcs = graph.arcs(node);
    const auto mends =
        std::count_if(arcs.begin(), arcs.end(), [&](const Graph::Arc& arc) { return graph.edge(arc.edge).is_mend(); });
    if (mends > 0 && mends + 1 == std::ssize(arcs) && ground.holds(graph.node(node))) ++mended;
  }
  return mended;
}

Reading read(const Requirement& way, const Scene& scene) {
  const Features streets = scene.features(way.selection("layer").layer, way.text("where"));
  const Graph graph = noded(way, streets, scene.jobs);
  const Ground ground(way, scene, streets);
  const auto* of = way.find<Amount>("of");
  const bool is_length = of && of->what == Amount::What::length;
  const double shortest = way.number("min_length", 0);

  Reading reading;
  reading.is_sum = true;
  reading.is_counted = !is_length;
  reading.amount_unit = reading.value_unit = is_length ? "m" : "count";
  for (const Partition& partition : scene.partitions) reading.tallies.emplace_back(partition.bucket_count()).know("");
  PlaceList& gap = reading.gap.emplace();
  gap.geometries = Geometries(Shape::point);
  gap.texts("street");
  std::size_t counted = 0, short_ones = 0, leaving = 0;
  for (const StreetEnd& end : street_ends(graph)) {
    const Point place = graph.node(end.node);
    if (!ground.holds(place)) continue;
    if (ground.is_at_border(place)) {
      ++leaving;
      continue;
    }
    if (end.whole < shortest) {
      ++short_ones;
      continue;
    }
    ++counted;
    const double amount = is_length ? end.length : 1;
    for (std::size_t i = 0; i < scene.partitions.size(); ++i)
      reading.tallies[i].add(scene.partitions[i].locate(place), "", {amount, amount});
    gap.geometries.add_point(place);
    gap.add(streets.layer().ids[graph.edge(end.edge).feature], scene.partitions.front().locate(place), "", amount);
    gap.texts("street").push_back(fmt::format("{:.0f} m", end.whole));
  }
  const LayerSpec& spec = *streets.role->spec;
  reading.issues.push_back(
      {"D101",
       Severity::note,
       spec.role,
       spec.source,
       "",
       say("断头 {} 处；另有 {} 处短于 {} 米、{} 处在范围边界 {} 米以内，不计；端点距线 {} 米以内视为相接（{} 处）",
           "{} street ends lead nowhere; not counted: {} shorter than {} m, {} within {} m of the "
           "area's border; ends no farther than {} m from a line join it ({} of them)",
           counted, short_ones, shortest, leaving, way.number("border", 10), way.number("tolerance", 1),
           count_mended(graph, ground)),
       {}});
  return reading;
}

}  // namespace

Measure dead_ends_measure() {
  return {
      "dead_ends",
      {"断头路：范围内哪里也不通的路端", "dead ends: street ends that lead nowhere inside the area"},
      {"路网按接头容差打断成图后，只连一条路的端点的个数（或其后街段的长度）；在范围边界离开的路端、短于 min_length "
       "的尽端不计；缺口为这些端点，street 为其后街段的长度",
       "nodes that one street leaves, once the lines are noded: their number, or the length of street behind them; "
       "streets that leave the area at its border and ends shorter than `min_length` do not count; gaps are the "
       "ends, `street` is the length behind them"},
      with_noding_keys({
          {"layer", ValueKind::layer, true, "道路图层（线）", "the streets, lines", "", {}},
          {"where", ValueKind::condition, false, "计入的道路", "which streets count", "all", {}},
          {"of", ValueKind::amount, false, "count 个数，length 长度", "count or length", "count", {}},
          {"min_length",
           ValueKind::length,
           false,
           "短于此的尽端不计，米",
           "shorter ends do not count, metres",
           "0",
           {}},
          {"area",
           ValueKind::selection,
           false,
           "范围图层，如建成区",
           "areas inside which ends count, such as the built-up area",
           "the units",
           {}},
          {"border",
           ValueKind::length,
           false,
           "距范围边界多少米以内视为离开",
           "an end this near to the area's border leaves it, metres",
           "10",
           {}},
      }),
      R"TOML([[standard]]
id         = "dead-ends"
task       = "3(1)"
title      = {zh = "断头路", en = "Dead-end streets"}
measure    = "dead_ends"
layer      = "roads"
min_length = 50
target     = {max = 0}
)TOML",
      needs,
      read,
      check};
}

}  // namespace gapmap

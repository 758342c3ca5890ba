// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "geo/cell_grid.h"
#include "measure/list.h"
#include "measure/noded_lines.h"
#include "measure/reach_task.h"
#include "measure/stretches.h"
#include "network/segment.h"

namespace gapmap {
namespace {

std::vector<Need> needs(const Requirement& way, const Plan&) {
  const Selection& supply = way.selection("supply");
  return {{way.selection("layer").layer, way.text("where"), {}, {}, {Shape::line}},
          {supply.layer, supply.where, {}, {}, {Shape::point}}};
}

std::vector<Problem> check(const Requirement& way, const Plan&) {
  if (way.target.by.empty()) return {};
  return {{way.position,
           {"spacing 的 target 不能分级", "the target of a spacing cannot be by class"},
           {"用 where 分成几个标准", "write several standards, with a where each"}}};
}

/// Finds the streets beside a place: on each the place nearest to it.
class Beside {
 public:
  explicit Beside(const Graph& graph) : graph_(graph), grid_(graph.box(), 1) {
    for (std::uint32_t edge = 0; edge < graph.edge_count(); ++edge) {
      const Path path = graph.path(edge);
      double along = 0;
      for (std::size_t k = 1; k < path.size(); ++k) {
        segments_.push_back({path[k - 1], path[k], edge, along});
        along += distance_between(path[k - 1], path[k]);
      }
    }
    grid_ = CellGrid(graph.box(), segments_.size());
    grid_.fill([&](auto&& emit) {
      for (std::uint32_t i = 0; i < segments_.size(); ++i) emit(segments_[i].a, segments_[i].b, i);
    });
  }

  /// Notes the place on every edge no farther than `most`.
  void note(Point p, double most, PlacesOnEdges& places) {
    near_.clear();
    for (std::int64_t row = grid_.row_of(p.y - most); row <= grid_.row_of(p.y + most); ++row)
      for (std::int64_t column = grid_.column_of(p.x - most); column <= grid_.column_of(p.x + most); ++column)
        for (const std::uint32_t item : grid_.items(grid_.index(column, row))) {
          const Segment& segment = segments_[item];
          const double t = nearest_on(p, segment.a, segment.b);
          const double distance = distance_between(p, point_on(segment.a, segment.b, t));
          if (distance <= most)
            near_.push_back({segment.edge, distance, segment.along + t * distance_between(segment.a, segment.b)});
        }
    std::sort(near_.begin(), near_.end(), [](const Near& a, const Near& b) {
      return std::tie(a.edge, a.distance, a.along) < std::tie(b.edge, b.distance, b.along);
    });
    for (std::size_t i = 0; i < near_.size(); ++i)
      if (i == 0 || near_[i].edge != near_[i - 1].edge)
        places[near_[i].edge].push_back(std::min(to_micrometres(near_[i].along), graph_.edge(near_[i].edge).length));
  }

 private:
  struct Segment {
    Point a, b;
    std::uint32_t edge;
    double along;  ///< metres along the edge to its start
  };
  struct Near {
    std::uint32_t edge;
    double distance, along;
  };

  const Graph& graph_;
  std::vector<Segment> segments_;
  CellGrid grid_;
  std::vector<Near> near_;
};

PlacesOnEdges places_of(const Features& supply, const Graph& graph, double most) {
  PlacesOnEdges places(graph.edge_count());
  if (graph.edge_count() == 0) return places;
  Beside beside(graph);
  for (const std::uint32_t row : supply.rows)
    for (std::size_t i = 0; supply.is_placed(row) && i < supply.geometries().parts_of(row); ++i)
      if (const Point p = supply.geometries().part(row, i)[0]; std::isfinite(p.x) && std::isfinite(p.y))
        beside.note(p, most + on_limit, places);
  for (std::vector<Micrometres>& each : places) std::sort(each.begin(), each.end());
  return places;
}

Reading read(const Requirement& way, const Scene& scene) {
  const Features streets = scene.features(way.selection("layer").layer, way.text("where"));
  const Features supply = scene.features(way.selection("supply"));
  const Graph graph = noded(way, streets, scene.jobs);
  const Micrometres most = inclusive(Metres{way.number("at_most", 0)});

  Reading reading;
  reading.amount_unit = "m";
  reading.value_unit = "share";
  reading.error_bound = 1e-9;
  for (const Partition& partition : scene.partitions) reading.tallies.emplace_back(partition.bucket_count()).know("");
  PlaceList& gap = reading.gap.emplace();
  gap.geometries = Geometries(Shape::line);
  gap.texts("stretch");
  for (const Stretch& stretch : stretches(graph, places_of(supply, graph, way.number("within", 50)))) {
    const Edge& edge = graph.edge(stretch.edge);
    if (edge.is_mend()) continue;
    const bool is_kept = stretch.length <= most;
    Geometries piece(Shape::line);
    append_stretch(graph, stretch.edge, stretch.from, stretch.to, piece);
    piece.end_feature();
    for (std::size_t i = 0; i < scene.partitions.size() && piece.part_count() > 0; ++i)
      scene.partitions[i].cut_line(piece.part(0), [&](std::size_t bucket, Path path) {
        const double metres = length(path);
        reading.tallies[i].add(bucket, "", {is_kept ? metres : 0, metres});
        if (i > 0 || is_kept) return;
        gap.geometries.add_feature(path);
        gap.add(streets.layer().ids[edge.feature], bucket, "", metres);
        gap.texts("stretch").push_back(
            stretch.length == unreachable ? "no facility" : fmt::format("{:.0f} m", to_metres(stretch.length)));
      });
  }
  return reading;
}

}  // namespace

Measure spacing_measure() {
  return {
      "spacing",
      {"沿街间距：两处设施之间不超过限值的街道所占长度",
       "spacing: share of street length between facilities near enough"},
      {"沿街两处设施之间（不折返）的街段不超过 at_most 的长度所占比例；离街不超过 within "
       "的设施计入其旁的每条街；一侧再无设施的街段量到街道尽头，两侧都没有设施的不算；路口处按最近的设施续接，与线如何"
       "分段无关；"
       "缺口为过长的街段，stretch 为其全长",
       "share of the street length whose stretch from one facility to the next, without turning back, is no longer "
       "than `at_most`; a facility counts on every street no farther than `within`; a stretch beyond the last facility "
       "reaches to the end of the street, and one without any facility counts as too long; at junctions it goes on to "
       "the nearest facility, however lines are cut; gaps are the pieces of stretches that are longer, `stretch` is "
       "the whole length"},
      with_noding_keys({
          {"layer", ValueKind::layer, true, "街道图层（线）", "the streets, lines", "", {}},
          {"where", ValueKind::condition, false, "计入的街道", "which streets count", "all", {}},
          {"supply",
           ValueKind::selection,
           true,
           "设施（点）：公厕、果皮箱、路灯",
           "points: toilets, bins, lamps",
           "",
           {}},
          {"at_most", ValueKind::length, true, "两处设施之间最远，米", "farthest from one to the next, metres", "", {}},
          {"within",
           ValueKind::length,
           false,
           "设施离街多远以内计入，米",
           "how far off a street a facility counts, metres",
           "50",
           {}},
      }),
      R"TOML([[standard]]
id       = "toilets-along-main-streets"
task     = 15
title    = {zh = "主干道沿线公厕间距不超过 800 米", en = "Toilets along main streets every 800 m"}
measure  = "spacing"
layer    = "roads"
where    = "class = 'main'"
supply   = {layer = "toilets"}
at_most  = 800
target   = {min = 0.9}
)TOML",
      needs,
      read,
      check};
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <cmath>
#include <map>

#include "measure/list.h"
#include "measure/noded_lines.h"

namespace gapmap {
namespace {

std::vector<Need> needs(const Requirement& way, const Plan&) {
  return {{way.selection("layer").layer, way.text("where"), {}, {}, {Shape::line}}};
}

/// The pieces of a network, cut at the borders of units.
using PieceParts = std::map<std::pair<std::uint32_t, std::size_t>, std::vector<std::vector<Point>>>;

void add_gap(PlaceList& gap, const PieceParts& pieces) {
  for (const auto& [key, paths] : pieces) {
    double metres = 0;
    for (const auto& path : paths) {
      gap.geometries.add_part(path);
      metres += length(path);
    }
    gap.geometries.end_feature();
    gap.add(key.first, key.second, "", metres);
  }
}

Reading read(const Requirement& way, const Scene& scene) {
  const Features lines = scene.features(way.selection("layer").layer, way.text("where"));
  const Graph graph = noded(way, lines, scene.jobs);

  Reading reading;
  reading.amount_unit = "m";
  reading.value_unit = "share";
  reading.error_bound = 1e-9;
  PieceParts others;
  for (std::size_t i = 0; i < scene.partitions.size(); ++i) {
    Tally& tally = reading.tallies.emplace_back(scene.partitions[i].bucket_count());
    tally.know("");
    for (std::size_t edge = 0; edge < graph.edge_count(); ++edge) {
      if (graph.edge(edge).is_mend()) continue;
      const std::uint32_t piece = graph.component_of_edge(edge);
      scene.partitions[i].cut_line(graph.path(edge), [&](std::size_t bucket, Path path) {
        const double metres = length(path);
        tally.add(bucket, "", {piece == 0 ? metres : 0, metres});
        if (i == 0 && piece > 0) others[{piece, bucket}].emplace_back(path.begin(), path.end());
      });
    }
  }
  reading.gap.emplace().geometries = Geometries(Shape::line);
  add_gap(*reading.gap, others);
  return reading;
}

}  // namespace

Measure connected_measure() {
  return {
      "connected",
      {"连通：最大一片路网所占长度比例", "connected: share of a network's length in its largest piece"},
      {"线网打断成图后，最大连通片的长度占全长的比例；缺口为其余各片，feature 为片的编号（1 为第二大的一片）",
       "length in the largest connected piece over the whole length, once the lines are noded; gaps are the other "
       "pieces, `feature` their number (1 is the second largest)"},
      with_noding_keys({
          {"layer", ValueKind::layer, true, "线图层：道路、绿道、水系", "lines: streets, greenways, waters", "", {}},
          {"where", ValueKind::condition, false, "计入的线", "which lines count", "all", {}},
      }),
      R"TOML([[standard]]
id       = "streets-connected"
task     = "3(1)"
title    = {zh = "道路成网", en = "Streets are one network"}
measure  = "connected"
layer    = "roads"
target   = {min = 0.99}
)TOML",
      needs,
      read,
      nullptr};
}

}  // namespace gapmap

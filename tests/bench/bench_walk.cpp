// SPDX-License-Identifier: MIT
// Walking on a sample district: processor seconds to read the streets, to make the graph, to join the residents to it
// and to search from all schools, and the same by a plain program (hash map of ends, GEOS's R-tree, priority queue).
//   bench_walk DISTRICT.gpkg [RESIDENTS_FOR_THE_PEER]
// The peer's tree is asked for so many residents only (20,000) and its time scaled to all.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <queue>
#include <unordered_map>

#include <geos_c.h>

#include "base/parallel.h"
#include "input/read.h"
#include "network/noding.h"
#include "network/snap.h"
#include "network/walk.h"

using namespace gapmap;

namespace {

/// Processor time of this process: all threads together, whatever else the machine does.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double wall() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <typename Work>
double best_of(int runs, Work&& work) {
  double best = 1e9;
  for (int run = 0; run < runs; ++run) {
    const double start = seconds();
    work();
    best = std::min(best, seconds() - start);
  }
  return best;
}

Layer read(const char* file, const char* name) {
  ReadRequest request;
  request.spec.role = request.spec.layer = name;
  request.spec.source = file;
  return read_layer(request, {".", Crs::parse("EPSG:4547"), false}).layer;
}

std::vector<Point> points_of(const Layer& layer) {
  std::vector<Point> points;
  for (std::size_t row = 0; row < layer.size(); ++row)
    if (!layer.geometries.is_null(row)) points.push_back(layer.geometries.part(row, 0)[0]);
  return points;
}

/// What a good programmer writes in an afternoon: streets meet at equal ends only.
class Peer {
 public:
  explicit Peer(const Geometries& lines) : context_(GEOS_init_r()), tree_(GEOSSTRtree_create_r(context_, 10)) {
    const auto key = [](Point p) { return std::hash<double>()(p.x) * 31 + std::hash<double>()(p.y); };
    std::unordered_map<Point, int, decltype(key)> nodes(lines.size(), key);
    const auto node = [&](Point p) {
      const auto [place, is_new] = nodes.try_emplace(p, static_cast<int>(out_.size()));
      if (is_new) out_.emplace_back();
      return place->second;
    };
    for (std::size_t part = 0; part < lines.part_count(); ++part) {
      const Path path = lines.part(part);
      for (std::size_t k = 1; k < path.size(); ++k) {
        const int u = node(path[k - 1]), v = node(path[k]);
        const double metres = std::hypot(path[k].x - path[k - 1].x, path[k].y - path[k - 1].y);
        out_[static_cast<std::size_t>(u)].push_back({v, metres});
        out_[static_cast<std::size_t>(v)].push_back({u, metres});
        segments_.push_back({path[k - 1], path[k], u, v, metres});
      }
    }
    for (Segment& segment : segments_) {
      GEOSCoordSequence* both = GEOSCoordSeq_create_r(context_, 2, 2);
      GEOSCoordSeq_setXY_r(context_, both, 0, segment.a.x, segment.a.y);
      GEOSCoordSeq_setXY_r(context_, both, 1, segment.b.x, segment.b.y);
      lines_.push_back(GEOSGeom_createLineString_r(context_, both));
      GEOSSTRtree_insert_r(context_, tree_, lines_.back(), &segment);
    }
  }
  ~Peer() {
    GEOSSTRtree_destroy_r(context_, tree_);
    for (GEOSGeometry* line : lines_) GEOSGeom_destroy_r(context_, line);
    GEOS_finish_r(context_);
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  struct Place {
    int u, v;
    double to_u, to_v;
  };
  Place snap(Point p) const {
    GEOSGeometry* point = GEOSGeom_createPointFromXY_r(context_, p.x, p.y);
    const auto apart = [](const void* item, const void* asked, double* metres, void*) {
      *metres = away(*static_cast<const Segment*>(item), *static_cast<const Point*>(asked)).first;
      return 1;
    };
    const void* found = GEOSSTRtree_nearest_generic_r(context_, tree_, &p, point, apart, nullptr);
    GEOSGeom_destroy_r(context_, point);
    const auto* segment = static_cast<const Segment*>(found);
    const auto [metres, t] = away(*segment, p);
    return {segment->u, segment->v, metres + t * segment->metres, metres + (1 - t) * segment->metres};
  }

  std::vector<double> walk(const std::vector<Place>& starts, double bound) const {
    std::vector<double> metres(out_.size(), INFINITY);
    std::priority_queue<std::pair<double, int>, std::vector<std::pair<double, int>>, std::greater<>> queue;
    const auto offer = [&](int node, double d) {
      if (d > bound || d >= metres[static_cast<std::size_t>(node)]) return;
      metres[static_cast<std::size_t>(node)] = d;
      queue.emplace(d, node);
    };
    for (const Place& start : starts) {
      offer(start.u, start.to_u);
      offer(start.v, start.to_v);
    }
    while (!queue.empty()) {
      const auto [d, node] = queue.top();
      queue.pop();
      if (d > metres[static_cast<std::size_t>(node)]) continue;
      for (const auto& [head, step] : out_[static_cast<std::size_t>(node)]) offer(head, d + step);
    }
    return metres;
  }

 private:
  struct Segment {
    Point a, b;
    int u, v;
    double metres;
  };
  static std::pair<double, double> away(const Segment& s, Point p) {
    const double dx = s.b.x - s.a.x, dy = s.b.y - s.a.y, square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((p.x - s.a.x) * dx + (p.y - s.a.y) * dy) / square, 0.0, 1.0) : 0;
    return {std::hypot(p.x - s.a.x - t * dx, p.y - s.a.y - t * dy), t};
  }

  GEOSContextHandle_t context_;
  GEOSSTRtree* tree_;
  std::vector<std::vector<std::pair<int, double>>> out_;
  std::vector<Segment> segments_;
  std::vector<GEOSGeometry*> lines_;
};

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: bench_walk DISTRICT.gpkg [RESIDENTS_FOR_THE_PEER]\n", stderr);
    return 2;
  }
  const std::size_t asked = count > 2 ? static_cast<std::size_t>(std::atol(words[2])) : 20000;
  Layer roads;
  double reading_wall = 1e9, building_wall = 1e9;
  const auto timed = [](double& shortest, auto&& work) {
    const double start = wall();
    work();
    shortest = std::min(shortest, wall() - start);
  };
  const double reading = best_of(5, [&] { timed(reading_wall, [&] { roads = read(words[1], "roads"); }); });
  const std::vector<Point> homes = points_of(read(words[1], "residents"));
  const std::vector<Point> schools = points_of(read(words[1], "schools"));
  std::vector<std::uint32_t> rows(roads.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
  const int jobs = hardware_jobs();

  const StreetLines lines{&roads.geometries, rows, {}};
  NodingOptions options;
  options.jobs = jobs;
  Graph graph;
  const double building = best_of(5, [&] { timed(building_wall, [&] { graph = make_graph({&lines, 1}, options); }); });
  std::unique_ptr<SnapIndex> index;
  const double indexing = best_of(3, [&] { index = std::make_unique<SnapIndex>(graph); });
  std::vector<Snapped> snapped, supply;
  const SnapOptions snap{Metres{100}};
  double snapping_wall = 1e9;
  const double snapping = best_of(5, [&] {
    const double start = wall();
    snapped = index->find_all(homes, snap, jobs);
    snapping_wall = std::min(snapping_wall, wall() - start);
  });
  supply = index->find_all(schools, snap, jobs);
  std::vector<WalkStart> starts;
  for (std::uint32_t i = 0; i < supply.size(); ++i)
    if (supply[i].found()) starts.push_back(start_at(supply[i], i));
  const Micrometres limits[] = {inclusive(Metres{300}), inclusive(Metres{500}), inclusive(Metres{1000})};
  std::unique_ptr<WalkMap> map;
  const double searching = best_of(5, [&] { map = std::make_unique<WalkMap>(graph, starts, limits[2]); });
  const double everywhere = best_of(3, [&] { WalkMap all(graph, starts); });
  std::size_t served[3] = {};
  const double counting = best_of(3, [&] {
    std::fill(served, served + 3, 0);
    for (const Snapped& home : snapped) {
      const Micrometres metres = map->at(home).distance;
      for (int i = 0; i < 3; ++i) served[i] += metres <= limits[i];
    }
  });

  std::printf("%zu streets, %zu nodes, %zu edges, %zu pieces; %zu residents, %zu schools; %d threads\n", roads.size(),
              graph.node_count(), graph.edge_count(), graph.component_count(), homes.size(), schools.size(), jobs);
  std::printf("processor seconds: read streets %.3f; graph %.3f (%.2f of reading); index %.3f\n", reading, building,
              building / reading, indexing);
  std::printf("  wall: read streets %.3f; graph %.3f (%.2f of reading)\n", reading_wall, building_wall,
              building_wall / reading_wall);
  std::printf("  snap all residents %.3f (wall %.3f); search 1000 m, three limits %.3f (everywhere %.3f); count %.3f\n",
              snapping, snapping_wall, searching, everywhere, counting);
  std::printf("  within 300, 500, 1000 m: %zu, %zu, %zu residents\n", served[0], served[1], served[2]);

  const double start = seconds();
  const Peer peer(roads.geometries);
  const double peer_building = seconds() - start;
  const std::size_t some = std::min(asked, homes.size()), stride = std::max<std::size_t>(1, homes.size() / some);
  std::vector<Peer::Place> places;
  const double peer_snapping = best_of(1,
                                       [&] {
                                         for (std::size_t i = 0; i < homes.size(); i += stride)
                                           places.push_back(peer.snap(homes[i]));
                                       }) *
                               static_cast<double>(stride);
  std::vector<Peer::Place> peer_starts;
  for (const Point school : schools) peer_starts.push_back(peer.snap(school));
  std::vector<double> metres;
  const double peer_searching = best_of(3, [&] { metres = peer.walk(peer_starts, 1000); });
  const double ours = building + indexing + snapping + searching + counting;
  const double theirs = peer_building + peer_snapping + peer_searching;
  std::printf("plain program: graph and tree %.3f; snap %.3f; search %.3f\n", peer_building, peer_snapping,
              peer_searching);
  std::printf("ratios, plain over gapmap: snapping %.1f, search %.1f, graph to answer %.1f\n", peer_snapping / snapping,
              peer_searching / searching, theirs / ours);
}

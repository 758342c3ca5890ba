// SPDX-License-Identifier: MIT
#include "network/slope.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"

namespace gapmap {
namespace {

constexpr std::size_t nodes_at_once = 16384, edges_at_once = 4096;
constexpr double shortest_step = 10;  // metres: what rises and falls within less is a kerb
constexpr double settled = 1e-4;      // metres of height
constexpr int most_rounds = 10000;

/// The heights of nodes; those of bridges and tunnels, where they do not meet the ground, by even slopes.
class NodeHeights {
 public:
  NodeHeights(const Graph& graph, const HeightField& field, const SlopeOptions& options)
      : graph_(graph), options_(options), height_(graph.node_count()) {
    for_each_chunk(height_.size(), nodes_at_once, options.jobs, [&](std::size_t begin, std::size_t end) {
      field.read(graph.nodes().subspan(begin, end - begin), std::span(height_).subspan(begin, end - begin));
    });
    if (!options.off_ground.empty()) lift();
  }

  double operator[](std::size_t node) const { return height_[node]; }

 private:
  bool is_off_ground(std::size_t node) const {
    const auto arcs = graph_.arcs(node);
    return std::all_of(arcs.begin(), arcs.end(),
                       [&](const Graph::Arc& arc) { return options_.off_ground[arc.edge] != 0; });
  }

  /// Every node off the ground takes the mean of its neighbours by nearness, until nothing moves: along a bridge that
  /// is an even slope, and where bridges meet the smoothest. One without a neighbour of known height stays unknown.
  void lift() {
    std::vector<std::uint32_t> lifted;
    for (std::uint32_t node = 0; node < graph_.node_count(); ++node)
      if (is_off_ground(node)) lifted.push_back(node);
    for (const std::uint32_t node : lifted) height_[node] = NAN;
    for (int round = 0; round < most_rounds; ++round) {
      double moved = 0;
      for (const std::uint32_t node : lifted) {
        double sum = 0, weights = 0;
        for (const Graph::Arc& arc : graph_.arcs(node)) {
          if (arc.head == node || std::isnan(height_[arc.head])) continue;
          const double weight = 1 / std::max(to_metres(graph_.edge(arc.edge).length), 1e-3);
          sum += weight * height_[arc.head];
          weights += weight;
        }
        if (weights == 0) continue;
        const double height = sum / weights;
        moved = std::max(moved, std::isnan(height_[node]) ? INFINITY : std::abs(height - height_[node]));
        height_[node] = height;
      }
      if (moved <= settled) break;
    }
  }

  const Graph& graph_;
  const SlopeOptions& options_;
  std::vector<double> height_;
};

/// The edges from one to another, walked over the ground.
class Climber {
 public:
  Climber(const Graph& graph, const HeightField& field, const NodeHeights& nodes, const SlopeOptions& options,
          double step)
      : graph_(graph), field_(field), nodes_(nodes), options_(options), step_(step) {}

  void climb(std::size_t begin, std::size_t end) {
    std::vector<Point> places;
    for (std::size_t edge = begin; edge < end; ++edge)
      for (std::size_t k = 1, pieces = pieces_of(edge); k < pieces; ++k)
        places.push_back(place_on(graph_, edge, along(edge, k, pieces)));
    std::vector<double> heights(places.size());
    field_.read(places, heights);
    auto next = heights.begin();
    for (std::size_t edge = begin; edge < end; ++edge) {
      const std::size_t pieces = pieces_of(edge);
      profile_.assign(1, nodes_[graph_.edge(edge).tail]);
      profile_.insert(profile_.end(), next, next + static_cast<std::ptrdiff_t>(pieces - 1));
      profile_.push_back(nodes_[graph_.edge(edge).head]);
      next += static_cast<std::ptrdiff_t>(pieces - 1);
      add(edge);
    }
  }

  Efforts efforts;
  double known = 0, unknown = 0;
  std::optional<Point> first_unknown, first_steep;
  std::size_t steep = 0;

 private:
  std::size_t pieces_of(std::size_t edge) const {
    const Edge& street = graph_.edge(edge);
    if (street.is_mend() || (!options_.off_ground.empty() && options_.off_ground[edge])) return 1;
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(to_metres(street.length) / step_ - 1e-9)));
  }

  Micrometres along(std::size_t edge, std::size_t k, std::size_t pieces) const {
    return static_cast<Micrometres>(std::llround(static_cast<double>(graph_.edge(edge).length) *
                                                 static_cast<double>(k) / static_cast<double>(pieces)));
  }

  void add(std::size_t edge) {
    const Edge& street = graph_.edge(edge);
    const std::size_t pieces = profile_.size() - 1;
    steps_.assign(pieces + 1, {0, 0, 0});
    bool is_steep = false;
    for (std::size_t k = 1; k <= pieces; ++k) {
      steps_[k].along = along(edge, k, pieces);
      const Micrometres run = steps_[k].along - steps_[k - 1].along;
      double slope = street.is_mend() || run == 0 ? 0 : (profile_[k] - profile_[k - 1]) / to_metres(run);
      if (!street.is_mend()) (std::isnan(slope) ? unknown : known) += to_metres(run);
      if (std::isnan(slope)) {
        if (!first_unknown) first_unknown = place_on(graph_, edge, steps_[k].along);
        slope = 0;
      }
      is_steep = is_steep || std::abs(slope) > steepest;
      const auto effort = [&](double rise) { return std::llround(static_cast<double>(run) * slowness_on(rise)); };
      steps_[k].to_tail = steps_[k - 1].to_tail + effort(-slope);
      steps_[k - 1].to_head = effort(slope);
    }
    for (std::size_t k = pieces; k > 0; --k) steps_[k - 1].to_head += steps_[k].to_head;
    efforts.add_edge(steps_);
    if (!is_steep) return;
    ++steep;
    if (!first_steep) first_steep = graph_.node(street.tail);
  }

  const Graph& graph_;
  const HeightField& field_;
  const NodeHeights& nodes_;
  const SlopeOptions& options_;
  double step_;
  std::vector<double> profile_;
  std::vector<Efforts::Step> steps_;
};

}  // namespace

double slowness_on(double slope) {
  return std::exp(3.5 * (std::abs(std::clamp(slope, -steepest, steepest) + 0.05) - 0.05));
}

SlopedStreets on_slopes(const Graph& graph, const HeightField& heights, const SlopeOptions& options) {
  const Box box = graph.box();
  const double spacing =
      box.empty() ? shortest_step : heights.spacing({(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}).value;
  const double step = std::isfinite(spacing) ? std::max(spacing, shortest_step) : shortest_step;
  const NodeHeights nodes(graph, heights, options);
  std::vector<Climber> chunks((graph.edge_count() + edges_at_once - 1) / edges_at_once,
                              Climber(graph, heights, nodes, options, step));
  for_each_chunk(graph.edge_count(), edges_at_once, options.jobs,
                 [&](std::size_t begin, std::size_t end) { chunks[begin / edges_at_once].climb(begin, end); });
  Efforts efforts;
  SlopedStreets sloped;
  for (const Climber& chunk : chunks) {
    efforts.append(chunk.efforts);
    sloped.known.value += chunk.known;
    sloped.unknown.value += chunk.unknown;
    sloped.steep += chunk.steep;
    if (!sloped.first_unknown) sloped.first_unknown = chunk.first_unknown;
    if (!sloped.first_steep) sloped.first_steep = chunk.first_steep;
  }
  sloped.graph = graph.with(std::move(efforts));
  return sloped;
}

}  // namespace gapmap

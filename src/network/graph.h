// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/geometry.h"
#include "network/length.h"

namespace gapmap {

/// A street between two nodes: a stretch of one part of one line, or the mend that joins an end to a line it misses.
struct Edge {
  static constexpr std::uint32_t mend = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t tail = 0, head = 0;  ///< nodes
  Micrometres length = 0;
  std::uint32_t source = 0;        ///< which of the line layers; `mend` for a mend
  std::uint32_t feature = 0;       ///< row in that layer; for a mend, of the line that ends there
  std::uint32_t part = 0;          ///< part of the feature
  double from = 0, to = 0;         ///< metres along the part, as it is drawn from `tail` to `head`
  std::uint32_t layer_of_end = 0;  ///< for a mend: the line layer that `feature` belongs to

  bool is_mend() const { return source == mend; }
};

/// A noded street network as immutable arrays. Nodes lie where lines meet or end, numbered along a space-filling
/// curve, so that neighbours lie near each other in memory; edges are sorted by their lower node. Both orders
/// depend on where streets are, not on the order or direction in which a layer lists them. One walks both ways.
class Graph {
 public:
  /// A way out of a node. An edge that starts and ends at one node leaves it twice.
  struct Arc {
    std::uint32_t head;
    std::uint32_t edge;
    Micrometres length;
  };

  Graph() = default;
  /// `paths` holds an edge's vertices, from its tail to its head, as one feature an edge.
  Graph(std::vector<Point> nodes, std::vector<Edge> edges, Geometries paths);

  std::size_t node_count() const { return nodes_.size(); }
  std::size_t edge_count() const { return edges_.size(); }
  Point node(std::size_t index) const { return nodes_[index]; }
  const Edge& edge(std::size_t index) const { return edges_[index]; }
  const std::vector<Edge>& edges() const { return edges_; }
  /// The vertices of an edge, from its tail to its head.
  Path path(std::size_t edge) const { return paths_.part(edge); }
  std::span<const Arc> arcs(std::size_t node) const {
    return {arcs_.data() + first_out_[node], arcs_.data() + first_out_[node + 1]};
  }
  std::size_t degree(std::size_t node) const { return first_out_[node + 1] - first_out_[node]; }

  /// Pieces of the network that no street connects, numbered by their length of street, the longest first.
  std::size_t component_count() const { return component_length_.size(); }
  std::uint32_t component(std::size_t node) const { return component_[node]; }
  Metres component_length(std::size_t component) const { return component_length_[component]; }
  std::uint32_t component_of_edge(std::size_t edge) const { return component_[edges_[edge].tail]; }

  Box box() const { return paths_.box(); }

 private:
  void connect();
  void find_components();

  std::vector<Point> nodes_;
  std::vector<Edge> edges_;
  Geometries paths_{Shape::line};
  std::vector<std::uint32_t> first_out_{0};
  std::vector<Arc> arcs_;
  std::vector<std::uint32_t> component_;
  std::vector<Metres> component_length_;
};

/// The place `along` an edge, counted from its tail.
Point place_on(const Graph& graph, std::size_t edge, Micrometres along);

/// Appends the stretch of an edge between two places along it as one part; nothing where it has no length.
void append_stretch(const Graph& graph, std::size_t edge, Micrometres from, Micrometres to, Geometries& into);

}  // namespace gapmap

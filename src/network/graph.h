// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "geo/geometry.h"
#include "network/efforts.h"
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

/// A stretch of an edge, from its tail.
struct EdgeStretch {
  Micrometres from, to;
};

/// A noded street network as immutable arrays. Nodes lie where lines meet or end, numbered along a space-filling
/// curve, so that neighbours lie near each other in memory; edges are sorted by their lower node. Both orders
/// depend on where streets are, not on the order or direction in which a layer lists them. One walks both ways: as far
/// either way on level ground; `with` gives the same streets where walks uphill and downhill differ. Copies share
/// what does not differ.
class Graph {
 public:
  /// A way out of a node; `length` is what it takes to walk from its head to the node, since walks are searched from
  /// where they lead. An edge that starts and ends at one node leaves it twice.
  struct Arc {
    std::uint32_t head;
    std::uint32_t edge;
    Micrometres length;
  };

  Graph() = default;
  /// `paths` holds an edge's vertices, from its tail to its head, as one feature an edge.
  Graph(std::vector<Point> nodes, std::vector<Edge> edges, Geometries paths);

  /// The same streets where walking takes these efforts, edge by edge.
  Graph with(Efforts efforts) const;

  std::size_t node_count() const { return streets_->nodes.size(); }
  std::size_t edge_count() const { return streets_->edges.size(); }
  Point node(std::size_t index) const { return streets_->nodes[index]; }
  std::span<const Point> nodes() const { return streets_->nodes; }
  const Edge& edge(std::size_t index) const { return streets_->edges[index]; }
  const std::vector<Edge>& edges() const { return streets_->edges; }
  /// The vertices of an edge, from its tail to its head.
  Path path(std::size_t edge) const { return streets_->paths.part(edge); }
  std::span<const Arc> arcs(std::size_t node) const {
    return {arcs_.data() + streets_->first_out[node], arcs_.data() + streets_->first_out[node + 1]};
  }
  std::size_t degree(std::size_t node) const { return streets_->first_out[node + 1] - streets_->first_out[node]; }

  /// What it takes to walk along an edge from one place to another; on level ground the metres between them.
  Micrometres walk(std::size_t edge, Micrometres from, Micrometres to) const {
    if (efforts_) return efforts_->walk(edge, from, to);
    return from <= to ? to - from : from - to;
  }
  /// The same to the near end of a stretch; nothing from inside it.
  Micrometres walk(std::size_t edge, Micrometres from, EdgeStretch to) const {
    return from < to.from ? walk(edge, from, to.from) : from > to.to ? walk(edge, from, to.to) : 0;
  }
  /// What it takes to walk from a node along one of its arcs to the other end.
  Micrometres walk_out(std::size_t node, const Arc& arc) const {
    if (!efforts_) return arc.length;
    const Edge& street = edge(arc.edge);
    return street.tail == node ? walk(arc.edge, 0, street.length) : walk(arc.edge, street.length, 0);
  }
  /// The places of an edge from which the walk along it to a stretch takes no more than `most`, which is not negative.
  EdgeStretch around(std::size_t edge, EdgeStretch stretch, Micrometres most) const;
  /// The place of an edge from which the walk to `low`, nearer to its tail, takes as much longer than that to `high` as
  /// `longer` says; the nearer end where none does.
  Micrometres between(std::size_t edge, Micrometres low, Micrometres high, Micrometres longer) const;

  /// Pieces of the network that no street connects, numbered by their length of street, the longest first.
  std::size_t component_count() const { return streets_->component_length.size(); }
  std::uint32_t component(std::size_t node) const { return streets_->component[node]; }
  Metres component_length(std::size_t component) const { return streets_->component_length[component]; }
  std::uint32_t component_of_edge(std::size_t edge) const { return component(streets_->edges[edge].tail); }

  Box box() const { return streets_->paths.box(); }

 private:
  struct Streets {
    std::vector<Point> nodes;
    std::vector<Edge> edges;
    Geometries paths{Shape::line};
    std::vector<std::uint32_t> first_out{0};
    std::vector<std::uint32_t> component;
    std::vector<Metres> component_length;
  };
  void connect(Streets& streets);
  void find_components(Streets& streets) const;

  std::shared_ptr<const Streets> streets_ = std::make_shared<Streets>();
  std::vector<Arc> arcs_;
  std::shared_ptr<const Efforts> efforts_;  ///< none on level ground
};

/// The place `along` an edge, counted from its tail.
Point place_on(const Graph& graph, std::size_t edge, Micrometres along);

/// Appends the stretch of an edge between two places along it as one part; nothing where it has no length.
void append_stretch(const Graph& graph, std::size_t edge, Micrometres from, Micrometres to, Geometries& into);

}  // namespace gapmap

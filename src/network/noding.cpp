// SPDX-License-Identifier: MIT
#include "network/noding.h"

#include <algorithm>
#include <tuple>

#include "geo/area_locator.h"
#include "network/junctions.h"
#include "network/segment.h"

namespace gapmap {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Interleaves the bits of a position within a box, so that sorting by it keeps neighbours together.
class Curve {
 public:
  explicit Curve(const Box& box)
      : low_(box.empty() ? Point{0, 0} : box.low),
        scale_(65535.0 / std::max({box.high.x - box.low.x, box.high.y - box.low.y, 1.0})) {}
  std::uint32_t operator()(Point p) const {
    return spread(static_cast<std::uint32_t>((p.x - low_.x) * scale_)) |
           spread(static_cast<std::uint32_t>((p.y - low_.y) * scale_)) << 1;
  }

 private:
  static std::uint32_t spread(std::uint32_t bits) {
    bits = (bits | bits << 8) & 0x00ff00ffU;
    bits = (bits | bits << 4) & 0x0f0f0f0fU;
    bits = (bits | bits << 2) & 0x33333333U;
    return (bits | bits << 1) & 0x55555555U;
  }
  Point low_;
  double scale_;
};

/// Cuts the lines at their nodes and puts edges and nodes in order.
class Assembly {
 public:
  Assembly(const StreetParts& parts, const SharedVertices& shared, const Junctions& junctions)
      : parts_(parts), shared_(shared), junctions_(junctions) {}

  void cut() {
    const std::size_t pieces = parts_.part_count() + junctions_.splits.size() + junctions_.mends.size();
    edges_.reserve(pieces);
    paths_.reserve(pieces, parts_.vertices.size() + 2 * pieces);
    auto split = junctions_.splits.begin();
    for (std::uint32_t part = 0; part < parts_.part_count(); ++part) {
      along_ = 0;
      for (std::uint32_t k = parts_.begin[part]; k < parts_.begin[part + 1]; ++k) {
        const Point p = parts_.vertices[k];
        if (k > parts_.begin[part]) along_ += distance_between(parts_.vertices[k - 1], p);
        const std::uint32_t place = shared_.place[k];
        if (k == parts_.begin[part])
          open(place, p);
        else if (shared_.is_node[place])
          close(part, place, place, p, along_);
        else
          paths_.add_vertex(p);
        for (; split != junctions_.splits.end() && split->segment == k; ++split) {
          const double step = distance_between(p, parts_.vertices[k + 1]);
          close(part, split->node, split->next, point_on(p, parts_.vertices[k + 1], split->t),
                along_ + split->t * step);
        }
      }
      // The last node has closed the last stretch; what was opened after it is not one.
      paths_.vertices().resize(start_);
    }
    for (const Junctions::Mend& mend : junctions_.mends) add_mend(mend);
  }

  /// Leaves out the stretches whose middle lies inside a barrier.
  void drop_inside(const AreaLocator& barriers) {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const Path path = paths_.part(i);
      const std::size_t k = (path.size() - 1) / 2;
      if (barriers.find(point_on(path[k], path[k + 1], 0.5)) != AreaLocator::nowhere) edges_[i].tail = none;
    }
  }

  Graph take() {
    const std::size_t count = shared_.position.size() + junctions_.added.size();
    std::vector<std::uint32_t> rank(count, none);
    std::vector<std::uint32_t> used;
    std::vector<Point> places;
    used.reserve(count);
    places.reserve(count);
    for (const Edge& edge : edges_)
      if (edge.tail != none)
        for (const std::uint32_t node : {edge.tail, edge.head})
          if (rank[node] == none) {
            rank[node] = 0;
            used.push_back(node);
            places.push_back(position(node));
          }
    const Curve curve(box_of(places));
    struct Placed {
      std::uint32_t key;
      std::uint32_t node;
      Point at;
    };
    std::vector<Placed> placed;
    placed.reserve(used.size());
    for (std::size_t i = 0; i < used.size(); ++i) placed.push_back({curve(places[i]), used[i], places[i]});
    std::sort(placed.begin(), placed.end(), [](const Placed& x, const Placed& y) {
      return std::tuple(x.key, x.at.x, x.at.y, x.node) < std::tuple(y.key, y.at.x, y.at.y, y.node);
    });
    std::vector<Point> nodes;
    nodes.reserve(placed.size());
    for (const Placed& one : placed) {
      rank[one.node] = static_cast<std::uint32_t>(nodes.size());
      nodes.push_back(one.at);
    }
    return in_order(std::move(nodes), rank);
  }

 private:
  Point position(std::uint32_t node) const {
    const std::size_t shared = shared_.position.size();
    return node < shared ? shared_.position[node] : junctions_.added[node - shared];
  }

  void open(std::uint32_t node, Point p) {
    start_ = paths_.vertices().size();
    from_ = along_;
    tail_ = node;
    is_cut_ = false;
    paths_.add_vertex(p);
  }

  void close(std::uint32_t part, std::uint32_t node, std::uint32_t next, Point p, double along) {
    const StreetParts::Origin& origin = parts_.origin[part];
    const Micrometres long_ = to_micrometres(along - from_);
    // A stretch without length joins two nodes at one place, unless a barrier stands there.
    const bool is_empty = long_ == 0 && (node == tail_ || node != next || is_cut_);
    if (is_empty) {
      paths_.vertices().resize(start_);
    } else {
      paths_.add_vertex(p);
      paths_.end_part();
      paths_.end_feature();
      edges_.push_back({tail_, node, long_, origin.layer, origin.feature, origin.part, from_, along, 0});
    }
    start_ = paths_.vertices().size();
    from_ = along;
    tail_ = next;
    is_cut_ = node != next;
    paths_.add_vertex(p);
  }

  void add_mend(const Junctions::Mend& mend) {
    const Point a = position(mend.end), b = position(mend.other);
    const StreetParts::Origin& origin = parts_.origin[parts_.part_of[mend.vertex]];
    const double gap = distance_between(a, b);
    paths_.add_feature(std::vector<Point>{a, b});
    edges_.push_back(
        {mend.end, mend.other, to_micrometres(gap), Edge::mend, origin.feature, origin.part, 0, gap, origin.layer});
  }

  Graph in_order(std::vector<Point> nodes, const std::vector<std::uint32_t>& rank) {
    struct Place {
      std::uint64_t nodes;
      Micrometres length;
      std::uint32_t edge;
    };
    std::vector<Place> order;
    order.reserve(edges_.size());
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      Edge& edge = edges_[i];
      if (edge.tail == none) continue;
      edge.tail = rank[edge.tail];
      edge.head = rank[edge.head];
      const std::uint64_t low = std::min(edge.tail, edge.head), high = std::max(edge.tail, edge.head);
      order.push_back({low << 32 | high, edge.length, i});
    }
    std::sort(order.begin(), order.end(), [](const Place& x, const Place& y) {
      return std::tuple(x.nodes, x.length, x.edge) < std::tuple(y.nodes, y.length, y.edge);
    });
    std::vector<Edge> edges;
    edges.reserve(order.size());
    Geometries paths(Shape::line);
    paths.reserve(order.size(), paths_.vertices().size());
    for (const Place& place : order) {
      edges.push_back(edges_[place.edge]);
      paths.add_feature(paths_.part(place.edge));
    }
    return Graph(std::move(nodes), std::move(edges), std::move(paths));
  }

  const StreetParts& parts_;
  const SharedVertices& shared_;
  const Junctions& junctions_;
  std::vector<Edge> edges_;
  Geometries paths_{Shape::line};
  std::size_t start_ = 0;  // of the open stretch, in the paths' vertices
  double from_ = 0, along_ = 0;
  std::uint32_t tail_ = 0;
  bool is_cut_ = false;
};

}  // namespace

Graph make_graph(std::span<const StreetLines> layers, const NodingOptions& options) {
  const StreetParts parts(layers);
  SharedVertices shared(parts);
  const Junctions junctions = find_junctions(parts, shared, options);
  Assembly assembly(parts, shared, junctions);
  assembly.cut();
  if (options.barriers && options.barriers->shape() == Shape::area) {
    Geometries areas(Shape::area);
    for (const std::uint32_t row : options.barrier_rows) areas.add_feature(*options.barriers, row);
    assembly.drop_inside(AreaLocator(areas));
  }
  return assembly.take();
}

}  // namespace gapmap

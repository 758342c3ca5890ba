// SPDX-License-Identifier: MIT
#include "network/junctions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/parallel.h"
#include "geo/cell_grid.h"
#include "network/segment.h"

namespace gapmap {
namespace {

constexpr std::size_t cells_at_once = 4096, ends_at_once = 1024;

/// Two segments meet: at a crossing inside both, or (vertex set) where a vertex of the one touches the other.
struct Meeting {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t first, second;
  double t_first, t_second;
  std::uint32_t vertex = none;  ///< lies on `second`
  bool operator==(const Meeting& other) const {
    return first == other.first && second == other.second && vertex == other.vertex;
  }
};

/// A place near an end where the distance to the lines has a local minimum.
struct Approach {
  std::uint32_t vertex;   ///< that ends
  std::uint32_t segment;  ///< that it approaches
  double t;
};

template <typename T>
std::vector<T> gathered(std::vector<std::vector<T>>& chunks) {
  std::vector<T> all;
  for (std::vector<T>& chunk : chunks) all.insert(all.end(), chunk.begin(), chunk.end());
  return all;
}

class Finder {
 public:
  Finder(const StreetParts& parts, SharedVertices& shared, const NodingOptions& options)
      : parts_(parts), shared_(shared), options_(options) {}

  Junctions find() {
    grid_ = CellGrid(box_of(parts_.vertices), parts_.vertices.size());
    grid_.fill([&](auto&& emit) {
      for (std::uint32_t k = 0; k < parts_.vertices.size(); ++k)
        if (parts_.is_segment(k)) emit(a(k), b(k), k);
    });
    if (options_.crossings == Crossings::join) find_meetings();
    find_approaches();
    cut_at_barriers();
    std::sort(found_.splits.begin(), found_.splits.end(), [](const auto& x, const auto& y) {
      return std::tuple(x.segment, x.t, x.node) < std::tuple(y.segment, y.t, y.node);
    });
    return std::move(found_);
  }

 private:
  Point a(std::uint32_t segment) const { return parts_.vertices[segment]; }
  Point b(std::uint32_t segment) const { return parts_.vertices[segment + 1]; }

  std::uint32_t add(Point p) {
    found_.added.push_back(p);
    return static_cast<std::uint32_t>(shared_.position.size() + found_.added.size() - 1);
  }

  /// The node at a vertex, which becomes one.
  std::uint32_t node_of(std::uint32_t vertex) {
    shared_.is_node[shared_.place[vertex]] = 1;
    return shared_.place[vertex];
  }

  /// The node at `t` of a segment; a new one inside it.
  std::uint32_t node_on(std::uint32_t segment, double t) {
    if (t <= 0) return node_of(segment);
    if (t >= 1) return node_of(segment + 1);
    const std::uint32_t node = add(point_on(a(segment), b(segment), t));
    found_.splits.push_back({segment, t, node, node});
    return node;
  }

  void find_meetings() {
    const auto cells = static_cast<std::size_t>(grid_.columns() * grid_.rows());
    std::vector<std::vector<Meeting>> chunks((cells + cells_at_once - 1) / cells_at_once);
    for_each_chunk(cells, cells_at_once, options_.jobs, [&](std::size_t begin, std::size_t end) {
      for (std::size_t cell = begin; cell < end; ++cell) {
        const std::span<const std::uint32_t> items = grid_.items(cell);
        for (std::size_t i = 0; i < items.size(); ++i)
          for (std::size_t j = i + 1; j < items.size(); ++j)
            meet(std::min(items[i], items[j]), std::max(items[i], items[j]), chunks[begin / cells_at_once]);
      }
    });
    std::vector<Meeting> meetings = gathered(chunks);
    // Segments that share several cells meet in each of them.
    std::sort(meetings.begin(), meetings.end(), [](const Meeting& x, const Meeting& y) {
      return std::tuple(x.first, x.second, x.vertex) < std::tuple(y.first, y.second, y.vertex);
    });
    meetings.erase(std::unique(meetings.begin(), meetings.end()), meetings.end());
    for (const Meeting& meeting : meetings) {
      if (meeting.vertex != Meeting::none) {
        const std::uint32_t node = node_of(meeting.vertex);
        found_.splits.push_back({meeting.second, meeting.t_second, node, node});
        continue;
      }
      const std::uint32_t node = add(point_on(a(meeting.first), b(meeting.first), meeting.t_first));
      found_.splits.push_back({meeting.first, meeting.t_first, node, node});
      found_.splits.push_back({meeting.second, meeting.t_second, node, node});
    }
  }

  void meet(std::uint32_t i, std::uint32_t j, std::vector<Meeting>& into) const {
    if (!boxes_touch(a(i), b(i), a(j), b(j))) return;
    if (j == i + 1 && parts_.part_of[i] == parts_.part_of[j]) return;  // neighbours share a vertex
    if (parts_.level(i) != parts_.level(j)) return;
    const auto touches = [&](std::uint32_t vertex, std::uint32_t on) {
      const Point p = parts_.vertices[vertex];
      if (p == a(on) || p == b(on)) return true;
      if (!is_beside(p, a(on), b(on), touching)) return false;
      const double t = nearest_on(p, a(on), b(on));
      if (distance_between(p, point_on(a(on), b(on), t)) > touching) return false;
      // An end that touches is found as an approach.
      if (!parts_.is_end(vertex)) into.push_back({i, on, 0, t, vertex});
      return true;
    };
    int met = touches(i, j);
    met += touches(i + 1, j);
    met += touches(j, i);
    met += touches(j + 1, i);
    double ti = 0, tj = 0;
    if (met == 0 && cross(a(i), b(i), a(j), b(j), ti, tj)) into.push_back({i, j, ti, tj});
  }

  void find_approaches() {
    const std::vector<std::uint32_t> ends = ends_near_others();
    std::vector<std::vector<Approach>> chunks((ends.size() + ends_at_once - 1) / ends_at_once);
    for_each_chunk(ends.size(), ends_at_once, options_.jobs, [&](std::size_t begin, std::size_t end) {
      std::vector<Near> near;
      for (std::size_t i = begin; i < end; ++i) approach(ends[i], near, chunks[begin / ends_at_once]);
    });
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> joined;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> landing;  // an end's place and a segment
    for (const Approach& one : gathered(chunks)) {
      const std::uint32_t end = node_of(one.vertex);
      const Point p = parts_.vertices[one.vertex];
      const Point q = point_on(a(one.segment), b(one.segment), one.t);
      const bool is_inside = one.t > 0 && one.t < 1;
      if (is_inside && !landing.try_emplace({end, one.segment}, 0).second) continue;
      if (is_inside && distance_between(p, q) <= touching) {
        found_.splits.push_back({one.segment, one.t, end, end});
        continue;
      }
      const std::uint32_t other = node_on(one.segment, one.t);
      if (other != end && joined.try_emplace({std::min(end, other), std::max(end, other)}, true).second)
        found_.mends.push_back({end, other, one.vertex});
    }
  }

  /// The ends of lines with another line near that neither starts nor ends at the same place; where just two segments
  /// meet the street goes on, and that is no end. Lines mostly end where others do, so that each place is looked at
  /// once.
  std::vector<std::uint32_t> ends_near_others() const {
    const auto for_each_end = [&](const auto& visit) {
      for (std::size_t part = 0; part < parts_.part_count(); ++part)
        for (const std::uint32_t vertex : {parts_.begin[part], parts_.begin[part + 1] - 1})
          if (shared_.segments[shared_.place[vertex]] != 2) visit(vertex);
    };
    std::vector<std::uint32_t> firsts;  // an end of each place
    std::vector<char> is_near(shared_.position.size(), 0);
    for_each_end([&](std::uint32_t vertex) {
      char& is_seen = is_near[shared_.place[vertex]];
      if (!is_seen) firsts.push_back(vertex);
      is_seen = 1;
    });
    for_each_chunk(firsts.size(), ends_at_once, options_.jobs, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const Point p = parts_.vertices[firsts[i]];
        char& is_other = is_near[shared_.place[firsts[i]]];
        is_other = 0;
        for_each_beside(p, [&](std::uint32_t segment) { is_other |= a(segment) != p && b(segment) != p; });
      }
    });
    std::vector<std::uint32_t> ends;
    for_each_end([&](std::uint32_t vertex) {
      if (is_near[shared_.place[vertex]]) ends.push_back(vertex);
    });
    return ends;
  }

  /// Calls `visit` for every segment whose box comes within the tolerance of a place, some of them several times.
  template <typename Visit>
  void for_each_beside(Point p, const Visit& visit) const {
    const double tolerance = std::max(options_.tolerance.value, touching);
    const std::int64_t right = grid_.column_of(p.x + tolerance), top = grid_.row_of(p.y + tolerance);
    for (std::int64_t row = grid_.row_of(p.y - tolerance); row <= top; ++row)
      for (std::int64_t column = grid_.column_of(p.x - tolerance); column <= right; ++column)
        for (const std::uint32_t segment : grid_.items(grid_.index(column, row)))
          if (is_beside(p, a(segment), b(segment), tolerance)) visit(segment);
  }

  struct Near {
    std::uint32_t segment;
    double t;
    double metres;
  };

  void approach(std::uint32_t end, std::vector<Near>& near, std::vector<Approach>& into) const {
    const Point p = parts_.vertices[end];
    const double tolerance = std::max(options_.tolerance.value, touching);
    near.clear();
    for_each_beside(p, [&](std::uint32_t segment) {
      const double t = nearest_on(p, a(segment), b(segment));
      const double metres = distance_between(p, point_on(a(segment), b(segment), t));
      if (metres <= tolerance) near.push_back({segment, t, metres});
    });
    std::sort(near.begin(), near.end(), [](const Near& x, const Near& y) { return x.segment < y.segment; });
    near.erase(
        std::unique(near.begin(), near.end(), [](const Near& x, const Near& y) { return x.segment == y.segment; }),
        near.end());
    for (const Near& one : near)
      if (joins(end, one) && is_local_minimum(p, one, near)) into.push_back({end, one.segment, one.t});
  }

  /// Whether an end may join the line that it approaches, and does not meet it anyway.
  bool joins(std::uint32_t end, const Near& near) const {
    const Point p = parts_.vertices[end];
    if (p == a(near.segment) || p == b(near.segment)) return false;
    const std::int32_t own = parts_.level(end), other = parts_.level(near.segment);
    const bool faces_end =
        (near.t <= 0 && parts_.is_end(near.segment)) || (near.t >= 1 && parts_.is_end(near.segment + 1));
    if (own != other && other != 0 && !faces_end) return false;
    const std::uint32_t part = parts_.part_of[end];
    const bool starts = end == parts_.begin[part];
    if (parts_.part_of[near.segment] == part && metres_along(end, near) <= 2 * options_.tolerance.value) return false;
    // An end that runs past a line has crossed it already.
    const std::uint32_t last = starts ? end : end - 1;
    double t = 0, u = 0;
    return own != other || options_.crossings != Crossings::join || near.metres <= touching ||
           !cross(a(last), b(last), a(near.segment), b(near.segment), t, u);
  }

  /// Along the end's own line to a place on it, as far as it matters.
  double metres_along(std::uint32_t end, const Near& near) const {
    const bool starts = end == parts_.begin[parts_.part_of[end]];
    const double enough = 2 * options_.tolerance.value;
    double sum = 0;
    std::uint32_t k = starts ? end : end - 1;
    for (; k != near.segment && sum <= enough; starts ? ++k : --k) sum += distance_between(a(k), b(k));
    if (k != near.segment) return sum;
    return sum + distance_between(a(k), b(k)) * (starts ? near.t : 1 - near.t);
  }

  /// Nearest at a vertex, the distance has a local minimum only if no other segment there comes nearer.
  bool is_local_minimum(Point p, const Near& one, const std::vector<Near>& near) const {
    if (one.t > 0 && one.t < 1) return true;
    const Point vertex = one.t <= 0 ? a(one.segment) : b(one.segment);
    return std::none_of(near.begin(), near.end(), [&](const Near& other) {
      if (a(other.segment) != vertex && b(other.segment) != vertex) return false;
      return a(other.segment) == p || b(other.segment) == p || other.metres < one.metres - 1e-12;
    });
  }

  void cut_at_barriers() {
    if (!options_.barriers) return;
    const BarrierIndex barriers(*options_.barriers, options_.barrier_rows);
    for (std::uint32_t k = 0; k < parts_.vertices.size(); ++k) {
      if (!parts_.is_segment(k)) continue;
      for (const double t : barriers.crossings(a(k), b(k))) {
        const Point p = point_on(a(k), b(k), t);
        const std::uint32_t node = add(p), next = add(p);
        found_.splits.push_back({k, t, node, next});
      }
    }
    std::erase_if(found_.mends, [&](const Junctions::Mend& mend) {
      const auto at = [&](std::uint32_t node) {
        const std::size_t shared = shared_.position.size();
        return node < shared ? shared_.position[node] : found_.added[node - shared];
      };
      return !barriers.crossings(at(mend.end), at(mend.other)).empty();
    });
  }

  const StreetParts& parts_;
  SharedVertices& shared_;
  const NodingOptions& options_;
  CellGrid grid_;
  Junctions found_;
};

}  // namespace

Junctions find_junctions(const StreetParts& parts, SharedVertices& shared, const NodingOptions& options) {
  return Finder(parts, shared, options).find();
}

}  // namespace gapmap

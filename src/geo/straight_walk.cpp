// SPDX-License-Identifier: MIT
#include "geo/straight_walk.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "geo/straight_overlay.h"

namespace gapmap::straight {
namespace {

/// A chain as it is walked.
struct Step {
  std::uint32_t from, to;
  std::uint32_t chain;
  bool is_backward;
};

std::vector<Step> steps_of(const Chains& chains, Choice choice) {
  std::vector<Step> steps;
  for (std::uint32_t i = 0; i < chains.chains().size(); ++i) {
    const Chains::Chain& chain = chains.chains()[i];
    const Turn turn = choice(chain);
    if (turn == Turn::forward) steps.push_back({chain.from, chain.to, i, false});
    if (turn == Turn::backward) steps.push_back({chain.to, chain.from, i, true});
  }
  return steps;
}

bool meets_up(const std::vector<Step>& steps, std::size_t nodes) {
  std::vector<std::int32_t> balance(nodes, 0);
  for (const Step& step : steps) {
    if (step.from == Chains::none) continue;
    ++balance[step.from];
    --balance[step.to];
  }
  return std::all_of(balance.begin(), balance.end(), [](std::int32_t one) { return one == 0; });
}

/// How far one turns clockwise from one direction to another, in (0, 2 pi].
double clockwise(Point from, Point to) {
  const double angle = std::atan2(from.x * to.y - from.y * to.x, from.x * to.x + from.y * to.y);
  return angle < 0 ? -angle : 2 * std::numbers::pi - angle;
}

bool is_thin(Path ring, double area) { return ring.size() < 4 || std::abs(area) <= snap * length(ring); }

/// Walks around the faces.
class Walker {
 public:
  Walker(const Chains& chains, const std::vector<Step>& steps) : chains_(chains), steps_(steps) {
    leaving_.resize(chains.nodes() + 1, 0);
    for (const Step& step : steps)
      if (step.from != Chains::none) ++leaving_[step.from + 1];
    for (std::size_t node = 1; node < leaving_.size(); ++node) leaving_[node] += leaving_[node - 1];
    by_node_.resize(leaving_.back());
    std::vector<std::uint32_t> next(leaving_.begin(), leaving_.end() - 1);
    for (std::uint32_t i = 0; i < steps.size(); ++i)
      if (steps[i].from != Chains::none) by_node_[next[steps[i].from]++] = i;
    is_used_.resize(steps.size(), 0);
    place_.resize(chains.nodes(), Chains::none);
  }

  bool walk(Assembly& into) {
    for (std::uint32_t first = 0; first < steps_.size(); ++first) {
      if (is_used_[first]) continue;
      rings_.clear();
      if (steps_[first].from == Chains::none) {
        is_used_[first] = 1;
        stack_.assign(1, first);
        close(0);
      } else if (!walk_face(first)) {
        return false;
      }
      into.add_face(std::move(rings_));
    }
    return true;
  }

 private:
  Path path(const Step& step) const { return chains_.points(chains_.chains()[step.chain]); }
  Point departure(const Step& step) const {
    const Path points = path(step);
    const Point a = step.is_backward ? points.back() : points.front();
    const Point b = step.is_backward ? points[points.size() - 2] : points[1];
    return {b.x - a.x, b.y - a.y};
  }
  Point way_back(const Step& step) const {
    const Path points = path(step);
    const Point a = step.is_backward ? points.front() : points.back();
    const Point b = step.is_backward ? points[1] : points[points.size() - 2];
    return {b.x - a.x, b.y - a.y};
  }

  std::uint32_t next_of(std::uint32_t step) const {
    const std::uint32_t node = steps_[step].to, first = leaving_[node], last = leaving_[node + 1];
    if (last - first == 1) return by_node_[first];
    const Point back = way_back(steps_[step]);
    double least = std::numeric_limits<double>::infinity();
    std::uint32_t best = by_node_[first];
    for (std::uint32_t i = first; i < last; ++i)
      if (const double angle = clockwise(back, departure(steps_[by_node_[i]])); angle < least) {
        least = angle;
        best = by_node_[i];
      }
    return best;
  }

  bool walk_face(std::uint32_t first) {
    stack_.clear();
    place_[steps_[first].from] = 0;
    for (std::uint32_t step = first;;) {
      if (is_used_[step]) return false;
      is_used_[step] = 1;
      stack_.push_back(step);
      const std::uint32_t node = steps_[step].to, next = next_of(step);
      if (place_[node] != Chains::none) close(place_[node]);
      place_[node] = static_cast<std::uint32_t>(stack_.size());
      if (next == first && stack_.empty()) break;
      step = next;
    }
    place_[steps_[first].from] = Chains::none;
    return true;
  }

  /// Takes the loop off the stack, as a ring.
  void close(std::size_t from) {
    std::vector<Point> ring;
    for (std::size_t i = from; i < stack_.size(); ++i) {
      const Step& step = steps_[stack_[i]];
      if (step.from != Chains::none) place_[step.from] = Chains::none;
      const Path points = path(step);
      const auto skip = static_cast<std::ptrdiff_t>(ring.empty() ? 0 : 1);
      if (step.is_backward)
        ring.insert(ring.end(), std::make_reverse_iterator(points.end()) + skip,
                    std::make_reverse_iterator(points.begin()));
      else
        ring.insert(ring.end(), points.begin() + skip, points.end());
    }
    stack_.resize(from);
    rings_.push_back(std::move(ring));
  }

  const Chains& chains_;
  const std::vector<Step>& steps_;
  std::vector<std::uint32_t> leaving_, by_node_;
  std::vector<char> is_used_;
  std::vector<std::uint32_t> place_;  ///< on the stack, by node
  std::vector<std::uint32_t> stack_;
  std::vector<std::vector<Point>> rings_;
};

}  // namespace

bool meets_up(const Chains& chains, Choice choice) { return meets_up(steps_of(chains, choice), chains.nodes()); }

bool walk(const Chains& chains, Choice choice, Assembly& into) {
  const std::vector<Step> steps = steps_of(chains, choice);
  return meets_up(steps, chains.nodes()) && Walker(chains, steps).walk(into);
}

Assembly::Assembly(const Geometries& areas, std::size_t feature) {
  for (std::size_t part = 0; part < areas.parts_of(feature); ++part) {
    const Path ring = areas.part(feature, part);
    const double area = signed_area(ring);
    if (area > 0 || polygons_.empty()) polygons_.push_back({{}, 0});
    polygons_.back().rings.emplace_back(ring.begin(), ring.end());
    polygons_.back().area += area;
  }
}

void Assembly::add_face(std::vector<std::vector<Point>> rings) {
  std::size_t exteriors = 0;
  std::vector<std::vector<Point>> holes;
  for (std::vector<Point>& ring : rings) {
    const double area = signed_area(ring);
    if (is_thin(ring, area)) continue;
    if (area > 0) {
      ++exteriors;
      polygons_.push_back({{}, area});
      polygons_.back().rings.push_back(std::move(ring));
    } else {
      holes.push_back(std::move(ring));
    }
  }
  for (std::vector<Point>& hole : holes) {
    if (exteriors != 1) {
      holes_.push_back(std::move(hole));
      continue;
    }
    polygons_.back().area += signed_area(hole);
    polygons_.back().rings.push_back(std::move(hole));
  }
}

void Assembly::add_whole(const Geometries& polygons, const std::vector<std::uint32_t>& chosen, bool as_holes) {
  for (const std::uint32_t polygon : chosen) {
    std::vector<std::vector<Point>> rings;
    for (std::size_t part = 0; part < polygons.parts_of(polygon); ++part) {
      const Path ring = polygons.part(polygon, part);
      rings.emplace_back(ring.begin(), ring.end());
      if (as_holes) std::reverse(rings.back().begin(), rings.back().end());
    }
    if (!as_holes) {
      polygons_.push_back({std::move(rings), area_of(polygons, polygon)});
      continue;
    }
    holes_.push_back(std::move(rings.front()));
    for (std::size_t i = 1; i < rings.size(); ++i) {
      const double area = signed_area(rings[i]);
      polygons_.push_back({{}, area});
      polygons_.back().rings.push_back(std::move(rings[i]));
    }
  }
}

Polygons Assembly::polygons() const {
  Polygons made;
  std::vector<std::vector<std::size_t>> holes_of(polygons_.size());
  if (!holes_.empty()) {
    Geometries exteriors(Shape::area);
    for (const Polygon& polygon : polygons_) exteriors.add_feature(polygon.rings.front());
    const std::optional<AreaLocator> locator =
        polygons_.size() > 1 ? std::optional<AreaLocator>(exteriors) : std::nullopt;
    std::vector<std::uint32_t> holders, borders;
    for (std::size_t hole = 0; hole < holes_.size(); ++hole) {
      const std::vector<Point>& ring = holes_[hole];
      if (!locator) {
        if (!polygons_.empty()) holes_of[0].push_back(hole);
        continue;
      }
      locator->hold({(ring[0].x + ring[1].x) / 2, (ring[0].y + ring[1].y) / 2}, holders, borders);
      const auto smallest = std::min_element(holders.begin(), holders.end(), [&](std::uint32_t a, std::uint32_t b) {
        return area_of(exteriors, a) < area_of(exteriors, b);
      });
      if (smallest != holders.end()) holes_of[*smallest].push_back(hole);
    }
  }
  for (std::size_t i = 0; i < polygons_.size(); ++i) {
    double area = polygons_[i].area;
    for (const std::vector<Point>& ring : polygons_[i].rings) made.areas.add_part(ring);
    for (const std::size_t hole : holes_of[i]) {
      made.areas.add_part(holes_[hole]);
      area += signed_area(holes_[hole]);
    }
    made.areas.end_feature();
    made.square_metres.push_back(area);
  }
  return made;
}

}  // namespace gapmap::straight

// SPDX-License-Identifier: MIT
#include "output/map_labels.h"

#include <numbers>
#include <optional>
#include <unordered_map>

namespace gapmap {
namespace {

constexpr std::size_t few = 80;     ///< names that all are worth a search
constexpr double rim = 0.5;         ///< mm between two names
constexpr std::size_t across = 13;  ///< candidate places along each side of an area's box

/// What stands on the sheet already, found by squares of 10 mm.
class Occupied {
 public:
  bool is_free(const Frame& box) const {
    bool is_hit = false;
    for_each_square(box, [&](std::int64_t key) {
      if (const auto found = squares_.find(key); found != squares_.end())
        for (const std::size_t i : found->second) is_hit = is_hit || all_[i].overlaps(box);
    });
    return !is_hit;
  }
  void add(const Frame& box) {
    for_each_square(box, [&](std::int64_t key) { squares_[key].push_back(all_.size()); });
    all_.push_back(box);
  }

 private:
  template <typename Visit>
  static void for_each_square(const Frame& box, Visit&& visit) {
    constexpr double side = 10;
    const auto number = [](double value) { return static_cast<std::int64_t>(std::floor(value / side)); };
    for (std::int64_t column = number(box.x); column <= number(box.right()); ++column)
      for (std::int64_t row = number(box.y); row <= number(box.bottom()); ++row) visit(column * 100000 + row);
  }
  std::vector<Frame> all_;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> squares_;
};

/// An area on paper.
struct Area {
  std::size_t feature = 0;
  std::vector<std::vector<Point>> rings;
  Frame box;
  Point anchor;

  bool holds(Point p) const {
    bool is_inside = false;
    for (const std::vector<Point>& ring : rings)
      for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
            p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
          is_inside = !is_inside;
    return is_inside;
  }
  /// The share of a box that lies inside, by 15 probes.
  double share_inside(const Frame& label) const {
    int inside = 0;
    for (int i = 0; i < 5; ++i)
      for (int k = 0; k < 3; ++k)
        inside += holds({label.x + label.width * i / 4, label.y + label.height * k / 2}) ? 1 : 0;
    return inside / 15.0;
  }
};

std::vector<Area> areas_in(const Geometries& areas, const MapView& view) {
  std::vector<Area> result;
  for (std::size_t feature = 0; feature < areas.size(); ++feature) {
    if (areas.is_null(feature)) continue;
    const Box box = areas.box(feature);
    if (!box.intersects(view.ground)) continue;
    Area area;
    area.feature = feature;
    const Point low = view.at({box.low.x, box.high.y}), high = view.at({box.high.x, box.low.y});
    area.box = {low.x, low.y, high.x - low.x, high.y - low.y};
    for (std::size_t part = 0; part < areas.parts_of(feature); ++part) {
      area.rings.push_back(outline(areas.part(feature, part), view));
    }
    area.anchor = view.at(label_point(areas, feature));
    result.push_back(std::move(area));
  }
  return result;
}

Frame centred(Point middle, const Frame& size) {
  return {middle.x - size.width / 2, middle.y - size.height / 2, size.width, size.height};
}

struct Candidate {
  Frame box;
  double inside = 0;
  double away = 0;  ///< mm from the middle of the area
};

/// Places inside the area's box, the best first: wholly inside, then near the middle.
std::vector<Candidate> candidates_of(const Area& area, const Frame& size, const Frame& frame) {
  std::vector<Candidate> all;
  const auto consider = [&](Point middle) {
    const Frame box = centred(middle, size);
    if (!frame.holds(box.grown(rim))) return;
    all.push_back(
        {box, area.share_inside(box.grown(-0.1)), std::hypot(middle.x - area.anchor.x, middle.y - area.anchor.y)});
  };
  consider(area.anchor);
  for (std::size_t i = 0; i < across; ++i)
    for (std::size_t k = 0; k < across; ++k)
      consider({area.box.x + area.box.width * (static_cast<double>(i) + 0.5) / across,
                area.box.y + area.box.height * (static_cast<double>(k) + 0.5) / across});
  // A little out over a border is better than far from the middle.
  std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return a.inside * 40 - a.away > b.inside * 40 - b.away;
  });
  return all;
}

bool crosses(Point a, Point b, const Frame& box) {
  constexpr int probes = 40;
  for (int i = 0; i <= probes; ++i) {
    const Point p{a.x + (b.x - a.x) * i / probes, a.y + (b.y - a.y) * i / probes};
    if (p.x > box.x && p.x < box.right() && p.y > box.y && p.y < box.bottom()) return true;
  }
  return false;
}

/// Free places around the area, nearest first; where `is_strict`, no leader runs over a name.
std::optional<Frame> beside(const Area& area, const Frame& size, const Frame& frame, const Occupied& occupied,
                            const std::vector<PlacedLabel>& placed, bool is_strict) {
  for (double radius = 3; radius < 80; radius += 1.5)
    for (int step = 0; step < 24; ++step) {
      const double angle = step * 2 * std::numbers::pi / 24;
      const Point middle{area.anchor.x + radius * 1.5 * std::cos(angle), area.anchor.y + radius * std::sin(angle)};
      const Frame box = centred(middle, size);
      if (!frame.holds(box.grown(rim)) || !occupied.is_free(box.grown(rim))) continue;
      const bool is_crossing = std::any_of(placed.begin(), placed.end(), [&](const PlacedLabel& other) {
        return crosses(area.anchor, middle, other.box) ||
               (other.has_leader &&
                crosses(other.anchor, {other.box.x + other.box.width / 2, other.box.y + other.box.height / 2}, box));
      });
      if (!is_strict || !is_crossing) return box;
    }
  return std::nullopt;
}

}  // namespace

std::vector<PlacedLabel> place_labels(const Geometries& areas, const MapView& view, const MeasureLabel& measure,
                                      const std::vector<Frame>& taken) {
  std::vector<Area> all = areas_in(areas, view);
  const bool is_few = all.size() <= few;
  const std::vector<double> sizes = is_few ? std::vector<double>{2.6, 2.2, 1.9} : std::vector<double>{1.8};
  // Few names: the most confined first. Many: the largest areas first.
  std::vector<double> room(all.size());
  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    order[i] = i;
    room[i] = all[i].box.width * all[i].box.height;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return is_few ? room[a] < room[b] : room[a] > room[b]; });
  std::vector<PlacedLabel> placed;
  Occupied occupied;
  for (const Frame& frame : taken) occupied.add(frame);
  std::vector<const Area*> homeless;
  for (const std::size_t i : order) {
    const Area& area = all[i];
    // Of very many, one whose area is far smaller than its name would only hide its neighbours.
    if (!is_few && area.box.width < 3) continue;
    std::optional<PlacedLabel> best;
    for (const double size : sizes) {
      const Frame extent = measure(area.feature, size);
      if (is_few) {
        for (const Candidate& one : candidates_of(area, extent, view.frame)) {
          if (one.inside < 0.6) continue;
          if (!occupied.is_free(one.box.grown(rim))) continue;
          best = {area.feature, size, one.box, false, area.anchor};
          break;
        }
      } else {
        const Frame box = centred(area.anchor, extent);
        if (view.frame.holds(box) && area.box.width > extent.width * 0.7 && occupied.is_free(box.grown(rim)))
          best = {area.feature, size, box, false, area.anchor};
      }
      if (best) break;
    }
    if (!best) {
      homeless.push_back(&area);
      continue;
    }
    occupied.add(best->box);
    placed.push_back(*best);
  }
  if (!is_few) return placed;
  for (const Area* area : homeless) {
    const Frame extent = measure(area->feature, sizes.back());
    std::optional<Frame> box = beside(*area, extent, view.frame, occupied, placed, true);
    if (!box) box = beside(*area, extent, view.frame, occupied, placed, false);
    if (!box) continue;
    occupied.add(*box);
    placed.push_back({area->feature, sizes.back(), *box, true, area->anchor});
  }
  return placed;
}

}  // namespace gapmap

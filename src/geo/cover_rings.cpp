// SPDX-License-Identifier: MIT
#include "geo/cover_rings.h"

#include <algorithm>
#include <cmath>

namespace gapmap::cover {

Rings::Rings(const Geometries& areas, std::size_t feature, Point origin) {
  for (std::size_t part = 0; part < areas.parts_of(feature); ++part) {
    for (const Point& p : areas.part(feature, part)) {
      vertices_.push_back({p.x - origin.x, p.y - origin.y});
      box_.add(vertices_.back());
    }
    ends_.push_back(static_cast<std::uint32_t>(vertices_.size()));
  }
}

void Rings::add_to(Geometries& areas) const {
  std::size_t begin = 0;
  for (const std::uint32_t end : ends_) {
    areas.add_part(Path(vertices_.data() + begin, vertices_.data() + end));
    begin = end;
  }
  areas.end_feature();
}

std::size_t Rings::slab(double y) const {
  const double place = std::max((y - box_.low.y) * slabs_per_metre_, 0.0);
  return std::min(static_cast<std::size_t>(place), slab_begin_.size() - 2);
}

void Rings::build() {
  if (!slab_begin_.empty()) return;
  const std::size_t slabs = std::clamp<std::size_t>(vertices_.size() / 4, 1, 1 << 16);
  slab_begin_.assign(slabs + 1, 0);
  const double height = box_.empty() ? 0 : box_.high.y - box_.low.y;
  slabs_per_metre_ = height > 0 ? static_cast<double>(slabs) / height : 0;
  const auto for_each_slab = [&](const auto& visit) {
    std::size_t begin = 0;
    for (const std::uint32_t end : ends_) {
      for (std::size_t i = begin + 1; i < end; ++i) {
        if (vertices_[i - 1] == vertices_[i]) continue;
        const auto [low, high] = std::minmax(vertices_[i - 1].y, vertices_[i].y);
        for (std::size_t s = slab(low), last = slab(high); s <= last; ++s) visit(s, i - 1);
      }
      begin = end;
    }
  };
  for_each_slab([&](std::size_t s, std::size_t) { ++slab_begin_[s + 1]; });
  for (std::size_t s = 0; s < slabs; ++s) slab_begin_[s + 1] += slab_begin_[s];
  slab_edges_.resize(slab_begin_[slabs]);
  std::vector<std::uint32_t> next(slab_begin_.begin(), slab_begin_.end() - 1);
  for_each_slab([&](std::size_t s, std::size_t edge) { slab_edges_[next[s]++] = static_cast<std::uint32_t>(edge); });
}

bool Rings::is_near(Point p, double metres) const {
  if (!box_.grown(metres).contains(p)) return false;
  for (std::size_t s = slab(p.y - metres), last = slab(p.y + metres); s <= last; ++s)
    for (std::size_t i = slab_begin_[s]; i < slab_begin_[s + 1]; ++i) {
      const Point& a = vertices_[slab_edges_[i]];
      const Point& b = vertices_[slab_edges_[i] + 1];
      const double dx = b.x - a.x, dy = b.y - a.y, ex = p.x - a.x, ey = p.y - a.y;
      const double t = std::clamp((ex * dx + ey * dy) / (dx * dx + dy * dy), 0.0, 1.0);
      if (std::hypot(ex - t * dx, ey - t * dy) <= metres) return true;
    }
  return false;
}

int Rings::winding(Point p) {
  if (!box_.contains(p)) return 0;
  build();
  return winding_built(p);
}

int Rings::winding_built(Point p) const {
  if (!box_.contains(p)) return 0;
  const std::size_t s = slab(p.y);
  int turns = 0;
  for (std::size_t i = slab_begin_[s]; i < slab_begin_[s + 1]; ++i) {
    const Point& a = vertices_[slab_edges_[i]];
    const Point& b = vertices_[slab_edges_[i] + 1];
    if ((a.y <= p.y) == (b.y <= p.y)) continue;
    const double side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
    if (a.y <= p.y && side > 0) ++turns;
    if (b.y <= p.y && side < 0) --turns;
  }
  return turns;
}

}  // namespace gapmap::cover

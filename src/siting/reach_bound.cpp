// SPDX-License-Identifier: MIT
#include "siting/reach_bound.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/parallel.h"
#include "siting/ascent.h"
#include "siting/site_pick.h"

namespace gapmap {

ReachBound reach_bound(const ReachMatrix& matrix, ReachClimb& climb, const Watch& watch) {
  const std::size_t n = matrix.groups(), m = matrix.candidates();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  ReachBound result;
  result.fate.assign(m, Fate::free);
  result.share.assign(m, 0.0);
  result.lost = -infinity;
  std::vector<double> start = climb.price;
  if (start.empty()) {
    for (const double weight : matrix.weight) start.push_back(weight);
  }
  Ascent ascent(std::move(start), std::vector<double>(n, 0.0), matrix.weight, climb.factor);
  std::vector<double> earned(m), slope(n);
  SitePick pick;
  std::vector<Index> last_picked;
  std::size_t free_sites = matrix.sites, free_count = m;
  int since_pick = 0;
  for (int step = 0; step < climb.steps; ++step) {
    const std::vector<double>& price = ascent.point();
    for_each_chunk(m, 256, matrix.column.item.size() > 500'000 ? watch.control().jobs : 1,
                   [&](std::size_t begin, std::size_t end) {
                     for (std::size_t j = begin; j < end; ++j) {
                       if (result.fate[j] == Fate::closed) continue;
                       double sum = 0;
                       for (const Index g : matrix.column[j]) sum += price[g];
                       earned[j] = sum;
                     }
                   });
    double lost = 0;
    for (const double p : price) lost += p;
    pick.choose(earned, result.fate, free_sites);
    lost -= pick.earned;
    std::fill(slope.begin(), slope.end(), 1.0);
    for (std::size_t j = 0; j < m; ++j) {
      if (pick.picked[j])
        for (const Index g : matrix.column[j]) slope[g] -= 1;
    }
    if (lost > result.lost) {
      result.lost = lost;
      result.price = price;
      if (climb.closing.closes(lost, climb.lost)) break;
      for (const Index j : pick.free) {
        if (pick.picked[j]) {
          if (!climb.closing.closes(lost + earned[j] - pick.most_left, climb.lost)) continue;
          result.fate[j] = Fate::open;
          --free_sites;
        } else {
          if (pick.has_picked_free && !climb.closing.closes(lost + pick.least_picked - earned[j], climb.lost)) continue;
          result.fate[j] = Fate::closed;
        }
        --free_count;
      }
      if (free_count <= free_sites || free_sites == 0) break;
    }
    if (climb.pick && (++since_pick >= climb.every || step == 0)) {
      std::vector<Index> now;
      for (std::size_t j = 0; j < m; ++j) {
        if (pick.picked[j]) now.push_back(static_cast<Index>(j));
      }
      since_pick = 0;
      if (now != last_picked) {
        climb.pick(now);
        last_picked = std::move(now);
      }
    }
    ascent.learn(lost, slope, climb.lost);
    for (std::size_t j = 0; j < m; ++j) result.share[j] += ascent.blend() * (pick.picked[j] - result.share[j]);
    if (ascent.tired()) {
      result.tired = true;
      break;
    }
    if (watch.over()) break;
    if (step % 50 == 49 && free_count * 2 < m) break;
  }
  return result;
}

}  // namespace gapmap

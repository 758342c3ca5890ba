// SPDX-License-Identifier: MIT
#include "siting/median_bound.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "siting/ascent.h"
#include "siting/site_pick.h"

namespace gapmap {
namespace {

std::vector<double> first_prices(const MedianLists& lists) {
  // Half way between the nearest candidate and the one that a random choice would open.
  std::vector<double> price(lists.demands());
  const std::size_t rank = lists.sites == 0 ? 0 : lists.candidates() / lists.sites;
  for (std::size_t i = 0; i < lists.demands(); ++i) {
    const std::size_t length = lists.near.length(i);
    const double far = rank < length ? lists.cost[lists.near.start[i] + rank] : lists.beyond[i];
    price[i] = std::min(far, lists.beyond[i]);
  }
  return price;
}

}  // namespace

MedianBound median_bound(const MedianLists& lists, MedianClimb& climb, const Watch& watch) {
  const std::size_t n = lists.demands(), m = lists.candidates();
  const double infinity = std::numeric_limits<double>::infinity();
  MedianBound result;
  result.fate.assign(m, Fate::free);
  result.share.assign(m, 0.0);
  Ascent ascent(climb.price.empty() ? first_prices(lists) : climb.price, std::vector<double>(n, 0.0), lists.beyond);

  std::vector<double> earned(m), slope(n);
  SitePick pick;
  std::vector<Index> last_picked;
  std::size_t free_sites = lists.sites, opened = 0;
  std::size_t free_count = m;
  int since_pick = 0;
  result.bound = -infinity;

  for (int step = 0; step < climb.steps; ++step) {
    const std::vector<double>& price = ascent.point();
    std::fill(earned.begin(), earned.end(), 0.0);
    double bound = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double limit = price[i];
      bound += limit;
      for (std::size_t k = lists.near.start[i]; k < lists.near.start[i + 1] && lists.cost[k] < limit; ++k) {
        earned[lists.near.item[k]] += limit - lists.cost[k];
      }
    }
    pick.choose(earned, result.fate, free_sites);
    bound -= pick.earned;
    for (std::size_t i = 0; i < n; ++i) {
      double serving = 0;
      for (std::size_t k = lists.near.start[i]; k < lists.near.start[i + 1] && lists.cost[k] < price[i]; ++k) {
        serving += pick.picked[lists.near.item[k]];
      }
      slope[i] = 1 - serving;
    }

    if (bound > result.bound) {
      result.bound = bound;
      result.price = price;
      if (climb.closing.closes(bound, climb.value)) break;
      for (const Index j : pick.free) {
        if (pick.picked[j]) {
          if (!climb.closing.closes(bound + earned[j] - pick.most_left, climb.value)) continue;
          result.fate[j] = Fate::open;
          ++opened;
          --free_sites;
        } else {
          if (pick.has_picked_free && !climb.closing.closes(bound + pick.least_picked - earned[j], climb.value))
            continue;
          result.fate[j] = Fate::closed;
        }
        --free_count;
      }
      if (free_count <= free_sites || free_sites == 0) break;
    }
    ++since_pick;
    if (climb.pick && (step == 0 || since_pick >= 15)) {
      std::vector<Index> now;
      for (std::size_t j = 0; j < m; ++j) {
        if (pick.picked[j]) now.push_back(static_cast<Index>(j));
      }
      if (now != last_picked) {
        since_pick = 0;
        climb.pick(now);
        last_picked = std::move(now);
      }
    }
    ascent.learn(bound, slope, climb.value);
    for (std::size_t j = 0; j < m; ++j) result.share[j] += ascent.blend() * (pick.picked[j] - result.share[j]);
    if (ascent.tired()) {
      result.tired = true;
      break;
    }
    if (step % 8 == 7 && watch.over()) break;
  }
  return result;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "siting/median_swap.h"

#include <algorithm>

namespace gapmap {

double median_cost(const MedianLists& lists, const std::vector<Index>& open) {
  std::vector<char> is_open(lists.candidates());
  for (const Index j : open) is_open[j] = 1;
  double total = 0;
  for (std::size_t i = 0; i < lists.demands(); ++i) {
    double cost = lists.beyond[i];
    for (std::size_t k = lists.near.start[i]; k < lists.near.start[i + 1]; ++k) {
      if (!is_open[lists.near.item[k]]) continue;
      cost = lists.cost[k];
      break;
    }
    total += cost;
  }
  return total;
}

namespace {

void add_greedily(const MedianLists& lists, std::vector<Index>& open) {
  std::vector<char> is_open(lists.candidates());
  for (const Index j : open) is_open[j] = 1;
  std::vector<double> served(lists.beyond);
  const auto open_one = [&](Index opened) {
    for (std::size_t i = 0; i < lists.demands(); ++i) {
      for (std::size_t k = lists.near.start[i]; k < lists.near.start[i + 1] && lists.cost[k] < served[i]; ++k) {
        if (lists.near.item[k] == opened) served[i] = lists.cost[k];
      }
    }
  };
  for (const Index j : open) open_one(j);
  std::vector<double> saving(lists.candidates());
  const std::size_t count = std::min(lists.sites, lists.candidates());
  while (open.size() < count) {
    std::fill(saving.begin(), saving.end(), 0.0);
    for (std::size_t i = 0; i < lists.demands(); ++i) {
      for (std::size_t k = lists.near.start[i]; k < lists.near.start[i + 1] && lists.cost[k] < served[i]; ++k) {
        saving[lists.near.item[k]] += served[i] - lists.cost[k];
      }
    }
    Index best = gone;
    for (std::size_t j = 0; j < saving.size(); ++j) {
      if (!is_open[j] && (best == gone || saving[j] > saving[best])) best = static_cast<Index>(j);
    }
    is_open[best] = 1;
    open.push_back(best);
    open_one(best);
  }
}

}  // namespace

std::vector<Index> median_greedy(const MedianLists& lists) {
  std::vector<Index> open;
  add_greedily(lists, open);
  return open;
}

double median_swap(const MedianLists& lists, std::vector<Index>& open, const Watch& watch) {
  if (open.size() < std::min(lists.sites, lists.candidates())) add_greedily(lists, open);
  const std::size_t m = lists.candidates(), p = open.size();
  std::vector<Index> place(m, gone);
  for (std::size_t r = 0; r < p; ++r) place[open[r]] = static_cast<Index>(r);
  std::vector<double> gain(m), loss(p), extra(m * p);
  std::vector<std::size_t> inserted;
  double total = 0;
  while (true) {
    std::fill(gain.begin(), gain.end(), 0.0);
    std::fill(loss.begin(), loss.end(), 0.0);
    std::fill(extra.begin(), extra.end(), 0.0);
    total = 0;
    for (std::size_t i = 0; i < lists.demands(); ++i) {
      const std::size_t begin = lists.near.start[i], end = lists.near.start[i + 1];
      std::size_t first = begin;
      while (first < end && place[lists.near.item[first]] == gone) ++first;
      std::size_t second = first < end ? first + 1 : end;
      while (second < end && place[lists.near.item[second]] == gone) ++second;
      const double nearest = first < end ? lists.cost[first] : lists.beyond[i];
      const double next = second < end ? lists.cost[second] : lists.beyond[i];
      total += nearest;
      for (std::size_t k = begin; k < first; ++k) gain[lists.near.item[k]] += nearest - lists.cost[k];
      if (first == end) continue;
      const std::size_t r = place[lists.near.item[first]];
      loss[r] += next - nearest;
      for (std::size_t k = begin; k < second; ++k) {
        extra[lists.near.item[k] * p + r] += next - std::max(lists.cost[k], nearest);
      }
    }
    double best = 1e-9 * (1 + total);
    std::size_t enter = m, leave = p;
    for (std::size_t j = 0; j < m; ++j) {
      if (place[j] != gone) continue;
      for (std::size_t r = 0; r < p; ++r) {
        const double profit = gain[j] - loss[r] + extra[j * p + r];
        if (profit > best) best = profit, enter = j, leave = r;
      }
    }
    if (enter == m || watch.over()) return total;
    place[open[leave]] = gone;
    open[leave] = static_cast<Index>(enter);
    place[enter] = static_cast<Index>(leave);
  }
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "siting/median_lists.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace gapmap {

MedianLists median_lists(const Median& problem) {
  const std::size_t demands = problem.near.size();
  if (problem.distance.size() != problem.near.item.size() ||
      (!problem.weight.empty() && problem.weight.size() != demands) ||
      (!problem.beyond.empty() && problem.beyond.size() != demands) ||
      (!problem.roles.empty() && problem.roles.size() != problem.candidates)) {
    throw std::invalid_argument("the arrays of the median problem differ in length");
  }
  MedianLists lists;
  lists.sites = problem.sites;
  std::vector<Fate> fate(problem.candidates, Fate::free);
  lists.origin.resize(problem.candidates);
  for (std::size_t j = 0; j < problem.candidates; ++j) {
    lists.origin[j] = static_cast<Index>(j);
    const SiteRole role = role_of(problem.roles, j);
    if (role == SiteRole::forbidden) fate[j] = Fate::closed;
    if (role == SiteRole::must || role == SiteRole::existing) fate[j] = Fate::open;
    if (role == SiteRole::existing) ++lists.sites;
  }
  const auto weight = [&](std::size_t i) { return problem.weight.empty() ? 1.0 : problem.weight[i]; };

  // A demand that must be served costs more unserved than all together when served.
  double most = 1;
  for (std::size_t i = 0; i < demands; ++i) {
    double farthest = 0;
    for (std::size_t k = problem.near.start[i]; k < problem.near.start[i + 1]; ++k) {
      farthest = std::max(farthest, weight(i) * problem.distance[k]);
    }
    most += farthest;
  }
  lists.unserved = problem.beyond.empty() ? most : std::numeric_limits<double>::infinity();

  std::vector<std::pair<double, Index>> row;
  for (std::size_t i = 0; i < demands; ++i) {
    const double beyond = problem.beyond.empty() ? most : weight(i) * problem.beyond[i];
    row.clear();
    for (std::size_t k = problem.near.start[i]; k < problem.near.start[i + 1]; ++k) {
      const double cost = weight(i) * problem.distance[k];
      if (cost < beyond) row.emplace_back(cost, problem.near.item[k]);
    }
    std::sort(row.begin(), row.end());
    for (const auto& [cost, candidate] : row) {
      lists.near.item.push_back(candidate);
      lists.cost.push_back(cost);
    }
    lists.near.close();
    lists.beyond.push_back(beyond);
  }
  MedianLists rest = decided(lists, fate);
  std::erase_if(rest.open, [&](Index j) { return role_of(problem.roles, j) == SiteRole::existing; });
  return rest;
}

MedianLists decided(const MedianLists& lists, const std::vector<Fate>& fate) {
  MedianLists rest;
  rest.unserved = lists.unserved;
  rest.open = lists.open;
  std::vector<char> keep(lists.candidates());
  std::size_t opened = 0;
  for (std::size_t j = 0; j < lists.candidates(); ++j) {
    keep[j] = fate[j] == Fate::free;
    if (fate[j] != Fate::open) continue;
    rest.open.push_back(lists.origin[j]);
    ++opened;
  }
  rest.sites = lists.sites > opened ? lists.sites - opened : 0;
  std::vector<Index> kept;
  const std::vector<Index> number = number_kept(keep, kept);
  for (const Index j : kept) rest.origin.push_back(lists.origin[j]);
  for (std::size_t i = 0; i < lists.demands(); ++i) {
    double beyond = lists.beyond[i];
    for (std::size_t k = lists.near.start[i]; k < lists.near.start[i + 1]; ++k) {
      const Index j = lists.near.item[k];
      if (fate[j] == Fate::open) {
        beyond = lists.cost[k];
        break;
      }
      if (fate[j] == Fate::closed) continue;
      rest.near.item.push_back(number[j]);
      rest.cost.push_back(lists.cost[k]);
    }
    // Candidates exactly as far as an open site are of no use to this demand.
    while (rest.near.item.size() > rest.near.start.back() && rest.cost.back() >= beyond) {
      rest.cost.pop_back();
      rest.near.item.pop_back();
    }
    rest.near.close();
    rest.beyond.push_back(beyond);
  }
  return rest;
}

}  // namespace gapmap

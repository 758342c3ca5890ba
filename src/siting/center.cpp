// SPDX-License-Identifier: MIT
#include "siting/center.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "siting/set_cover.h"

namespace gapmap {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

SetCover within(const Center& problem, double distance) {
  SetCover cover;
  cover.rows = problem.near.size();
  cover.roles = problem.roles;
  Sparse pairs;
  for (std::size_t i = 0; i < problem.near.size(); ++i) {
    for (std::size_t k = problem.near.start[i]; k < problem.near.start[i + 1]; ++k) {
      if (problem.distance[k] <= distance) pairs.item.push_back(problem.near.item[k]);
    }
    pairs.close();
  }
  cover.covers = transpose(pairs, problem.candidates);
  return cover;
}

/// Opens, again and again, the site nearest to the demand served worst: a first distance that suffices.
std::vector<Index> farthest_first(const Center& problem, std::size_t free_sites) {
  std::vector<char> open(problem.candidates);
  std::vector<Index> sites;
  for (std::size_t j = 0; j < problem.candidates; ++j) {
    const SiteRole role = role_of(problem.roles, j);
    open[j] = role == SiteRole::existing || role == SiteRole::must;
    if (role == SiteRole::must) sites.push_back(static_cast<Index>(j));
  }
  for (std::size_t round = 0; round < free_sites; ++round) {
    double worst = -1;
    std::size_t farthest = 0;
    for (std::size_t i = 0; i < problem.near.size(); ++i) {
      double distance = infinity;
      for (std::size_t k = problem.near.start[i]; k < problem.near.start[i + 1]; ++k) {
        if (open[problem.near.item[k]]) distance = std::min(distance, problem.distance[k]);
      }
      if (distance > worst) worst = distance, farthest = i;
    }
    Index best = gone;
    double best_distance = infinity;
    for (std::size_t k = problem.near.start[farthest]; k < problem.near.start[farthest + 1]; ++k) {
      const Index j = problem.near.item[k];
      if (open[j] || role_of(problem.roles, j) == SiteRole::forbidden || problem.distance[k] >= best_distance) continue;
      best = j;
      best_distance = problem.distance[k];
    }
    if (best == gone) break;
    open[best] = 1;
    sites.push_back(best);
  }
  return sites;
}

}  // namespace

double center_value(const Center& problem, const std::vector<Index>& sites) {
  std::vector<char> open(problem.candidates);
  for (std::size_t j = 0; j < problem.candidates; ++j) open[j] = role_of(problem.roles, j) == SiteRole::existing;
  for (const Index j : sites) open[j] = 1;
  double worst = 0;
  for (std::size_t i = 0; i < problem.near.size(); ++i) {
    double distance = infinity;
    for (std::size_t k = problem.near.start[i]; k < problem.near.start[i + 1]; ++k) {
      if (open[problem.near.item[k]]) distance = std::min(distance, problem.distance[k]);
    }
    worst = std::max(worst, distance);
  }
  return worst;
}

Answer solve_center(const Center& problem, const Control& control) {
  if (problem.distance.size() != problem.near.item.size() ||
      (!problem.roles.empty() && problem.roles.size() != problem.candidates)) {
    throw std::invalid_argument("the arrays of the center problem differ in length");
  }
  Watch watch(control);
  Answer answer;
  const auto musts = static_cast<std::size_t>(std::count(problem.roles.begin(), problem.roles.end(), SiteRole::must));
  if (musts > problem.sites) {
    answer.proven = true;
    return answer;
  }
  std::vector<double> distances(problem.distance);
  distances.push_back(0);
  std::sort(distances.begin(), distances.end());
  distances.erase(std::unique(distances.begin(), distances.end()), distances.end());
  const auto rank = [&](double distance) {
    return static_cast<std::size_t>(std::lower_bound(distances.begin(), distances.end(), distance) - distances.begin());
  };

  answer.sites = farthest_first(problem, problem.sites - musts);
  answer.value = center_value(problem, answer.sites);
  std::size_t high = rank(answer.value);  // suffices; past the end: not known yet
  // No demand can be nearer than its nearest site.
  std::vector<Index> everywhere;
  for (std::size_t j = 0; j < problem.candidates; ++j) {
    if (role_of(problem.roles, j) != SiteRole::forbidden) everywhere.push_back(static_cast<Index>(j));
  }
  std::size_t low = rank(center_value(problem, everywhere));  // may suffice, nothing below does
  bool stuck = false;
  while (low < high && low < distances.size() && !stuck && !watch.over()) {
    const std::size_t middle = low + (std::min(high, distances.size()) - low) / 2;
    CoverMatrix matrix = cover_matrix(within(problem, distances[middle]));
    const auto sites = static_cast<double>(problem.sites);
    const CoverFind find = find_cover(std::move(matrix), {sites + 1, sites, Closing{1}, control.seed}, watch);
    if (find.found) {
      answer.sites = find.sites;
      answer.value = center_value(problem, answer.sites);
      high = std::min(middle, rank(answer.value));
    } else if (find.closed) {
      low = middle + 1;
    } else {
      stuck = true;
    }
    watch.tell(answer.value, low < distances.size() ? distances[low] : infinity);
  }
  std::sort(answer.sites.begin(), answer.sites.end());
  answer.proven = low >= high;
  answer.feasible = answer.value < infinity;
  answer.bound = answer.proven ? answer.value : low < distances.size() ? distances[low] : infinity;
  answer.seconds = watch.seconds();
  return answer;
}

}  // namespace gapmap

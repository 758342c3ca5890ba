// SPDX-License-Identifier: MIT
#include "siting/reach_matrix.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace gapmap {
namespace {

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// One group for all groups with the same candidates.
ReachMatrix merged(const ReachMatrix& matrix, const Sparse& row) {
  std::vector<std::uint64_t> hash(matrix.groups());
  for (std::size_t g = 0; g < row.size(); ++g) {
    for (const Index j : row[g]) hash[g] += mixed(j);
  }
  std::vector<Index> order(matrix.groups());
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(),
            [&](Index a, Index b) { return std::pair(hash[a], a) < std::pair(hash[b], b); });
  std::vector<Index> leader(matrix.groups());
  for (std::size_t k = 0; k < order.size(); ++k) {
    const Index g = order[k];
    leader[g] = g;
    for (std::size_t back = k; back-- > 0 && hash[order[back]] == hash[g];) {
      const Index other = order[back];
      if (leader[other] != other || !std::ranges::equal(row[other], row[g])) continue;
      leader[g] = other;
      break;
    }
  }
  std::vector<char> keep(matrix.groups());
  for (std::size_t g = 0; g < keep.size(); ++g) keep[g] = leader[g] == g && row.length(g) > 0;
  std::vector<Index> kept, all(matrix.candidates());
  const std::vector<Index> number = number_kept(keep, kept);
  std::iota(all.begin(), all.end(), Index{0});
  ReachMatrix rest = matrix;
  rest.column = renumber(matrix.column, all, number);
  rest.weight.assign(kept.size(), 0.0);
  for (std::size_t g = 0; g < keep.size(); ++g) {
    if (row.length(g) > 0) rest.weight[number[leader[g]]] += matrix.weight[g];
  }
  rest.group_origin.clear();
  for (const Index g : kept) rest.group_origin.push_back(matrix.group_origin[g]);
  rest.total = std::accumulate(rest.weight.begin(), rest.weight.end(), 0.0);
  return rest;
}

}  // namespace

ReachMatrix reach_matrix(const MaxCover& problem) {
  const std::size_t n = problem.covers.size();
  if ((!problem.weight.empty() && problem.weight.size() != problem.demands) ||
      (!problem.roles.empty() && problem.roles.size() != n)) {
    throw std::invalid_argument("the arrays of the maximal cover problem differ in length");
  }
  ReachMatrix matrix;
  matrix.sites = problem.sites;
  matrix.weight = problem.weight.empty() ? std::vector<double>(problem.demands, 1.0) : problem.weight;
  matrix.group_origin.resize(problem.demands);
  std::iota(matrix.group_origin.begin(), matrix.group_origin.end(), Index{0});
  matrix.column.item.reserve(problem.covers.item.size());
  std::vector<Fate> fate(n, Fate::free);
  for (std::size_t j = 0; j < n; ++j) {
    const SiteRole role = role_of(problem.roles, j);
    if (role == SiteRole::forbidden) fate[j] = Fate::closed;
    if (role == SiteRole::must || role == SiteRole::existing) fate[j] = Fate::open;
    if (role == SiteRole::existing) ++matrix.sites;
    matrix.origin.push_back(static_cast<Index>(j));
    const auto items = problem.covers[j];
    const auto begin = static_cast<std::ptrdiff_t>(matrix.column.item.size());
    matrix.column.item.insert(matrix.column.item.end(), items.begin(), items.end());
    const auto first = matrix.column.item.begin() + begin;
    if (!std::is_sorted(first, matrix.column.item.end())) std::sort(first, matrix.column.item.end());
    matrix.column.item.erase(std::unique(first, matrix.column.item.end()), matrix.column.item.end());
    matrix.column.close();
  }
  ReachMatrix rest = decided(matrix, fate);
  std::erase_if(rest.chosen, [&](Index j) { return role_of(problem.roles, j) == SiteRole::existing; });
  return rest;
}

ReachMatrix decided(const ReachMatrix& matrix, const std::vector<Fate>& fate) {
  ReachMatrix rest;
  rest.chosen = matrix.chosen;
  rest.gained = matrix.gained;
  std::vector<char> covered(matrix.groups()), reachable(matrix.groups());
  std::size_t opened = 0;
  for (std::size_t j = 0; j < matrix.candidates(); ++j) {
    if (fate[j] == Fate::free) {
      for (const Index g : matrix.column[j]) reachable[g] = 1;
    } else if (fate[j] == Fate::open) {
      rest.chosen.push_back(matrix.origin[j]);
      ++opened;
      for (const Index g : matrix.column[j]) covered[g] = 1;
    }
  }
  rest.sites = matrix.sites > opened ? matrix.sites - opened : 0;
  for (std::size_t g = 0; g < covered.size(); ++g) {
    if (covered[g]) rest.gained += matrix.weight[g];
    reachable[g] = reachable[g] && !covered[g] && matrix.weight[g] > 0;
  }
  std::vector<char> keep(matrix.candidates());
  for (std::size_t j = 0; j < keep.size(); ++j) {
    const auto groups = matrix.column[j];
    keep[j] = fate[j] == Fate::free && std::any_of(groups.begin(), groups.end(), [&](Index g) { return reachable[g]; });
  }
  std::vector<Index> groups, candidates;
  const std::vector<Index> group_number = number_kept(reachable, groups);
  const std::vector<Index> candidate_number = number_kept(keep, candidates);
  rest.column = renumber(matrix.column, candidate_number, group_number);
  for (const Index g : groups) {
    rest.weight.push_back(matrix.weight[g]);
    rest.group_origin.push_back(matrix.group_origin[g]);
    rest.total += matrix.weight[g];
  }
  for (const Index j : candidates) rest.origin.push_back(matrix.origin[j]);
  return rest;
}

ReachMatrix reduced(ReachMatrix matrix, std::size_t effort) {
  if (matrix.column.item.size() > effort) return matrix;
  matrix = merged(matrix, transpose(matrix.column, matrix.groups()));
  const Sparse row = transpose(matrix.column, matrix.groups());
  std::vector<Fate> fate(matrix.candidates(), Fate::free);
  bool changed = false;
  for (std::size_t j = 0; j < matrix.candidates() && effort > 0; ++j) {
    const auto part = matrix.column[j];
    const Index rarest = *std::min_element(part.begin(), part.end(), [&](Index a, Index b) {
      return std::pair(row.length(a), a) < std::pair(row.length(b), b);
    });
    for (const Index k : row[rarest]) {
      if (k == j || fate[k] == Fate::closed || part.size() > matrix.column.length(k)) continue;
      std::size_t w = 0, found = 0;
      const auto whole = matrix.column[k];
      while (found < part.size() && w < whole.size() && whole[w] <= part[found]) found += whole[w++] == part[found];
      effort -= std::min(effort, w + 1);
      if (found < part.size()) continue;
      fate[j] = Fate::closed;
      changed = true;
      break;
    }
  }
  if (!changed) return matrix;
  matrix = decided(matrix, fate);
  return merged(matrix, transpose(matrix.column, matrix.groups()));
}

}  // namespace gapmap

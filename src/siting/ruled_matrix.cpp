// SPDX-License-Identifier: MIT
#include "siting/ruled_matrix.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

namespace gapmap {
namespace {

constexpr double rounding = 1e-9;
constexpr std::size_t most_cliques = 20'000;

/// Cliques that together hold every conflict: from each open pair on, greedily grown.
std::vector<std::vector<Index>> cliques(const Sparse& conflicts) {
  std::vector<std::vector<Index>> found;
  std::vector<std::vector<char>> covered(conflicts.size());
  for (std::size_t i = 0; i < conflicts.size(); ++i) covered[i].assign(conflicts.length(i), 0);
  const auto position = [&](Index i, Index j) -> std::size_t {
    const auto list = conflicts[i];
    const auto at = std::lower_bound(list.begin(), list.end(), j);
    return at != list.end() && *at == j ? static_cast<std::size_t>(at - list.begin()) : list.size();
  };
  for (Index i = 0; i < conflicts.size(); ++i)
    for (std::size_t n = 0; n < conflicts.length(i); ++n) {
      const Index j = conflicts[i][n];
      if (j < i || covered[i][n] || found.size() >= most_cliques) continue;
      std::vector<Index> clique{i, j};
      for (const Index k : conflicts[i]) {
        if (k == j) continue;
        bool fits = true;
        for (std::size_t c = 1; c < clique.size() && fits; ++c)
          fits = position(clique[c], k) < conflicts.length(clique[c]);
        if (fits) clique.push_back(k);
      }
      for (const Index a : clique)
        for (const Index b : clique)
          if (const std::size_t at = a == b ? conflicts.length(a) : position(a, b); at < conflicts.length(a))
            covered[a][at] = 1;
      std::sort(clique.begin(), clique.end());
      found.push_back(std::move(clique));
    }
  return found;
}

void add_groups(const RuledCover& problem, RuledMatrix& matrix) {
  // Pairs by demand.
  std::vector<std::vector<std::pair<Index, double>>> lists(problem.demands);
  for (std::size_t j = 0; j < problem.serves.size(); ++j)
    for (std::size_t k = problem.serves.start[j]; k < problem.serves.start[j + 1]; ++k)
      if (role_of(problem.roles, j) != SiteRole::forbidden && problem.gain[k] > 0)
        lists[problem.serves.item[k]].push_back({static_cast<Index>(j), problem.gain[k]});
  std::map<std::pair<std::uint8_t, std::vector<Index>>, std::size_t> alike;
  std::vector<std::vector<std::pair<Index, double>>> groups;
  for (std::size_t i = 0; i < problem.demands; ++i) {
    const std::uint8_t need = problem.need.empty() ? std::uint8_t{1} : problem.need[i];
    if (lists[i].empty() || lists[i].size() < need) continue;
    const double first = lists[i].front().second;
    const bool is_plain =
        std::all_of(lists[i].begin(), lists[i].end(), [&](const auto& pair) { return pair.second == first; });
    if (is_plain) {
      std::vector<Index> key;
      for (const auto& pair : lists[i]) key.push_back(pair.first);
      const auto [place, is_new] = alike.try_emplace({need, std::move(key)}, groups.size());
      if (!is_new) {
        for (auto& pair : groups[place->second]) pair.second += first;
        continue;
      }
    }
    groups.push_back(std::move(lists[i]));
    matrix.need.push_back(need);
  }
  for (const auto& group : groups) {
    double most = 0;
    for (const auto& [candidate, gain] : group) {
      matrix.row.item.push_back(candidate);
      matrix.row_gain.push_back(gain);
      most = std::max(most, gain);
    }
    matrix.row.close();
    matrix.most.push_back(most);
    matrix.total += most;
  }
  matrix.column = transpose(matrix.row, problem.serves.size());
  std::vector<std::size_t> next(matrix.column.start.begin(), matrix.column.start.end() - 1);
  matrix.gain.resize(matrix.column.item.size());
  for (std::size_t k = 0; k < matrix.row.item.size(); ++k) matrix.gain[next[matrix.row.item[k]]++] = matrix.row_gain[k];
}

void add_limits(const RuledCover& problem, RuledMatrix& matrix) {
  for (const UseLimit& limit : problem.rules.limits) {
    const double largest = limit.use.empty() ? 1 : *std::max_element(limit.use.begin(), limit.use.end());
    const double scale = largest > 0 ? largest : 1;
    for (std::size_t k = 0; k < limit.site.size(); ++k) {
      matrix.limit.item.push_back(limit.site[k]);
      matrix.use.push_back(limit.use[k] / scale);
    }
    matrix.limit.close();
    matrix.room.push_back(limit.most / scale);
  }
  for (const std::vector<Index>& clique : cliques(problem.rules.conflicts)) {
    for (const Index site : clique) {
      matrix.limit.item.push_back(site);
      matrix.use.push_back(1);
    }
    matrix.limit.close();
    matrix.room.push_back(1);
  }
  matrix.ruled_by = transpose(matrix.limit, matrix.candidates());
  std::vector<std::size_t> next(matrix.ruled_by.start.begin(), matrix.ruled_by.start.end() - 1);
  matrix.ruled_use.resize(matrix.use.size());
  for (std::size_t k = 0; k < matrix.use.size(); ++k) matrix.ruled_use[next[matrix.limit.item[k]]++] = matrix.use[k];
}

}  // namespace

RuledMatrix ruled_matrix(const RuledCover& problem) {
  const std::size_t n = problem.serves.size();
  if (problem.gain.size() != problem.serves.item.size() || (!problem.roles.empty() && problem.roles.size() != n) ||
      (!problem.capacity.empty() && problem.capacity.size() != n) ||
      (!problem.need.empty() && problem.need.size() != problem.demands) ||
      (problem.rules.conflicts.size() != 0 && problem.rules.conflicts.size() != n))
    throw std::invalid_argument("a ruled cover problem with arrays of different length");
  RuledMatrix matrix;
  matrix.sites = problem.sites;
  matrix.capacity = problem.capacity;
  matrix.conflicts = problem.rules.conflicts;
  if (matrix.conflicts.size() == 0) matrix.conflicts.start.assign(n + 1, 0);
  for (std::size_t j = 0; j < n; ++j) {
    const SiteRole role = role_of(problem.roles, j);
    matrix.is_new.push_back(role != SiteRole::existing);
    matrix.fate.push_back(role == SiteRole::free        ? Fate::free
                          : role == SiteRole::forbidden ? Fate::closed
                                                        : Fate::open);
  }
  add_groups(problem, matrix);
  add_limits(problem, matrix);
  return matrix;
}

bool settle(const RuledMatrix& matrix, std::vector<Fate>& fate) {
  std::vector<double> left = matrix.room;
  std::size_t count = 0;
  for (std::size_t j = 0; j < fate.size(); ++j) {
    if (fate[j] != Fate::open || !matrix.is_new[j]) continue;
    ++count;
    for (const Index other : matrix.conflicts[j]) {
      if (fate[other] == Fate::open && matrix.is_new[other]) return false;
      if (fate[other] == Fate::free) fate[other] = Fate::closed;
    }
    for (std::size_t k = matrix.ruled_by.start[j]; k < matrix.ruled_by.start[j + 1]; ++k)
      left[matrix.ruled_by.item[k]] -= matrix.ruled_use[k];
  }
  if (count > matrix.sites) return false;
  for (const double room : left)
    if (room < -rounding) return false;
  for (std::size_t j = 0; j < fate.size(); ++j) {
    if (fate[j] != Fate::free) continue;
    if (count == matrix.sites || matrix.column.length(j) == 0) fate[j] = Fate::closed;
    for (std::size_t k = matrix.ruled_by.start[j]; k < matrix.ruled_by.start[j + 1]; ++k)
      if (matrix.ruled_use[k] > left[matrix.ruled_by.item[k]] + rounding) fate[j] = Fate::closed;
  }
  return true;
}

RuledBasket::RuledBasket(const RuledMatrix& matrix)
    : matrix_(matrix), inside_(matrix.candidates()), blocked_(matrix.candidates()), left_(matrix.room) {
  for (Index j = 0; j < matrix.candidates(); ++j)
    if (matrix.fate[j] == Fate::open) add(j);
}

bool RuledBasket::allows(Index candidate) const {
  if (inside_[candidate] || blocked_[candidate] > 0 || count_ >= matrix_.sites) return false;
  for (std::size_t k = matrix_.ruled_by.start[candidate]; k < matrix_.ruled_by.start[candidate + 1]; ++k)
    if (matrix_.ruled_use[k] > left_[matrix_.ruled_by.item[k]] + rounding) return false;
  return true;
}

void RuledBasket::add(Index candidate) {
  inside_[candidate] = 1;
  if (!matrix_.is_new[candidate]) return;
  ++count_;
  for (const Index other : matrix_.conflicts[candidate]) ++blocked_[other];
  for (std::size_t k = matrix_.ruled_by.start[candidate]; k < matrix_.ruled_by.start[candidate + 1]; ++k)
    left_[matrix_.ruled_by.item[k]] -= matrix_.ruled_use[k];
}

void RuledBasket::remove(Index candidate) {
  inside_[candidate] = 0;
  if (!matrix_.is_new[candidate]) return;
  --count_;
  for (const Index other : matrix_.conflicts[candidate]) --blocked_[other];
  for (std::size_t k = matrix_.ruled_by.start[candidate]; k < matrix_.ruled_by.start[candidate + 1]; ++k)
    left_[matrix_.ruled_by.item[k]] += matrix_.ruled_use[k];
}

std::vector<Index> RuledBasket::all() const {
  std::vector<Index> sites;
  for (Index j = 0; j < inside_.size(); ++j)
    if (inside_[j]) sites.push_back(j);
  return sites;
}

std::vector<Index> RuledBasket::chosen() const {
  std::vector<Index> sites;
  for (Index j = 0; j < inside_.size(); ++j)
    if (inside_[j] && matrix_.is_new[j]) sites.push_back(j);
  return sites;
}

}  // namespace gapmap

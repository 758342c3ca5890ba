// SPDX-License-Identifier: MIT
#include "siting/reach_swap.h"

#include <algorithm>
#include <queue>
#include <utility>

namespace gapmap {

double reach_weight(const ReachMatrix& matrix, const std::vector<Index>& sites) {
  std::vector<char> covered(matrix.groups());
  double weight = 0;
  for (const Index j : sites) {
    for (const Index g : matrix.column[j]) {
      if (!covered[g]) weight += matrix.weight[g];
      covered[g] = 1;
    }
  }
  return weight;
}

void reach_greedy(const ReachMatrix& matrix, std::vector<Index>& sites) {
  const std::size_t count = std::min(matrix.sites, matrix.candidates());
  std::vector<char> covered(matrix.groups()), used(matrix.candidates());
  const auto use = [&](Index j) {
    used[j] = 1;
    for (const Index g : matrix.column[j]) covered[g] = 1;
  };
  for (const Index j : sites) use(j);
  const auto gain = [&](Index j) {
    double weight = 0;
    for (const Index g : matrix.column[j]) weight += covered[g] ? 0 : matrix.weight[g];
    return weight;
  };
  using Entry = std::pair<double, Index>;  // the number counted down, so that the lower one comes first
  std::priority_queue<Entry> queue;
  for (std::size_t j = 0; j < matrix.candidates(); ++j) {
    if (sites.size() < count && !used[j]) queue.emplace(gain(static_cast<Index>(j)), gone - static_cast<Index>(j));
  }
  while (sites.size() < count && !queue.empty()) {
    const Index j = gone - queue.top().second;
    queue.pop();
    const double now = gain(j);
    if (!queue.empty() && Entry(now, gone - j) < queue.top()) {
      queue.emplace(now, gone - j);
      continue;
    }
    sites.push_back(j);
    use(j);
  }
}

namespace {

class Exchange {
 public:
  Exchange(const ReachMatrix& matrix, std::vector<Index>& sites)
      : matrix_(matrix),
        sites_(sites),
        count_(matrix.groups()),
        keeper_(matrix.groups()),
        loss_(sites.size()),
        extra_(sites.size()),
        place_(matrix.candidates(), gone) {
    for (std::size_t r = 0; r < sites_.size(); ++r) add(sites_[r], static_cast<Index>(r));
  }

  bool used(Index j) const { return place_[j] != gone; }

  /// Puts the candidate in the place of the site it best replaces, if that gains.
  bool try_in(Index j) {
    double gain = 0;
    touched_.clear();
    for (const Index g : matrix_.column[j]) {
      if (count_[g] == 0) {
        gain += matrix_.weight[g];
      } else if (count_[g] == 1) {
        const Index r = keeper_[g];
        if (extra_[r] == 0) touched_.push_back(r);
        extra_[r] += matrix_.weight[g];
      }
    }
    std::size_t best = 0;
    for (std::size_t r = 1; r < sites_.size(); ++r) {
      if (loss_[r] - extra_[r] < loss_[best] - extra_[best]) best = r;
    }
    const double profit = gain - loss_[best] + extra_[best];
    for (const Index r : touched_) extra_[r] = 0;
    if (profit <= 1e-9 * (1 + gain)) return false;
    remove(sites_[best], static_cast<Index>(best));
    add(j, static_cast<Index>(best));
    sites_[best] = j;
    return true;
  }

 private:
  // keeper_ holds all places that cover a group, combined by xor: with a count of one, that place.
  void add(Index j, Index r) {
    place_[j] = r;
    loss_[r] = 0;
    for (const Index g : matrix_.column[j]) {
      if (count_[g] == 0) loss_[r] += matrix_.weight[g];
      if (count_[g] == 1) loss_[keeper_[g]] -= matrix_.weight[g];
      ++count_[g];
      keeper_[g] ^= r;
    }
  }
  void remove(Index j, Index r) {
    place_[j] = gone;
    for (const Index g : matrix_.column[j]) {
      --count_[g];
      keeper_[g] ^= r;
      if (count_[g] == 1) loss_[keeper_[g]] += matrix_.weight[g];
    }
  }

  const ReachMatrix& matrix_;
  std::vector<Index>& sites_;
  std::vector<Index> count_, keeper_;
  std::vector<double> loss_;   ///< weight that a site alone covers
  std::vector<double> extra_;  ///< of which the candidate being tried would cover
  std::vector<Index> place_, touched_;
};

}  // namespace

double reach_swap(const ReachMatrix& matrix, std::vector<Index>& sites, int rounds, const Watch& watch) {
  reach_greedy(matrix, sites);
  if (sites.empty() || sites.size() == matrix.candidates()) return reach_weight(matrix, sites);
  Exchange exchange(matrix, sites);
  for (int round = 0; round < rounds; ++round) {
    bool changed = false;
    for (std::size_t j = 0; j < matrix.candidates(); ++j) {
      if (!exchange.used(static_cast<Index>(j)) && exchange.try_in(static_cast<Index>(j))) changed = true;
      if (j % 512 == 511 && watch.over()) return reach_weight(matrix, sites);
    }
    if (!changed) break;
  }
  return reach_weight(matrix, sites);
}

}  // namespace gapmap

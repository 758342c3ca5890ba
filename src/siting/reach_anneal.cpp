// SPDX-License-Identifier: MIT
#include "siting/reach_anneal.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "base/parallel.h"
#include "siting/reach_swap.h"

namespace gapmap {
namespace {

class Choice {
 public:
  Choice(const ReachMatrix& matrix, const Sparse& row, const std::vector<Index>& start)
      : matrix_(matrix),
        row_(row),
        count_(matrix.groups()),
        keeper_(matrix.groups()),
        change_(matrix.candidates()),
        place_(matrix.candidates(), gone) {
    for (std::size_t j = 0; j < matrix.candidates(); ++j)
      for (const Index g : matrix.column[j]) change_[j] += matrix.weight[g];
    for (const Index j : start) add(j);
  }

  double covered() const { return covered_; }
  const std::vector<Index>& sites() const { return sites_; }

  /// What the site is missed by, or the candidate would gain.
  double change(Index j) const { return change_[j]; }

  /// The candidate that gains most among about half of them, `except` left out.
  Index most(Index except, std::mt19937_64& random) const {
    Index best = gone;
    for (std::size_t j = 0; j < place_.size();) {
      std::uint64_t coins = random();
      for (const std::size_t end = std::min(place_.size(), j + 64); j < end; ++j, coins >>= 1) {
        if (!(coins & 1) || place_[j] != gone || j == except) continue;
        if (best == gone || change_[j] > change_[best]) best = static_cast<Index>(j);
      }
    }
    return best;
  }

  void add(Index j) {
    place_[j] = static_cast<Index>(sites_.size());
    sites_.push_back(j);
    for (const Index g : matrix_.column[j]) {
      const double weight = matrix_.weight[g];
      keeper_[g] ^= j;
      if (++count_[g] == 1) {
        covered_ += weight;
        for (const Index k : row_[g])
          if (k != j) change_[k] -= weight;
      } else {
        if (count_[g] == 2) change_[keeper_[g] ^ j] -= weight;
      }
    }
    recount(j);
  }

  void remove(Index j) {
    const Index last = sites_.back();
    sites_[place_[j]] = last;
    place_[last] = place_[j];
    place_[j] = gone;
    sites_.pop_back();
    for (const Index g : matrix_.column[j]) {
      const double weight = matrix_.weight[g];
      keeper_[g] ^= j;
      if (--count_[g] == 0) {
        covered_ -= weight;
        for (const Index k : row_[g])
          if (k != j) change_[k] += weight;
      } else if (count_[g] == 1) {
        change_[keeper_[g]] += weight;
      }
    }
    recount(j);
  }

 private:
  /// A site's change is the weight that it alone covers, another candidate's what it would newly cover.
  void recount(Index j) {
    double sum = 0;
    const bool stands = place_[j] != gone;
    for (const Index g : matrix_.column[j])
      if (count_[g] == (stands ? 1u : 0u)) sum += matrix_.weight[g];
    change_[j] = sum;
  }

  const ReachMatrix& matrix_;
  const Sparse& row_;
  std::vector<Index> count_, keeper_;  ///< sites on a group: how many, and all of them combined by xor
  std::vector<double> change_;
  std::vector<Index> place_, sites_;
  double covered_ = 0;
};

std::vector<Index> walk(const ReachMatrix& matrix, const Sparse& row, const std::vector<Index>& start,
                        std::size_t steps, std::uint64_t seed, const Watch& watch) {
  std::mt19937_64 random(seed);
  Choice choice(matrix, row, start);
  std::vector<Index> best = start;
  double record = choice.covered();
  // From losses of a part of what a site covers down to next to none.
  const double hot = 0.08 * record / static_cast<double>(start.size()), cold = 0.002 * hot;
  for (std::size_t step = 0; step < steps; ++step) {
    const double heat = hot * std::pow(cold / hot, static_cast<double>(step) / static_cast<double>(steps));
    const Index out = choice.sites()[random() % choice.sites().size()];
    const double loss = choice.change(out);
    choice.remove(out);
    const Index in = choice.most(out, random);
    const double luck = std::max(static_cast<double>(random() >> 11) * 0x1p-53, 1e-300);
    const bool taken = in != gone && choice.change(in) - loss >= heat * std::log(luck);
    choice.add(taken ? in : out);
    if (choice.covered() > record * (1 + 1e-12)) {
      record = choice.covered();
      best = choice.sites();
    }
    if (step % 64 == 63 && watch.over()) break;
  }
  return best;
}

}  // namespace

std::vector<Index> reach_anneal(const ReachMatrix& matrix, const std::vector<Index>& start, double effort,
                                std::uint64_t seed, const Watch& watch) {
  if (start.empty() || start.size() >= matrix.candidates()) return start;
  const Sparse row = transpose(matrix.column, matrix.groups());
  const double pairs = static_cast<double>(matrix.column.item.size());
  const double candidates = static_cast<double>(matrix.candidates());
  const double a_step = 50 + candidates + 2 * pairs / static_cast<double>(matrix.groups()) * pairs / candidates;
  const auto steps = static_cast<std::size_t>(std::clamp(effort / a_step, 100.0, 1e6));
  std::vector<std::vector<Index>> found(4);
  for_each_index(found.size(), watch.control().jobs,
                 [&](std::size_t k) { found[k] = walk(matrix, row, start, steps, seed * 4 + k, watch); });
  return *std::max_element(found.begin(), found.end(), [&](const auto& a, const auto& b) {
    return reach_weight(matrix, a) < reach_weight(matrix, b);
  });
}

}  // namespace gapmap

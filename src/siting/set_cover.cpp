// SPDX-License-Identifier: MIT
#include "siting/set_cover.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/parallel.h"
#include "siting/cover_bound.h"
#include "siting/cover_tree.h"
#include "siting/cover_walk.h"

namespace gapmap {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The matrix with only the columns that the relaxation likes: for each row the best few, and those that
/// cost next to nothing at its prices.
CoverMatrix core(const CoverMatrix& matrix, const std::vector<double>& lent) {
  constexpr std::size_t a_row = 8;
  std::vector<Fate> fate(matrix.columns(), Fate::closed);
  std::vector<Index> best;
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    best.assign(matrix.row[i].begin(), matrix.row[i].end());
    const std::size_t count = std::min(a_row, best.size());
    std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(count), best.end(),
                      [&](Index a, Index b) { return lent[a] != lent[b] ? lent[a] < lent[b] : a < b; });
    for (std::size_t k = 0; k < count; ++k) fate[best[k]] = Fate::free;
  }
  for (std::size_t j = 0; j < fate.size(); ++j) {
    if (lent[j] < 0.1 * matrix.cost[j]) fate[j] = Fate::free;
  }
  return decided(matrix, fate);
}

/// Four walks side by side from one start; the best of them, the first of equals.
std::vector<Index> four_walks(const CoverMatrix& matrix, const std::vector<Index>& start, double effort, double enough,
                              std::uint64_t seed, const Watch& watch) {
  const double pairs = static_cast<double>(matrix.column.item.size());
  const double a_step =
      20 + 2 * pairs / static_cast<double>(matrix.rows()) * pairs / static_cast<double>(matrix.columns());
  const auto steps = static_cast<std::size_t>(std::clamp(effort / a_step, 2e3, 3e6));
  std::vector<std::vector<Index>> found(4);
  for_each_index(found.size(), watch.control().jobs,
                 [&](std::size_t k) { found[k] = cover_walk(matrix, start, steps, enough, seed * 4 + k, watch); });
  return *std::min_element(found.begin(), found.end(),
                           [&](const auto& a, const auto& b) { return cover_cost(matrix, a) < cover_cost(matrix, b); });
}

}  // namespace

CoverFind find_cover(CoverMatrix matrix, const CoverGoal& goal, Watch& watch) {
  CoverFind find;
  find.value = goal.below;
  find.bound = matrix.paid;
  std::size_t problem_rows = 0;
  for (const Index i : matrix.row_origin) problem_rows = std::max<std::size_t>(problem_rows, i + 1);
  std::vector<double> by_problem(problem_rows);
  const auto offer = [&](const std::vector<Index>& columns) {
    const double cost = matrix.paid + cover_cost(matrix, columns);
    if (cost >= find.value - 1e-9) return;
    find.found = true;
    find.value = cost;
    find.sites = in_problem(matrix, columns);
  };
  const auto done = [&] { return find.found && find.value <= goal.enough; };

  matrix = reduced(std::move(matrix), 400'000'000);
  bool priced = false;
  std::vector<double> lent;
  const auto walk_core = [&](double effort, std::uint64_t seed) {
    const CoverMatrix inner = core(matrix, lent);
    const std::vector<Index> start = cover_greedy(inner, inner.cost);
    const std::vector<Index> end = four_walks(inner, start, effort, goal.enough - matrix.paid, seed, watch);
    const double cost = inner.paid + cover_cost(inner, end);
    if (cost >= find.value - 1e-9) return;
    find.found = true;
    find.value = cost;
    find.sites = in_problem(inner, end);
  };
  for (int round = 0; round < 20; ++round) {
    if (!matrix.feasible) {
      find.closed = true;
      break;
    }
    if (matrix.rows() == 0) {
      offer({});
      find.closed = true;
      break;
    }
    const std::size_t steps = round == 0 ? 3000 : 1500;
    if (round < 3)
      offer(cover_walk(matrix, cover_greedy(matrix, matrix.cost), steps, goal.enough - matrix.paid, goal.seed, watch));
    if (done() || watch.over()) break;
    CoverClimb climb;
    if (priced) climb.price = prices_here(matrix, by_problem);
    climb.steps = 500;
    climb.value = find.value;
    climb.closing = goal.closing;
    climb.offer = [&](const std::vector<double>& now) {
      offer(cover_greedy(matrix, not_negative(now)));
      climb.value = find.value;
    };
    const CoverBound relaxed = cover_bound(matrix, climb, watch);
    find.bound = std::max(find.bound, relaxed.bound);
    find.closed = goal.closing.closes(relaxed.bound, find.value);
    watch.tell(find.value, std::min(find.value, find.bound));
    if (find.closed || done() || watch.over()) break;
    remember(matrix, relaxed.price, by_problem);
    priced = true;
    lent = relaxed.lent;
    walk_core(round == 0 ? 1e6 : 1e7, goal.seed + static_cast<std::uint64_t>(round));
    const std::size_t before = matrix.columns();
    matrix = reduced(decided(matrix, relaxed.fate), 100'000'000);
    if (relaxed.tired && matrix.columns() * 10 > before * 9) break;
  }
  if (!find.closed && !done() && !watch.over()) {
    CoverTree tree{matrix, by_problem, find.bound, goal.closing};
    const double start = find.value;
    tree.rounds = 30;
    double left = search_covers(tree, find.value, find.sites, watch);
    if (left < infinity && !(find.value <= goal.enough)) {
      improve_cover(tree, matrix.columns() > 2500 ? 500 : 60, goal.enough, find.value, find.sites, watch);
      tree.rounds = std::numeric_limits<std::size_t>::max();
      left = search_covers(tree, find.value, find.sites, watch);
    }
    find.found = find.found || find.value < start;
    find.closed = left == infinity;
    find.bound = std::max(find.bound, left);
  }
  if (find.closed) find.bound = find.value;
  return find;
}

double set_cover_value(const SetCover& problem, const std::vector<Index>& sites) {
  std::vector<char> covered(problem.rows);
  double value = 0;
  for (const Index j : sites) {
    value += problem.cost.empty() ? 1 : problem.cost[j];
    for (const Index i : problem.covers[j]) covered[i] = 1;
  }
  for (std::size_t j = 0; j < problem.covers.size(); ++j) {
    if (role_of(problem.roles, j) != SiteRole::existing) continue;
    for (const Index i : problem.covers[j]) covered[i] = 1;
  }
  return std::all_of(covered.begin(), covered.end(), [](char c) { return c != 0; }) ? value : infinity;
}

Answer solve_set_cover(const SetCover& problem, const Control& control) {
  Watch watch(control);
  Answer answer;
  CoverMatrix matrix = cover_matrix(problem);
  const Closing closing{problem.cost.empty() ? 1.0 : grain_of(problem.cost)};
  CoverFind find = find_cover(std::move(matrix), {infinity, -infinity, closing, control.seed}, watch);
  answer.feasible = find.found;
  answer.sites = std::move(find.sites);
  std::sort(answer.sites.begin(), answer.sites.end());
  answer.proven = find.closed;
  if (answer.feasible) answer.value = set_cover_value(problem, answer.sites);
  answer.bound = closing.grain > 0 ? std::ceil(find.bound - 1e-6) : find.bound;
  if (answer.proven || answer.bound > answer.value) answer.bound = answer.value;
  answer.seconds = watch.seconds();
  return answer;
}

}  // namespace gapmap

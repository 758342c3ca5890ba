// SPDX-License-Identifier: MIT
#include "siting/set_cover.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "siting/cover_bound.h"
#include "siting/cover_walk.h"
#include "siting/tree_search.h"

namespace gapmap {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct CoverNode {
  std::shared_ptr<const CoverMatrix> matrix;
  std::shared_ptr<const std::vector<double>> price;  ///< by the problem's rows
  std::vector<std::pair<Index, Fate>> decisions;
  double bound = 0;
};

std::vector<Index> in_problem(const CoverMatrix& matrix, const std::vector<Index>& columns) {
  std::vector<Index> sites(matrix.chosen);
  for (const Index j : columns) sites.push_back(matrix.origin[j]);
  return sites;
}

std::vector<double> prices_here(const CoverMatrix& matrix, const std::vector<double>& by_problem) {
  std::vector<double> price;
  for (const Index i : matrix.row_origin) price.push_back(by_problem[i]);
  return price;
}

void remember(const CoverMatrix& matrix, const std::vector<double>& price, std::vector<double>& by_problem) {
  for (std::size_t i = 0; i < matrix.rows(); ++i) by_problem[matrix.row_origin[i]] = price[i];
}

std::vector<double> not_negative(std::vector<double> costs) {
  for (double& cost : costs) cost = std::max(cost, 0.0);
  return costs;
}

/// One column in, or out.
void split_on_column(const CoverMatrix& matrix, const CoverBound& relaxed, std::vector<CoverNode>& children) {
  Index best = 0;
  double best_score = -1;
  for (std::size_t j = 0; j < matrix.columns(); ++j) {
    const double share = relaxed.share[j];
    const double score = share * (1.2 - share) * (1 + 0.01 * static_cast<double>(matrix.column.length(j)));
    if (score > best_score) best_score = score, best = static_cast<Index>(j);
  }
  children.resize(2);
  children[0].decisions = {{best, Fate::closed}};
  children[1].decisions = {{best, Fate::open}};
}

class CoverSearch {
 public:
  CoverSearch(Closing closing, std::size_t effort, const Watch& watch) : closing_(closing), effort_(effort), watch_(watch) {}

  Branching<CoverNode> operator()(const CoverNode& node, double known) const {
    Branching<CoverNode> result;
    std::vector<Fate> fate(node.matrix->columns(), Fate::free);
    for (const auto& [column, decision] : node.decisions) fate[column] = decision;
    CoverMatrix matrix = reduced(decided(*node.matrix, fate), effort_);
    std::vector<double> by_problem = *node.price;
    double value = known;
    const auto offer = [&](const std::vector<Index>& columns) {
      const double cost = matrix.paid + cover_cost(matrix, columns);
      if (cost >= value - 1e-9) return;
      value = result.value = cost;
      result.found = true;
      result.sites = in_problem(matrix, columns);
    };
    result.bound = infinity;
    for (int round = 0; matrix.feasible; ++round) {
      if (matrix.rows() == 0) {
        offer({});
        return result;
      }
      CoverClimb climb;
      climb.price = prices_here(matrix, by_problem);
      climb.steps = 100;
      climb.value = value;
      climb.closing = closing_;
      CoverBound relaxed = cover_bound(matrix, climb, watch_);
      if (closing_.closes(relaxed.bound, value)) return result;
      result.bound = std::max(node.bound, relaxed.bound);
      remember(matrix, relaxed.price, by_problem);
      const auto open = std::count(relaxed.fate.begin(), relaxed.fate.end(), Fate::free);
      const bool shrunk = static_cast<std::size_t>(open) * 10 < matrix.columns() * 8;
      if (!shrunk || round == 2) {
        offer(cover_greedy(matrix, not_negative(relaxed.lent)));
        if (closing_.closes(relaxed.bound, value)) return result;
        branch(matrix, relaxed, by_problem, result);
        return result;
      }
      matrix = reduced(decided(matrix, relaxed.fate), effort_);
    }
    return result;
  }

 private:
  void branch(const CoverMatrix& matrix, const CoverBound& relaxed, const std::vector<double>& by_problem,
              Branching<CoverNode>& result) const {
    // Decide first, so that the children share the smaller matrix.
    CoverBound kept;
    std::vector<char> keep(matrix.columns());
    CoverMatrix rest = decided(matrix, relaxed.fate);
    if (!rest.feasible) return;
    for (std::size_t j = 0, k = 0; j < matrix.columns() && k < rest.columns(); ++j) {
      if (matrix.origin[j] != rest.origin[k]) continue;
      kept.share.push_back(relaxed.share[j]);
      ++k;
    }
    std::vector<CoverNode> children;
    if (rest.rows() == 0) {
      children.resize(1);
    } else {
      split_on_column(rest, kept, children);
    }
    const auto shared = std::make_shared<const CoverMatrix>(std::move(rest));
    const auto price = std::make_shared<const std::vector<double>>(by_problem);
    for (CoverNode& child : children) {
      child.matrix = shared;
      child.price = price;
      child.bound = result.bound;
    }
    result.children = std::move(children);
  }

  Closing closing_;
  std::size_t effort_;
  const Watch& watch_;
};

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
    if (round < 3) offer(cover_walk(matrix, cover_greedy(matrix, matrix.cost), steps, goal.enough - matrix.paid, goal.seed, watch));
    if (done() || watch.over()) break;
    CoverClimb climb;
    if (priced) climb.price = prices_here(matrix, by_problem);
    climb.steps = 500;
    climb.value = find.value;
    climb.closing = goal.closing;
    climb.offer = [&](const std::vector<double>& lent) {
      offer(cover_greedy(matrix, not_negative(lent)));
      climb.value = find.value;
    };
    const CoverBound relaxed = cover_bound(matrix, climb, watch);
    find.bound = std::max(find.bound, relaxed.bound);
    find.closed = goal.closing.closes(relaxed.bound, find.value);
    watch.tell(find.value, std::min(find.value, find.bound));
    if (find.closed || done() || watch.over()) break;
    remember(matrix, relaxed.price, by_problem);
    priced = true;
    offer(cover_walk(matrix, cover_greedy(matrix, not_negative(relaxed.lent)), steps, goal.enough - matrix.paid,
                     goal.seed + static_cast<std::uint64_t>(round), watch));
    const std::size_t before = matrix.columns();
    matrix = reduced(decided(matrix, relaxed.fate), 100'000'000);
    if (relaxed.tired && matrix.columns() * 10 > before * 9) break;
  }
  if (!find.closed && !done() && !watch.over()) {
    offer(cover_walk(matrix, cover_greedy(matrix, matrix.cost), 100'000, goal.enough - matrix.paid, goal.seed + 99, watch));
  }
  if (!find.closed && !done() && !watch.over()) {
    CoverNode root{std::make_shared<const CoverMatrix>(matrix), std::make_shared<const std::vector<double>>(by_problem), {},
                   find.bound};
    const double start = find.value;
    const double left = search_tree(std::vector<CoverNode>{root}, find.value, find.sites, goal.closing, watch,
                                    CoverSearch(goal.closing, 20 * matrix.column.item.size(), watch));
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
    if (role_of(problem.roles, j) != Role::existing) continue;
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

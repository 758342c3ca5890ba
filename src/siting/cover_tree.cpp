// SPDX-License-Identifier: MIT
#include "siting/cover_tree.h"

#include <algorithm>
#include <memory>
#include <random>
#include <utility>

#include "siting/cover_bound.h"
#include "siting/cover_walk.h"
#include "siting/tree_search.h"

namespace gapmap {

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

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct CoverNode {
  std::shared_ptr<const CoverMatrix> matrix;
  std::shared_ptr<const std::vector<double>> price;  ///< by the problem's rows
  std::vector<std::pair<Index, Fate>> decisions;
  double bound = 0;
};

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
  CoverSearch(Closing closing, std::size_t effort, const Watch& watch)
      : closing_(closing), effort_(effort), watch_(watch) {}

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
        offer(cover_walk(matrix, cover_greedy(matrix, not_negative(relaxed.lent)), 50, -infinity, 1, watch_));
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

double search_covers(const CoverTree& tree, double& value, std::vector<Index>& sites, Watch& watch) {
  const CoverNode root{std::make_shared<const CoverMatrix>(tree.matrix),
                       std::make_shared<const std::vector<double>>(tree.price),
                       {},
                       tree.bound};
  return search_tree(std::vector<CoverNode>{root}, value, sites, tree.closing, watch,
                     CoverSearch(tree.closing, 20 * tree.matrix.column.item.size(), watch), tree.rounds);
}

void improve_cover(const CoverTree& tree, int rounds, double enough, double& value, std::vector<Index>& sites,
                   Watch& watch) {
  constexpr std::size_t parts = 4;
  const bool large = tree.matrix.columns() > 2500;  // smaller neighbourhoods, or a round takes too long
  std::mt19937_64 random(watch.control().seed);
  Control alone = watch.control();
  alone.jobs = 1;
  alone.listen = {};
  for (int round = 0; round < rounds && value > enough && !watch.over(); ++round) {
    alone.seconds = watch.left();
    struct Part {
      std::vector<Fate> fate;
      double value = 0;
      std::vector<Index> sites;
    };
    std::vector<Part> found(parts);
    for (Part& part : found) {
      part.fate.assign(tree.matrix.columns(), Fate::free);
      part.value = value;
      const double kept = (large ? 0.35 : 0.15) + 0.1 * static_cast<double>(random() % (large ? 4 : 5));
      std::vector<Index> now(sites);
      std::sort(now.begin(), now.end());
      for (std::size_t j = 0; j < tree.matrix.columns(); ++j) {
        if (!std::binary_search(now.begin(), now.end(), tree.matrix.origin[j])) continue;
        if (static_cast<double>(random() % 1000) < 1000 * kept) part.fate[j] = Fate::open;
      }
    }
    for_each_index(parts, watch.control().jobs, [&](std::size_t k) {
      Watch own(alone);
      const CoverMatrix rest = decided(tree.matrix, found[k].fate);
      search_covers({rest, tree.price, rest.paid, tree.closing, large ? std::size_t{12} : std::size_t{40}},
                    found[k].value, found[k].sites, own);
    });
    for (Part& part : found) {
      if (part.value >= value) continue;
      value = part.value;
      sites = std::move(part.sites);
    }
    watch.tell(value, std::min(value, tree.bound));
  }
}

}  // namespace gapmap

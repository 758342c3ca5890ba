// SPDX-License-Identifier: MIT
#include "siting/reach_tree.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

#include "siting/reach_bound.h"
#include "siting/reach_swap.h"
#include "siting/tree_search.h"

namespace gapmap {

std::vector<Index> in_problem(const ReachMatrix& matrix, const std::vector<Index>& candidates) {
  std::vector<Index> sites(matrix.chosen);
  for (const Index j : candidates) sites.push_back(matrix.origin[j]);
  return sites;
}

std::vector<double> prices_here(const ReachMatrix& matrix, const std::vector<double>& part) {
  std::vector<double> price(matrix.groups());
  for (std::size_t g = 0; g < price.size(); ++g) price[g] = part[matrix.group_origin[g]] * matrix.weight[g];
  return price;
}

void remember(const ReachMatrix& matrix, const std::vector<double>& price, std::vector<double>& part) {
  for (std::size_t g = 0; g < price.size(); ++g) part[matrix.group_origin[g]] = price[g] / matrix.weight[g];
}

namespace {

struct ReachNode {
  std::shared_ptr<const ReachMatrix> matrix;
  std::shared_ptr<const std::vector<double>> price;  ///< one a group of the matrix
  Index candidate = gone;                            ///< decided at this node
  Fate fate = Fate::free;
  double bound = 0;
};

class ReachSearch {
 public:
  ReachSearch(const ReachTree& tree, const Watch& watch) : tree_(tree), watch_(watch) {}

  Branching<ReachNode> operator()(const ReachNode& node, double known) const {
    Branching<ReachNode> result;
    result.bound = node.bound;
    double lost = known;
    const auto offer = [&](const ReachMatrix& of, const std::vector<Index>& sites, double weight) {
      const double now = tree_.all - of.gained - weight;
      if (now >= lost) return;
      lost = result.value = now;
      result.found = true;
      result.sites = in_problem(of, sites);
    };
    std::vector<Fate> fate(node.matrix->candidates(), Fate::free);
    if (node.candidate != gone) fate[node.candidate] = node.fate;
    auto [matrix, price] = step(*node.matrix, fate, *node.price);
    for (int round = 0;; ++round) {
      if (matrix.sites == 0 || matrix.candidates() <= matrix.sites) {
        std::vector<Index> rest(matrix.sites == 0 ? 0 : matrix.candidates());
        std::iota(rest.begin(), rest.end(), Index{0});
        offer(matrix, rest, reach_weight(matrix, rest));
        return result;
      }
      ReachClimb climb;
      climb.price = price;
      climb.steps = 80;
      const double outside = tree_.all - matrix.gained - matrix.total;  // lost already
      climb.lost = lost - outside;
      climb.closing = tree_.closing;
      const ReachBound relaxed = reach_bound(matrix, climb, watch_);
      if (tree_.closing.closes(relaxed.lost, lost - outside)) return result;
      result.bound = std::max(result.bound, relaxed.lost + outside);
      const auto open = static_cast<std::size_t>(std::count(relaxed.fate.begin(), relaxed.fate.end(), Fate::free));
      const bool shrunk = open * 10 < matrix.candidates() * 8;
      if (!shrunk || round == 2) {
        std::vector<Index> sites(matrix.candidates());
        std::iota(sites.begin(), sites.end(), Index{0});
        std::stable_sort(sites.begin(), sites.end(),
                         [&](Index a, Index b) { return relaxed.share[a] > relaxed.share[b]; });
        sites.resize(matrix.sites);
        const double weight = reach_swap(matrix, sites, 3, watch_);
        offer(matrix, sites, weight);
        branch(matrix, relaxed, result);
        return result;
      }
      std::tie(matrix, price) = step(matrix, relaxed.fate, relaxed.price);
    }
  }

 private:
  /// Decides and carries the prices of the groups that stay along.
  static std::pair<ReachMatrix, std::vector<double>> step(const ReachMatrix& matrix, const std::vector<Fate>& fate,
                                                          const std::vector<double>& price) {
    ReachMatrix rest = decided(matrix, fate);
    std::vector<double> kept;
    for (std::size_t g = 0, k = 0; g < matrix.groups() && k < rest.groups(); ++g) {
      if (matrix.group_origin[g] != rest.group_origin[k]) continue;
      kept.push_back(price[g]);
      ++k;
    }
    return {std::move(rest), std::move(kept)};
  }

  void branch(const ReachMatrix& matrix, const ReachBound& relaxed, Branching<ReachNode>& result) const {
    auto [rest, prices] = step(matrix, relaxed.fate, relaxed.price);
    const auto shared = std::make_shared<const ReachMatrix>(std::move(rest));
    const auto price = std::make_shared<const std::vector<double>>(std::move(prices));
    Index best = gone;
    double best_score = -1, best_share = 0;
    for (std::size_t j = 0, k = 0; j < matrix.candidates() && k < shared->candidates(); ++j) {
      if (matrix.origin[j] != shared->origin[k]) continue;
      const double share = relaxed.share[j];
      const double score = std::min(share, 1 - share);
      if (score > best_score) best_score = score, best_share = share, best = static_cast<Index>(k);
      ++k;
    }
    if (best == gone) {
      result.children.push_back({shared, price, gone, Fate::free, result.bound});
      return;
    }
    result.children.push_back({shared, price, best, Fate::closed, result.bound});
    result.children.push_back({shared, price, best, Fate::open, result.bound});
    if (best_share < 0.3) std::swap(result.children[0], result.children[1]);
  }

  const ReachTree& tree_;
  const Watch& watch_;
};

}  // namespace

double search_reach(const ReachTree& tree, double& lost, std::vector<Index>& sites, Watch& watch) {
  const ReachNode root{std::make_shared<const ReachMatrix>(tree.matrix),
                       std::make_shared<const std::vector<double>>(prices_here(tree.matrix, tree.part)), gone,
                       Fate::free, tree.bound};
  return search_tree(std::vector<ReachNode>{root}, lost, sites, tree.closing, watch, ReachSearch(tree, watch),
                     tree.rounds);
}

void improve_reach(const ReachTree& tree, int rounds, double& lost, std::vector<Index>& sites, Watch& watch) {
  constexpr std::size_t parts = 4;
  std::mt19937_64 random(watch.control().seed);
  Control alone = watch.control();
  alone.jobs = 1;
  alone.listen = {};
  const std::size_t m = tree.matrix.candidates();
  const Sparse row = transpose(tree.matrix.column, tree.matrix.groups());
  for (int round = 0; round < rounds && !watch.over(); ++round) {
    alone.seconds = watch.left();
    struct Part {
      std::vector<Fate> fate;
      double lost = 0;
      std::vector<Index> sites;
    };
    std::vector<Part> found(parts);
    std::vector<Index> now(sites);
    std::sort(now.begin(), now.end());
    std::vector<Index> used;
    for (std::size_t j = 0; j < m; ++j) {
      if (std::binary_search(now.begin(), now.end(), tree.matrix.origin[j])) used.push_back(static_cast<Index>(j));
    }
    const std::size_t released = std::min<std::size_t>(used.size(), 8 + random() % 8);
    for (Part& part : found) {
      part.lost = lost;
      part.fate.assign(m, Fate::free);
      // Lets go of sites around one of them: those met first along shared groups.
      std::vector<Index> ball{static_cast<Index>(random() % m)};
      std::vector<char> met(m), passed(tree.matrix.groups());
      met[ball[0]] = 1;
      std::size_t freed = 0;
      for (std::size_t k = 0; k < ball.size() && freed < released; ++k) {
        freed += std::binary_search(used.begin(), used.end(), ball[k]);
        for (const Index g : tree.matrix.column[ball[k]]) {
          if (std::exchange(passed[g], char{1})) continue;
          for (const Index j : row[g]) {
            if (!met[j]) met[j] = 1, ball.push_back(j);
          }
        }
      }
      for (const Index j : used) {
        if (!met[j]) part.fate[j] = Fate::open;
      }
    }
    for_each_index(parts, watch.control().jobs, [&](std::size_t k) {
      Watch own(alone);
      const ReachMatrix rest = decided(tree.matrix, found[k].fate);
      const ReachTree inner{rest, tree.part, tree.all, tree.all - rest.gained - rest.total, tree.closing, 12};
      search_reach(inner, found[k].lost, found[k].sites, own);
    });
    for (Part& part : found) {
      if (part.lost >= lost) continue;
      lost = part.lost;
      sites = std::move(part.sites);
    }
    watch.tell(lost, std::min(lost, tree.bound));
  }
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "siting/median.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>
#include <utility>

#include "siting/median_bound.h"
#include "siting/median_swap.h"
#include "siting/tree_search.h"

namespace gapmap {
namespace {

struct MedianNode {
  std::shared_ptr<const MedianLists> lists;
  std::shared_ptr<const std::vector<double>> price;
  Index candidate = gone;  ///< decided at this node
  Fate fate = Fate::free;
  double bound = 0;
};

std::vector<Index> in_problem(const MedianLists& lists, const std::vector<Index>& open) {
  std::vector<Index> sites(lists.open);
  for (const Index j : open) sites.push_back(lists.origin[j]);
  return sites;
}

/// Opens everything that still can be: the only choice left.
std::vector<Index> all_left(const MedianLists& lists) {
  std::vector<Index> open;
  if (lists.sites == 0) return open;
  for (std::size_t j = 0; j < lists.candidates(); ++j) open.push_back(static_cast<Index>(j));
  return open;
}

bool is_leaf(const MedianLists& lists) { return lists.sites == 0 || lists.candidates() <= lists.sites; }

Branching<MedianNode> branch(const MedianLists& lists, const MedianBound& relaxed) {
  Branching<MedianNode> result;
  result.bound = relaxed.bound;
  Index best = 0;
  double best_score = -1;
  for (std::size_t j = 0; j < lists.candidates(); ++j) {
    const double score = std::min(relaxed.share[j], 1 - relaxed.share[j]);
    if (score > best_score) best_score = score, best = static_cast<Index>(j);
  }
  const auto shared = std::make_shared<const MedianLists>(lists);
  const auto price = std::make_shared<const std::vector<double>>(relaxed.price);
  result.children.push_back({shared, price, best, Fate::closed, relaxed.bound});
  result.children.push_back({shared, price, best, Fate::open, relaxed.bound});
  if (relaxed.share[best] < 0.5) std::swap(result.children[0], result.children[1]);
  return result;
}

/// Bounds, decides, and bounds again as long as much is decided.
Branching<MedianNode> search(const MedianNode& node, double known, Closing closing, const Watch& watch) {
  Branching<MedianNode> result;
  std::vector<Fate> fate(node.lists->candidates(), Fate::free);
  if (node.candidate != gone) fate[node.candidate] = node.fate;
  MedianLists lists = decided(*node.lists, fate);
  std::vector<double> price = *node.price;
  double value = known;
  const auto offer = [&](const MedianLists& of, std::vector<Index> open, double cost) {
    if (cost >= value) return;
    value = cost;
    result.found = true;
    result.value = cost;
    result.sites = in_problem(of, open);
  };
  for (int round = 0; round < 3; ++round) {
    if (is_leaf(lists)) {
      const std::vector<Index> open = all_left(lists);
      const double cost = median_cost(lists, open);
      offer(lists, open, cost);
      result.bound = cost;
      return result;
    }
    MedianClimb climb;
    climb.price = price;
    climb.steps = 120;
    climb.value = value;
    climb.closing = closing;
    const MedianBound relaxed = median_bound(lists, climb, watch);
    result.bound = std::max(node.bound, relaxed.bound);
    if (closing.closes(relaxed.bound, value)) return result;
    const auto decided_count = static_cast<std::size_t>(
        std::count_if(relaxed.fate.begin(), relaxed.fate.end(), [](Fate f) { return f != Fate::free; }));
    price = relaxed.price;
    if (decided_count * 5 < lists.candidates() || round == 2) {
      // Round the relaxation: the candidates with the largest shares.
      std::vector<Index> open(lists.candidates());
      for (std::size_t j = 0; j < open.size(); ++j) open[j] = static_cast<Index>(j);
      std::stable_sort(open.begin(), open.end(), [&](Index a, Index b) { return relaxed.share[a] > relaxed.share[b]; });
      open.resize(lists.sites);
      const double cost = median_swap(lists, open, watch);
      offer(lists, open, cost);
      MedianBound kept = relaxed;
      MedianLists rest = decided(lists, relaxed.fate);
      if (is_leaf(rest)) {
        const std::vector<Index> left = all_left(rest);
        offer(rest, left, median_cost(rest, left));
        return result;
      }
      kept.share.clear();
      for (std::size_t j = 0; j < lists.candidates(); ++j) {
        if (relaxed.fate[j] == Fate::free) kept.share.push_back(relaxed.share[j]);
      }
      Branching<MedianNode> split = branch(rest, kept);
      result.children = std::move(split.children);
      for (MedianNode& child : result.children) child.bound = result.bound;
      return result;
    }
    lists = decided(lists, relaxed.fate);
  }
  return result;
}

/// Starts again from the best choice with some sites exchanged at random.
void shake(const MedianLists& lists, std::vector<Index>& best, double& value, int rounds, std::uint64_t seed,
           const Watch& watch) {
  std::mt19937_64 random(seed);
  const std::size_t m = lists.candidates();
  if (best.empty() || m <= best.size()) return;
  for (int round = 0; round < rounds && !watch.over(); ++round) {
    std::vector<Index> open = best;
    std::vector<char> is_open(m);
    for (const Index j : open) is_open[j] = 1;
    const std::size_t changes =
        std::min<std::size_t>(m - open.size(), 1 + random() % std::max<std::size_t>(1, open.size() / 4));
    for (std::size_t c = 0; c < changes; ++c) {
      const std::size_t out = random() % open.size();
      std::size_t in = random() % m;
      while (is_open[in]) in = (in + 1) % m;
      is_open[open[out]] = 0;
      is_open[in] = 1;
      open[out] = static_cast<Index>(in);
    }
    const double cost = median_swap(lists, open, watch);
    if (cost < value) value = cost, best = open;
  }
}

}  // namespace

double median_value(const Median& problem, const std::vector<Index>& sites) {
  std::vector<char> open(problem.candidates);
  for (std::size_t j = 0; j < problem.candidates; ++j) open[j] = role_of(problem.roles, j) == SiteRole::existing;
  for (const Index j : sites) open[j] = 1;
  const double infinity = std::numeric_limits<double>::infinity();
  double total = 0;
  for (std::size_t i = 0; i < problem.near.size(); ++i) {
    double distance = problem.beyond.empty() ? infinity : problem.beyond[i];
    for (std::size_t k = problem.near.start[i]; k < problem.near.start[i + 1]; ++k) {
      if (open[problem.near.item[k]]) distance = std::min(distance, problem.distance[k]);
    }
    const double weight = problem.weight.empty() ? 1.0 : problem.weight[i];
    if (weight > 0) total += weight * distance;
  }
  return total;
}

Answer solve_median(const Median& problem, const Control& control) {
  Watch watch(control);
  Answer answer;
  std::size_t musts = 0;
  for (const SiteRole role : problem.roles) musts += role == SiteRole::must;
  MedianLists lists = median_lists(problem);
  if (musts > problem.sites) {
    answer.proven = true;
    return answer;
  }
  Closing closing{std::min(grain_of(lists.cost), grain_of(lists.beyond))};

  std::vector<Index> open = median_greedy(lists);
  double value = median_swap(lists, open, watch);
  shake(lists, open, value, 30, control.seed, watch);
  std::vector<Index> sites = in_problem(lists, open);
  watch.tell(value, 0);

  double bound = -std::numeric_limits<double>::infinity();
  std::vector<double> price;
  bool closed = false;
  for (int round = 0; round < 12 && !closed && !is_leaf(lists) && !watch.over(); ++round) {
    MedianClimb climb;
    climb.price = price;
    climb.steps = 400;
    climb.value = value;
    climb.closing = closing;
    climb.pick = [&](const std::vector<Index>& picked) {
      std::vector<Index> tried = picked;
      tried.resize(std::min(tried.size(), lists.sites));
      const double cost = median_swap(lists, tried, watch);
      if (cost >= value) return;
      value = climb.value = cost;
      sites = in_problem(lists, tried);
    };
    const MedianBound relaxed = median_bound(lists, climb, watch);
    bound = std::max(bound, relaxed.bound);
    closed = closing.closes(relaxed.bound, value);
    watch.tell(value, std::min(value, bound));
    const std::size_t before = lists.candidates();
    price = relaxed.price;
    lists = decided(lists, relaxed.fate);
    if (relaxed.tired && lists.candidates() * 10 > before * 9) break;
  }
  if (!closed && !watch.over()) {
    MedianNode root{std::make_shared<const MedianLists>(lists), std::make_shared<const std::vector<double>>(price),
                    gone, Fate::free, bound};
    if (price.empty()) root.price = std::make_shared<const std::vector<double>>(lists.beyond);
    const double left =
        search_tree(std::vector<MedianNode>{root}, value, sites, closing, watch,
                    [&](const MedianNode& node, double known) { return search(node, known, closing, watch); });
    closed = left == std::numeric_limits<double>::infinity();
    bound = std::max(bound, left);
  }
  std::sort(sites.begin(), sites.end());
  answer.sites = std::move(sites);
  answer.value = median_value(problem, answer.sites);
  answer.feasible = problem.beyond.empty() ? value < lists.unserved : true;
  answer.proven = closed;
  answer.bound = closed ? answer.value : std::min(answer.value, closing.grain > 0 ? std::ceil(bound - 1e-6) : bound);
  answer.seconds = watch.seconds();
  return answer;
}

}  // namespace gapmap

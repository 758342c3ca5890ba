// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "siting/answer.h"

namespace gapmap {

/// What the search of one node yields; all values are to be minimised.
template <typename Node>
struct Branching {
  double bound = 0;    ///< of everything below this node
  bool found = false;  ///< a choice better than the value that was known
  double value = 0;
  std::vector<Index> sites;
  std::vector<Node> children;  ///< most promising last; empty where nothing below can be better
};

/// Depth-first branch and bound. A fixed number of nodes is taken from the top of the stack and searched
/// at once, each knowing the best value from before; so the course does not depend on the number of
/// threads. `search(node, best_value)` must depend on its arguments only; a node has a `bound`.
/// At most `rounds` batches are searched. Returns the bound of what is left open: infinity where the tree was searched
/// to its end.
template <typename Node, typename Search>
double search_tree(std::vector<Node> stack, double& best_value, std::vector<Index>& best_sites, Closing closing,
                   Watch& watch, Search search, std::size_t rounds = std::numeric_limits<std::size_t>::max()) {
  constexpr std::size_t batch_size = 8;
  const double infinity = std::numeric_limits<double>::infinity();
  const auto open_bound = [&] {
    double bound = infinity;
    for (const Node& node : stack) bound = std::min(bound, node.bound);
    return bound;
  };
  double told = 0;
  for (std::size_t round = 0; round < rounds && !stack.empty() && !watch.over(); ++round) {
    std::vector<Node> batch;
    while (!stack.empty() && batch.size() < batch_size) {
      Node node = std::move(stack.back());
      stack.pop_back();
      if (!closing.closes(node.bound, best_value)) batch.push_back(std::move(node));
    }
    std::vector<Branching<Node>> results(batch.size());
    const double known = best_value;
    for_each_index(batch.size(), watch.control().jobs, [&](std::size_t i) { results[i] = search(batch[i], known); });
    // The first of the batch stood on top of the stack: its children go back on top.
    for (std::size_t i = batch.size(); i-- > 0;) {
      Branching<Node>& result = results[i];
      if (result.found && result.value < best_value) {
        best_value = result.value;
        best_sites = std::move(result.sites);
      }
      for (Node& child : result.children) stack.push_back(std::move(child));
    }
    if (watch.seconds() > told + 0.5) {
      told = watch.seconds();
      watch.tell(best_value, std::min(best_value, open_bound()));
    }
  }
  return open_bound();
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "network/walk.h"

namespace gapmap {

/// The nearest few starts of every place of a network, each label once by its shortest walk: one search from all
/// starts at once, in which a node is settled by up to `count` labels. Of equally long walks the lower label comes
/// first. No walk is longer than `bound`, so that memory is proportional to the pairs of node and label within the
/// bound, at most `count` a node. Immutable, shared by threads.
class NearestWalks {
 public:
  /// `count` is at least 1.
  NearestWalks(const Graph& graph, std::vector<WalkStart> starts, std::size_t count, Micrometres bound);

  /// The nearest labels from a place off the streets, ascending by distance, then by label; its straight piece
  /// counts. All within the bound where `is_complete`, else the first `count`. None where it joins no street.
  std::vector<WalkMap::Reached> at(const Snapped& place) const;

  /// Whether no node had more labels within the bound than it was allowed, so that a larger `count` finds no more.
  bool is_complete() const { return is_complete_; }

 private:
  std::span<const WalkMap::Reached> of_node(std::size_t node) const {
    return {reached_.data() + begin_[node], reached_.data() + begin_[node + 1]};
  }

  const Graph& graph_;
  WalkStarts starts_;
  std::size_t count_;
  Micrometres bound_;
  bool is_complete_ = true;
  std::vector<std::size_t> begin_;         // of each node
  std::vector<WalkMap::Reached> reached_;  // ascending within a node
};

}  // namespace gapmap

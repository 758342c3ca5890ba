// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/length.h"

namespace gapmap {

/// What it takes to walk along streets that rise and fall, for every place of every edge: the metres of level ground
/// that take as long. Steps may be as long as one likes; within a step the effort grows evenly.
class Efforts {
 public:
  /// A place of an edge, counted from its tail, and the effort of walking from there to either end.
  struct Step {
    Micrometres along, to_tail, to_head;
  };

  /// Appends the next edge: at least two steps, ascending, the first at its tail (`to_tail` 0), the last at its head
  /// (`to_head` 0). `to_tail` never falls along the edge and `to_head` never rises.
  void add_edge(std::span<const Step> steps);
  /// Appends all edges of another.
  void append(const Efforts& others);
  std::size_t edge_count() const { return begin_.size() - 1; }

  /// From one place of an edge to another.
  Micrometres walk(std::size_t edge, Micrometres from, Micrometres to) const;

  /// The first place of an edge from which the walk to `low` takes no more than `most`, and the last from which the
  /// walk to `high` does.
  Micrometres first_within(std::size_t edge, Micrometres low, Micrometres most) const;
  Micrometres last_within(std::size_t edge, Micrometres high, Micrometres most) const;
  /// The place from which the walk to `low`, which lies nearer to the tail, takes as much longer than that to `high` as
  /// `longer` says; the nearer end of the edge where none does.
  Micrometres between(std::size_t edge, Micrometres low, Micrometres high, Micrometres longer) const;

 private:
  std::span<const Step> steps_of(std::size_t edge) const {
    return {steps_.data() + begin_[edge], steps_.data() + begin_[edge + 1]};
  }

  std::vector<std::size_t> begin_{0};
  std::vector<Step> steps_;
};

}  // namespace gapmap

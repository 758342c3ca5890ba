// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace gapmap {

/// A heap of four children a node: half as deep as a binary one, and the four lie in one cache line or two.
/// Entries are compared by `<`; the least stands first.
template <typename Entry>
class QuadHeap {
 public:
  bool empty() const { return entries_.empty(); }
  const Entry& top() const { return entries_.front(); }
  void clear() { entries_.clear(); }

  void push(const Entry& entry) {
    std::size_t hole = entries_.size();
    entries_.push_back(entry);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (!(entry < entries_[parent])) break;
      entries_[hole] = entries_[parent];
      hole = parent;
    }
    entries_[hole] = entry;
  }

  void pop() {
    const Entry last = entries_.back();
    entries_.pop_back();
    if (entries_.empty()) return;
    std::size_t hole = 0;
    for (;;) {
      const std::size_t first = 4 * hole + 1, end = std::min(first + 4, entries_.size());
      if (first >= end) break;
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child)
        if (entries_[child] < entries_[least]) least = child;
      if (!(entries_[least] < last)) break;
      entries_[hole] = entries_[least];
      hole = least;
    }
    entries_[hole] = last;
  }

 private:
  std::vector<Entry> entries_;
};

}  // namespace gapmap

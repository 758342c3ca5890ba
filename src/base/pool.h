// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace gapmap {

/// Things that take long to make and serve one thread at a time: whoever needs one takes an idle one, or makes it.
template <typename T>
class Pool {
 public:
  /// Calls `work(thing)` with a thing that nobody else holds, made by `make()` where none is idle. One whose work
  /// threw is not used again.
  template <typename Make, typename Work>
  void lend(Make&& make, Work&& work) {
    std::unique_ptr<T> thing;
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        thing = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (!thing) thing = make();
    work(*thing);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(thing));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

namespace gapmap {

/// Runs `work(index)` for every index below `count` on at most `jobs` threads, and no more than the machine
/// runs at once. Each call must write to its own place only, so that results do not depend on the number of
/// threads. The first exception (by time) is rethrown after the others have stopped.
void for_each_index(std::size_t count, int jobs, const std::function<void(std::size_t)>& work);

/// Runs `work(begin, end)` over consecutive chunks of at most `chunk` indices below `count`.
void for_each_chunk(std::size_t count, std::size_t chunk, int jobs,
                    const std::function<void(std::size_t, std::size_t)>& work);

/// Runs `make(index)` on at most `jobs` threads, and `use(index)` for one index after the other, in order, each after
/// its `make`. No more than `waiting` made things wait to be used, so that memory stays bounded; 0 for `jobs` + 1.
void make_and_use(std::size_t count, int jobs, const std::function<void(std::size_t)>& make,
                  const std::function<void(std::size_t)>& use, std::size_t waiting = 0);

/// Threads that this machine runs at once.
int hardware_jobs();

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "base/parallel.h"

#include <algorithm>

#include <tbb/blocked_range.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace gapmap {

void for_each_index(std::size_t count, int jobs, const std::function<void(std::size_t)>& work) {
  for_each_chunk(count, 1, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) work(index);
  });
}

void for_each_chunk(std::size_t count, std::size_t chunk, int jobs,
                    const std::function<void(std::size_t, std::size_t)>& work) {
  chunk = std::max<std::size_t>(chunk, 1);
  const std::size_t chunks = (count + chunk - 1) / chunk;
  const auto run = [&](std::size_t index) { work(index * chunk, std::min(count, (index + 1) * chunk)); };
  // More threads than processors gain nothing, and TBB would say so on stderr.
  jobs = std::min(jobs, hardware_jobs());
  if (jobs <= 1 || chunks <= 1) {
    for (std::size_t index = 0; index < chunks; ++index) run(index);
    return;
  }
  tbb::task_arena arena(jobs);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, chunks, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          for (std::size_t index = range.begin(); index != range.end(); ++index) run(index);
        },
        tbb::simple_partitioner());
  });
}

int hardware_jobs() { return std::max(1, static_cast<int>(tbb::info::default_concurrency())); }

}  // namespace gapmap

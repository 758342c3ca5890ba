// SPDX-License-Identifier: MIT
#include "base/parallel.h"

#include <algorithm>

#include <tbb/blocked_range.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "base/cancel.h"

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
  const auto run = [&](std::size_t index) {
    stop_if_cancelled();
    work(index * chunk, std::min(count, (index + 1) * chunk));
  };
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

void make_and_use(std::size_t count, int jobs, const std::function<void(std::size_t)>& make,
                  const std::function<void(std::size_t)>& use, std::size_t waiting) {
  jobs = std::min(jobs, hardware_jobs());
  if (jobs <= 1 || count <= 1) {
    for (std::size_t index = 0; index < count; ++index) {
      stop_if_cancelled();
      make(index);
      use(index);
    }
    return;
  }
  std::size_t next = 0;
  const auto number = tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order,
                                                          [&](tbb::flow_control& control) -> std::size_t {
                                                            if (next == count) return control.stop(), next;
                                                            return next++;
                                                          });
  const auto making = tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel, [&](std::size_t index) {
    stop_if_cancelled();
    make(index);
    return index;
  });
  const auto using_ = tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order, use);
  if (waiting == 0) waiting = static_cast<std::size_t>(jobs) + 1;
  tbb::task_arena arena(jobs);
  arena.execute([&] { tbb::parallel_pipeline(waiting, number & making & using_); });
}

int hardware_jobs() { return std::max(1, static_cast<int>(tbb::info::default_concurrency())); }

}  // namespace gapmap

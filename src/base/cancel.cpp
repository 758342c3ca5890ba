// SPDX-License-Identifier: MIT
#include "base/cancel.h"

#include <atomic>

#include "base/error.h"

namespace gapmap {
namespace {

std::atomic<bool> wanted{false};

}  // namespace

void request_cancel() noexcept { wanted.store(true, std::memory_order_relaxed); }
bool is_cancelled() noexcept { return wanted.load(std::memory_order_relaxed); }
void reset_cancel() noexcept { wanted.store(false, std::memory_order_relaxed); }

void stop_if_cancelled() {
  if (is_cancelled()) throw Error(Fault::interrupted, {"已中断，没有写出结果", "interrupted; no result was written"});
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "base/cancel.h"
#include "base/text.h"

namespace gapmap {

/// Told now and then how far a long stage has come (`done` in 0..1). The library never prints; a
/// listener that throws `Error{Fault::interrupted}` stops the work, and so does `request_cancel` from any thread.
/// Called from one thread at a time.
using Progress = std::function<void(const Text& stage, double done)>;

inline void report(const Progress& progress, const Text& stage, double done) {
  stop_if_cancelled();
  if (progress) progress(stage, done);
}

/// The same listener for several threads, which wait for each other.
inline Progress one_at_a_time(Progress progress) {
  if (!progress) return {};
  return [progress = std::move(progress), mutex = std::make_shared<std::mutex>()](const Text& stage, double done) {
    const std::lock_guard lock(*mutex);
    progress(stage, done);
  };
}

}  // namespace gapmap

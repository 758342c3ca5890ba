// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

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

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

namespace gapmap {

// The wish to stop, from whoever may have it: a signal, a button. It concerns the whole process, since its work
// is spread over threads that know nothing of each other. Loops look at it; nothing is killed.

/// Asks all work to stop soon. May be called from any thread.
void request_cancel() noexcept;

/// Whether somebody asked.
bool is_cancelled() noexcept;

/// Forgets the wish, for a program that goes on to other work.
void reset_cancel() noexcept;

/// Throws Error{Fault::interrupted} where somebody asked. Long loops call it now and then.
void stop_if_cancelled();

}  // namespace gapmap

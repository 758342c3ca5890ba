// SPDX-License-Identifier: MIT
#pragma once

#include "base/text.h"

namespace gapmap::cli {

/// From here on, Ctrl-C (and a polite kill) stops the program in order: work is asked to stop, and where it has not
/// within 0.7 s, unfinished files are removed and the process ends, with 130 (143). Called once, before any thread
/// is started. A file that grows beyond a limit of the shell becomes an error of writing instead of a death.
void watch_for_interrupts(Language language);

/// The status to end with after an interruption: 130 for Ctrl-C, 143 for a kill.
int interrupted_status();

}  // namespace gapmap::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"

namespace gapmap {

// What a command is about to write is looked at before it works, so that it fails at once or not for this. Empty names
// are no outputs. All throw Error{Fault::usage}, or
// Fault::output where there is no folder.

/// That files may be made: their folders are there, no two are the same, and none exists, unless `overwrite`.
void require_writable(const std::vector<std::string>& outputs, bool overwrite);

/// That no output, whatever its name or link, is one of the inputs: these are never replaced, not even by `overwrite`.
void protect_inputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);

/// The files that a plan reads, itself among them, a Shapefile's companions too.
std::vector<std::string> input_files(const Plan& plan);

}  // namespace gapmap

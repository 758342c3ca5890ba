// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "input/read.h"

namespace gapmap {

/// The inputs of a run as JSON, each file once with its SHA-256.
std::string inputs_json(const std::vector<InputRecord>& records, int jobs);

/// Name and version of the libraries that figures depend on, as JSON.
std::string libraries_json();

/// The present time as ISO 8601, UTC.
std::string now_utc();

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "input/read.h"

namespace gapmap {

/// The inputs of a run as JSON, each file once with its SHA-256: one of the `known`, by file, or its content's.
std::string inputs_json(const std::vector<InputRecord>& records, int jobs,
                        const std::map<std::string, std::string>& known = {});

/// Name and version of the libraries that figures depend on, as JSON.
std::string libraries_json();

/// The present time as ISO 8601, UTC.
std::string now_utc();

}  // namespace gapmap

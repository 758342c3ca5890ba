// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace gapmap {

/// What tables of the result are called after a standard: its id with "_" for "-" and ".".
std::string table_name(const std::string& standard_id);

}  // namespace gapmap

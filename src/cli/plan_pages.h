// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/text.h"

namespace gapmap::cli {

/// The ready plans, a line each: id, standards, how far their figures were checked, title.
std::string plan_list(Language language);

/// A plan by path or id: its standards by task, the roles it reads, what it says against itself. Throws
/// Error{Fault::plan} where it is not valid.
std::string plan_page(const std::string& path, Language language);

}  // namespace gapmap::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "base/embedded.h"

namespace gapmap {

/// The plans of data/plans, compiled in, by id: documents and norms to check by name.
std::span<const EmbeddedFile> ready_plan_files();

/// Nothing where no such plan ships with gapmap.
const EmbeddedFile* find_ready_plan(std::string_view id);

}  // namespace gapmap

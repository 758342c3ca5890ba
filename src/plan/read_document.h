// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "plan/reader.h"

namespace gapmap {

// The parts of a plan file that say what the document itself says, whatever is measured.

/// [[task]]: the document's numbered items, with what their standards inherit.
std::vector<Task> read_tasks(Reader& reader, const toml::node& node);

/// [[consistency]]: figures of the document that must agree.
std::vector<Consistency> read_consistencies(Reader& reader, const toml::node& node);

/// Gives every standard the departments and the deadline of its task where it states none of its own.
/// Complains of standards whose task is not listed, where any task is.
void inherit_from_tasks(Reader& reader, Plan& plan);

}  // namespace gapmap

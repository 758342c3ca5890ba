// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "plan/standard.h"

namespace gapmap {

/// Where a dotted key of TOML (`a.b.c`) has more than `most` dots; nothing where none has. Looked for before the text
/// is parsed: each dot makes a table inside a table, and a stranger's file could nest them until the stack ends.
std::optional<Position> find_overlong_key(std::string_view toml, std::size_t most);

}  // namespace gapmap

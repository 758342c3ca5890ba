// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/text.h"

namespace gapmap {

/// What people call a field of the result file, with its unit.
struct FieldAlias {
  std::string field;
  Text alias;
};

/// All fields of the result file.
std::span<const FieldAlias> field_aliases();

/// A field's alias; empty where the field is not one of ours. Case does not matter.
Text field_alias(std::string_view field);

}  // namespace gapmap

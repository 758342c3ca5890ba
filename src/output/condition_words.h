// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "base/text.h"

namespace gapmap {

/// What a field of a usual layer is called, without the list of its values: "类别", "kind". Nothing for another field.
std::optional<Text> field_words(const std::string& role, const std::string& field);

/// A field's value as people say it: a class by its name, a flag by yes or no, anything else as it is.
Text field_value_words(const std::string& role, const std::string& field, const std::string& value);

/// An SQL condition over the fields of a layer in words: "kind = 'primary' AND opened = 2018" of `schools` is
/// "类别 = 小学 且 开办年份 = 2018". A condition that holds more than comparisons (functions, arithmetic) stays as it
/// is.
Text condition_words(const std::string& role, const std::string& where);

}  // namespace gapmap

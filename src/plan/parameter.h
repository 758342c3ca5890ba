// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace gapmap {

/// What a key of the plan file may hold. The parser, the schema and the reference are made from this.
enum class ValueKind {
  text,        ///< a string
  bilingual,   ///< a string, or {zh, en}
  number,      ///< an integer or a decimal number
  length,      ///< metres, not negative
  flag,        ///< true or false
  date,        ///< 2018-12-31
  words,       ///< a list of strings
  numbers,     ///< a list of numbers
  task,        ///< an integer or a string
  choice,      ///< one of `choices`
  layer,       ///< a role of [layers]
  field,       ///< a column of the layer it stands beside
  condition,   ///< an SQL WHERE clause
  selection,   ///< {layer, where, of, weight}, or just a role
  selections,  ///< one selection or a list of them
  limit,       ///< metres, "15 min", or {by = FIELD, CLASS = metres, …}
  amount,      ///< count, length, area, or a field
  target,      ///< {min, max}, or {by = FIELD, CLASS = {min, max}, …}
  rules,       ///< a list of {near = selection, within = metres, at_least = class}
  ways,        ///< a list of {measure, …, target}
  fields,      ///< {NAME = COLUMN, …}
  table,       ///< a table with keys of its own
};

/// One key: declared once, and used for parsing, for the JSON Schema, for help and for the reference.
struct Parameter {
  std::string_view name;
  ValueKind kind = ValueKind::text;
  bool required = false;
  std::string_view zh;  ///< what it means, one line
  std::string_view en;
  std::string_view fallback;  ///< what holds where the key is absent, for people
  std::vector<std::string_view> choices = {};
};

/// The keys that a measure adds to a standard.
struct MeasureSyntax {
  std::string_view name;
  std::span<const Parameter> parameters;
};

}  // namespace gapmap

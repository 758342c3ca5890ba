// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"

namespace gapmap {

/// One field of a usual layer: what it means, what files call it, what its values may be.
struct RoleField {
  std::string name;  ///< as standards use it
  std::string type;  ///< text, number, integer, flag (0 or 1), date (2018-12-31)
  Text title;
  std::string unit;
  std::vector<std::string> aliases;  ///< what planners' files call it, the likeliest first
  std::vector<std::string> values;   ///< the values that are known; empty for any
  std::optional<double> min, max;
};

/// A usual layer of a plan, described in layers/NAME.toml.
struct Role {
  std::string name;
  Text title;
  Text summary;
  std::vector<std::string> geometry;  ///< point, line, area, none
  std::vector<RoleField> fields;

  const RoleField* find(std::string_view field) const;
};

/// All usual layers, by name.
std::span<const Role> known_roles();
/// Nothing for a role of the user's own making.
const Role* find_role(std::string_view name);

}  // namespace gapmap

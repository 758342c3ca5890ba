// SPDX-License-Identifier: MIT
#include "sample/layer_titles.h"

#include "plan/roles.h"

namespace gapmap {

Text sample_layer_title(std::string_view name) {
  if (const Role* role = find_role(name)) return role->title;
  if (name == "water") return {"水面", "Water"};
  return same(std::string(name));
}

}  // namespace gapmap

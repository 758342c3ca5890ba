// SPDX-License-Identifier: MIT
#include "plan/plan.h"

namespace gapmap {

std::vector<std::string> NetworkSpec::roles() const {
  std::vector<std::string> all;
  for (const std::string& role : {layer, barriers, links})
    if (!role.empty()) all.push_back(role);
  return all;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "measure/scene.h"

#include <cassert>

namespace gapmap {

Features Scene::features(const std::string& role, const std::string& condition) const {
  const auto found = roles.find(role);
  assert(found != roles.end() && "a measure states the roles it needs");
  const auto rows = found->second.rows->find(condition);
  assert(rows != found->second.rows->end() && "a measure states the conditions it needs");
  return {&found->second, rows->second};
}

}  // namespace gapmap

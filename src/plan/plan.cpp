// SPDX-License-Identifier: MIT
#include "plan/plan.h"

namespace gapmap {

const Task* Plan::find_task(const std::string& number) const {
  for (const Task& task : tasks)
    if (task.number == number) return &task;
  return nullptr;
}

std::vector<std::string> NetworkSpec::roles() const {
  std::vector<std::string> all;
  for (const std::string& role : {layer, barriers, links, elevation})
    if (!role.empty()) all.push_back(role);
  return all;
}

}  // namespace gapmap

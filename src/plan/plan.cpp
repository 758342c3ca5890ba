// SPDX-License-Identifier: MIT
#include "plan/plan.h"

namespace gapmap {

const Task* Plan::find_task(const std::string& number) const {
  for (const Task& task : tasks)
    if (task.number == number) return &task;
  return nullptr;
}

}  // namespace gapmap

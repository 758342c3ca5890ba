// SPDX-License-Identifier: MIT
#include "plan/ready.h"

namespace gapmap {

const EmbeddedFile* find_ready_plan(std::string_view id) {
  for (const EmbeddedFile& file : ready_plan_files())
    if (file.name == id) return &file;
  return nullptr;
}

}  // namespace gapmap

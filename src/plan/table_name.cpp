// SPDX-License-Identifier: MIT
#include "plan/table_name.h"

namespace gapmap {

std::string table_name(const std::string& standard_id) {
  std::string name = standard_id;
  for (char& letter : name)
    if (letter == '-' || letter == '.') letter = '_';
  return name;
}

}  // namespace gapmap

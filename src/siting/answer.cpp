// SPDX-License-Identifier: MIT
#include "siting/answer.h"

#include <cmath>

namespace gapmap {

double grain_of(const std::vector<double>& numbers) {
  for (const double number : numbers) {
    if (number != std::floor(number) || std::abs(number) > 1e9) return 0;
  }
  return 1;
}

}  // namespace gapmap

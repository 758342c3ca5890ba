// SPDX-License-Identifier: MIT
// Checks a plan from a program of one's own: example PLAN RESULT.gpkg
#include <iostream>

#include "engine/engine.h"

int main(int, char** words) {
  try {
    gapmap::CheckOptions options;
    options.plan = words[1];
    options.output = words[2];
    const gapmap::CheckResult result = gapmap::check(options);
    for (const gapmap::StandardResult& standard : result.assessment.results) {
      const gapmap::Score& score = standard.whole();
      std::cout << result.plan.standards[score.standard].id << ' ' << score.value.value_or(0) << '\n';
    }
  } catch (const gapmap::Error& error) {
    std::cerr << error.sentence().en << '\n';
    return 1;
  }
}

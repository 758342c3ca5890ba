// SPDX-License-Identifier: MIT
#include "cli/command.h"

namespace gapmap::cli {

std::vector<Command> commands() {
  return {check_command(), site_command(),   compare_command(), report_command(),
          plan_command(),  layers_command(), sample_command()};
}

}  // namespace gapmap::cli

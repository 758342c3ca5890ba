// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/text.h"

namespace gapmap::cli {

// Exit status, as README's table states it.
constexpr int done = 0, internal_error = 1, wrong_usage = 2, bad_input = 3, unmet = 4, interrupted = 130;

/// What all commands share.
struct Session {
  Language language = Language::en;
  std::string command_line;
  bool quiet = false;
};

/// One command: its name, its line of help, and how it adds its options to the parser. `add` returns what
/// runs once the arguments are parsed; it gives the exit status.
struct Command {
  std::string name;
  Text summary;
  std::function<std::function<int()>(CLI::App&, const Session&)> add;
};

/// All commands, in the order of the help.
std::vector<Command> commands();

// One command a file, under its name.
Command check_command();
Command layers_command();
Command plan_command();
Command report_command();
Command site_command();
Command compare_command();
Command sample_command();

}  // namespace gapmap::cli

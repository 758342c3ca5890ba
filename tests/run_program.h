// SPDX-License-Identifier: MIT
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include <sys/wait.h>

#include "scratch.h"

namespace gapmap::tests {

struct Ran {
  int status = -1;
  std::string out, err;
};

inline std::string content_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return std::move(bytes).str();
}

/// Runs the built gapmap with arguments as a shell takes them; English unless they say otherwise.
inline Ran run_gapmap(const Scratch& scratch, const std::string& arguments) {
  const std::string out = scratch.path("stdout"), err = scratch.path("stderr");
  const std::string command = "cd '" + scratch.folder() + "' && LC_ALL=C.UTF-8 timeout 60 '" GAPMAP_PROGRAM "' " +
                              arguments + " >'" + out + "' 2>'" + err + "' </dev/null";
  const int code = std::system(command.c_str());
  return {WIFEXITED(code) ? WEXITSTATUS(code) : -1, content_of(out), content_of(err)};
}

/// What SQLite answers of a file, a line a row.
inline std::string asked(const Scratch& scratch, const std::string& file, const std::string& sql) {
  const std::string answer = scratch.path("answer");
  REQUIRE(std::system(("sqlite3 '" + scratch.path(file) + "' \"" + sql + "\" >'" + answer + "'").c_str()) == 0);
  return content_of(answer);
}

}  // namespace gapmap::tests

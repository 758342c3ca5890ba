// SPDX-License-Identifier: MIT
// Solves siting instances from the literature, as they are in the files, and prints one line each:
//   file value bound proven seconds
// Usage: siting_instances pmed|pcenter|scp FILE... [--seconds S] [--jobs N] [--seed N]
//        siting_instances mclp FILE... --radius R --p P [--seconds S]
// Exit status: 0 done, 2 the command line or a file is wrong.
#include <charconv>
#include <cmath>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "../siting/siting_files.h"
#include "base/parallel.h"
#include "siting/center.h"
#include "siting/max_cover.h"
#include "siting/median.h"
#include "siting/set_cover.h"

namespace {

using siting_files::Wrong;

struct Arguments {
  std::string model;
  std::vector<std::string> files;
  double radius = -1;
  double p = -1;
  gapmap::Control control;
};

Arguments read_arguments(int argc, char** argv) {
  Arguments arguments;
  arguments.control.jobs = gapmap::hardware_jobs();
  for (int a = 1; a < argc; ++a) {
    const std::string word = argv[a];
    if (word.starts_with("--")) {
      if (a + 1 == argc) throw Wrong(fmt::format("{}: a number must follow", word));
      const std::string_view digits = argv[++a];
      double value = 0;
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      if (error != std::errc() || end != digits.data() + digits.size() || !(value >= 0)) {
        throw Wrong(fmt::format("{}: '{}' is not a number of 0 or more", word, digits));
      }
      if (word == "--radius")
        arguments.radius = value;
      else if (word == "--p")
        arguments.p = value;
      else if (word == "--seconds")
        arguments.control.seconds = value;
      else if (word == "--jobs")
        arguments.control.jobs = static_cast<int>(value);
      else if (word == "--seed")
        arguments.control.seed = static_cast<std::uint64_t>(value);
      else
        throw Wrong(fmt::format("{}: no such option (--radius --p --seconds --jobs --seed)", word));
    } else if (arguments.model.empty()) {
      arguments.model = word;
    } else {
      arguments.files.push_back(word);
    }
  }
  const std::string& model = arguments.model;
  if (model != "pmed" && model != "pcenter" && model != "scp" && model != "mclp") {
    throw Wrong("usage: siting_instances pmed|pcenter|scp|mclp FILE... [--radius R --p P] [--seconds S]");
  }
  if (arguments.files.empty()) throw Wrong(fmt::format("{}: no file given", model));
  if (model == "mclp" && (arguments.radius < 0 || arguments.p < 1 || arguments.p != std::floor(arguments.p))) {
    throw Wrong("mclp: --radius R and --p P (a whole number from 1) are needed");
  }
  return arguments;
}

gapmap::Answer solve(const Arguments& arguments, const std::string& file) {
  if (arguments.model == "pmed") return gapmap::solve_median(siting_files::read_pmed(file), arguments.control);
  if (arguments.model == "pcenter") return gapmap::solve_center(siting_files::read_pcenter(file), arguments.control);
  if (arguments.model == "scp") return gapmap::solve_set_cover(siting_files::read_scp(file), arguments.control);
  return gapmap::solve_max_cover(siting_files::read_mclp(file, arguments.radius, static_cast<std::size_t>(arguments.p)),
                                 arguments.control);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Arguments arguments = read_arguments(argc, argv);
    for (const std::string& file : arguments.files) {
      const gapmap::Answer answer = solve(arguments, file);
      fmt::print("{} {} {} {} {:.3f}\n", file, answer.feasible ? fmt::format("{:.10g}", answer.value) : "infeasible",
                 fmt::format("{:.10g}", answer.bound), answer.proven ? "yes" : "no", answer.seconds);
      std::fflush(stdout);
    }
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "siting_instances: {}\n", error.what());
    return 2;
  }
}

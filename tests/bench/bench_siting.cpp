// SPDX-License-Identifier: MIT
// Maximal cover on the sample: people of its homes, candidates spread among the homes, nothing built yet.
// Usage: bench_siting [--scale X] [--candidates N] [--sites P] [--within METRES] [--seconds S] [--jobs N] [--peers yes]
// Prints a line for gapmap and, with --peers, one each for CBC and GLPK (where they are installed), on the problem as
// it is and with demands of the same candidates merged; each stopped after the same seconds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "base/parallel.h"
#include "geo/cell_grid.h"
#include "sample/sample.h"
#include "siting/max_cover.h"
#include "siting/reach_matrix.h"

using namespace gapmap;

namespace {

struct Arguments {
  std::map<std::string, std::string> words{{"--scale", "1"},    {"--candidates", "2000"}, {"--sites", "20"},
                                           {"--within", "500"}, {"--seconds", "60"},      {"--jobs", "2"},
                                           {"--peers", ""}};
  double operator[](const std::string& name) const { return std::atof(words.at(name).c_str()); }
};

MaxCover sample_problem(const Arguments& arguments) {
  SampleOptions options;
  options.scale = arguments["--scale"];
  const SampleDistrict district = make_sample(options);
  const Layer& homes = *district.find("residents");
  const Column& people = *homes.find("population");
  MaxCover problem;
  problem.demands = homes.size();
  problem.sites = static_cast<std::size_t>(arguments["--sites"]);
  std::vector<Point> at;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    at.push_back(homes.geometries.part(i, 0)[0]);
    problem.weight.push_back(people.number(i));
  }
  CellGrid grid(homes.geometries.box(), at.size() / 8);
  grid.fill([&](auto&& emit) {
    for (std::uint32_t i = 0; i < at.size(); ++i) emit(at[i], at[i], i);
  });
  const auto count = static_cast<std::size_t>(arguments["--candidates"]);
  const double within = arguments["--within"];
  for (std::size_t k = 0; k < count; ++k) {
    const Point site = at[k * at.size() / count];
    for (std::int64_t row = grid.row_of(site.y - within); row <= grid.row_of(site.y + within); ++row)
      for (std::int64_t column = grid.column_of(site.x - within); column <= grid.column_of(site.x + within); ++column)
        for (const std::uint32_t i : grid.items(grid.index(column, row)))
          if (std::hypot(at[i].x - site.x, at[i].y - site.y) <= within) problem.covers.item.push_back(i);
    problem.covers.close();
  }
  return problem;
}

/// The problem in the LP format that CBC and GLPK read.
void write_lp(const ReachMatrix& matrix, const std::filesystem::path& path) {
  const Sparse row = transpose(matrix.column, matrix.groups());
  std::ofstream file(path);
  file << "Maximize\n obj:";
  for (std::size_t g = 0; g < matrix.groups(); ++g) file << "\n + " << matrix.weight[g] << " y" << g;
  file << "\nSubject To\n count:";
  for (std::size_t j = 0; j < matrix.candidates(); ++j) file << "\n + x" << j;
  file << " <= " << matrix.sites << "\n";
  for (std::size_t g = 0; g < matrix.groups(); ++g) {
    file << " c" << g << ": y" << g;
    for (const Index j : row[g]) file << "\n - x" << j;
    file << " <= 0\n";
  }
  file << "Bounds\n";
  for (std::size_t g = 0; g < matrix.groups(); ++g) file << " y" << g << " <= 1\n";
  file << "Binaries\n";
  for (std::size_t j = 0; j < matrix.candidates(); ++j) file << " x" << j << "\n";
  file << "End\n";
}

/// Runs a solver and finds its numbers in what it says.
void run_peer(const std::string& name, const std::string& command, const std::string& value_pattern) {
  const auto begin = std::chrono::steady_clock::now();
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) return;
  std::string said;
  char buffer[4096];
  while (const std::size_t read = std::fread(buffer, 1, sizeof buffer, pipe)) said.append(buffer, read);
  pclose(pipe);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::smatch found;
  const bool has_value = std::regex_search(said, found, std::regex(value_pattern));
  const bool proven = said.find("Optimal solution found") != std::string::npos ||
                      said.find("INTEGER OPTIMAL SOLUTION FOUND") != std::string::npos;
  fmt::print("{:<28} {:>14} {:>14} {:>7} {:>9.2f}\n", name, has_value ? found[1].str() : "none", "-",
             proven ? "yes" : "no", seconds);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    Arguments arguments;
    for (int a = 1; a + 1 < argc; a += 2) {
      if (!arguments.words.contains(argv[a])) {
        fmt::print(stderr, "bench_siting: no such option: {}\n", argv[a]);
        return 2;
      }
      arguments.words[argv[a]] = argv[a + 1];
    }
    const MaxCover problem = sample_problem(arguments);
    fmt::print("{} demands, {} candidates, {} pairs, {} sites\n", problem.demands, problem.covers.size(),
               problem.covers.item.size(), problem.sites);
    fmt::print("{:<28} {:>14} {:>14} {:>7} {:>9}\n", "solver", "covered", "bound", "proven", "seconds");
    Control control;
    control.seconds = arguments["--seconds"];
    control.jobs = static_cast<int>(arguments["--jobs"]);
    const Answer answer = solve_max_cover(problem, control);
    fmt::print("{:<28} {:>14.10g} {:>14.10g} {:>7} {:>9.2f}   within {:.3g} %\n", "gapmap", answer.value, answer.bound,
               answer.proven ? "yes" : "no", answer.seconds, 100 * (answer.bound / answer.value - 1));
    if (arguments.words.at("--peers").empty()) return 0;
    const auto folder = std::filesystem::temp_directory_path();
    const ReachMatrix plain = reach_matrix(problem), merged = reduced(plain, 2'000'000'000);
    for (const auto& [words, matrix] : {std::pair("plain", &plain), std::pair("merged", &merged)}) {
      const auto file = folder / fmt::format("bench_siting_{}.lp", words);
      write_lp(*matrix, file);
      const int limit = static_cast<int>(control.seconds);
      run_peer(
          fmt::format("CBC, {}", words),
          fmt::format("timeout {} cbc {} timeMode elapsed seconds {} solve quit", 2 * limit + 30, file.string(), limit),
          "Objective value: +([-0-9.]+)");
      run_peer(fmt::format("GLPK, {}", words),
               fmt::format("timeout {} glpsol --lp {} --tmlim {} -o /dev/stdout", 2 * limit + 30, file.string(), limit),
               "Objective: +obj = ([-0-9.e+]+)");
      std::filesystem::remove(file);
    }
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_siting: {}\n", error.what());
    return 1;
  }
}

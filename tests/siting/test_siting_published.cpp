// SPDX-License-Identifier: MIT
// Values published for instances of the literature (files under GAPMAP_CASES; skipped where missing).
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <numeric>

#include <catch2/catch.hpp>

#include "siting/center.h"
#include "siting/max_cover.h"
#include "siting/median.h"
#include "siting/set_cover.h"
#include "siting_files.h"

using namespace gapmap;
namespace fs = std::filesystem;

namespace {

fs::path cases() {
  if (const char* folder = std::getenv("GAPMAP_CASES")) return folder;
#ifdef GAPMAP_CASES_DIR
  return GAPMAP_CASES_DIR;
#else
  return {};
#endif
}

/// Whether the case is there; says so where not.
bool present(const fs::path& file) {
  if (!cases().empty() && fs::exists(cases() / file)) return true;
  WARN("skipped: no " << (cases() / file).string() << " (set GAPMAP_CASES)");
  return false;
}

std::vector<std::vector<std::string>> table(const fs::path& file) {
  std::ifstream stream(cases() / file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(stream, line);) {
    std::vector<std::string> row(1);
    for (const char c : line) {
      if (c == ',')
        row.emplace_back();
      else if (c != '\r')
        row.back() += c;
    }
    rows.push_back(row);
  }
  rows.erase(rows.begin());
  return rows;
}

void proves(const Answer& answer, double published) {
  CHECK(answer.proven);
  CHECK(answer.value == Approx(published).epsilon(1e-12));
}

/// All pairs of the points of a shapefile, by the published (wrong, but reproducible) formula.
Median shape_median(const fs::path& shp, std::size_t p) {
  std::ifstream stream(cases() / shp, std::ios::binary);
  stream.seekg(100);
  std::vector<std::array<double, 2>> points;
  for (std::array<char, 28> record; stream.read(record.data(), record.size());) {
    points.emplace_back();
    std::memcpy(points.back().data(), record.data() + 12, 16);
  }
  double lat = 0;
  for (const auto& point : points) lat += point[1];
  lat /= static_cast<double>(points.size());
  Median problem;
  problem.candidates = points.size();
  problem.sites = p;
  for (const auto& a : points) {
    for (std::size_t j = 0; j < points.size(); ++j) {
      problem.near.item.push_back(static_cast<Index>(j));
      problem.distance.push_back(6537 * std::hypot((a[0] - points[j][0]) * std::cos(lat), a[1] - points[j][1]));
    }
    problem.near.close();
  }
  return problem;
}

}  // namespace

TEST_CASE("OR-Library p-median and p-center optima are proven") {
  if (!present("orlib-pmed/optima.csv")) return;
  for (const auto& row : table("orlib-pmed/optima.csv")) {
    CAPTURE(row[0]);
    const std::string file = (cases() / "orlib-pmed" / (row[0] + ".txt")).string();
    proves(solve_median(siting_files::read_pmed(file), {}), std::stod(row[5]));
    proves(solve_center(siting_files::read_pcenter(file), {}), std::stod(row[6]));
  }
}

TEST_CASE("OR-Library set cover optima are proven") {
  if (!present("orlib-scp/optima.csv")) return;
  for (const auto& row : table("orlib-scp/optima.csv")) {
    if (row[0].starts_with("scpn") || row[0].starts_with("scpc") || row[0].starts_with("scpd") ||
        row[0].starts_with("rail"))
      continue;
    CAPTURE(row[0]);
    proves(solve_set_cover(siting_files::read_scp((cases() / "orlib-scp" / (row[0] + ".txt")).string()), {}),
           std::stod(row[4]));
  }
}

TEST_CASE("maximal cover optima of Sao Jose dos Campos are proven") {
  if (!present("mclp-sjc/optima_recomputed.csv")) return;
  for (const auto& row : table("mclp-sjc/optima_recomputed.csv")) {
    CAPTURE(row[0], row[3], row[4]);
    const std::string file = (cases() / "mclp-sjc" / (row[0] + ".txt")).string();
    proves(solve_max_cover(siting_files::read_mclp(file, std::stod(row[3]), std::stoul(row[4])), {}),
           std::stod(row[5]));
  }
}

TEST_CASE("medians published for Gusu and Nansha") {
  const fs::path gusu = "suzhou-gusu/姑苏区_物流快递.shp", nansha = "guangzhou-nansha/南沙区_港口码头.shp";
  if (present(gusu)) CHECK(solve_median(shape_median(gusu, 25), {}).value == Approx(2649.0553750789654).epsilon(1e-7));
  if (!present(nansha)) return;
  const Median problem = shape_median(nansha, 5);
  const Answer median = solve_median(problem, {});
  CHECK(median.proven);
  CHECK(median.value == Approx(10426.34036881699).epsilon(1e-9));
  const Answer center = solve_center({problem.candidates, problem.near, problem.distance, 5, {}}, {});
  CHECK(center.proven);
  CHECK(center.value == Approx(480.47698).epsilon(1e-6));
}

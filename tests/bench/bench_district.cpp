// SPDX-License-Identifier: MIT
// One thread on a sample district: people, streets and areas within 300, 500 and 1000 m of a school, each beside a
// reference measured in the same run. Prints one JSON object a line, for scripts/bench:
//   bench_district DISTRICT.gpkg
// Seconds are of the processor, the best of three; a reference is run once.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <numeric>
#include <string>

#include <sqlite3.h>
#include <nlohmann/json.hpp>
#if __has_include(<nanoflann.hpp>)
#include <nanoflann.hpp>
#endif

#include "base/handle.h"
#include "geo/cover.h"
#include "geo/nearest.h"
#include "input/read.h"
#include "oracles/cover_oracle.h"
#include "output/geopackage.h"

using namespace gapmap;

namespace {

constexpr double limits[] = {300, 500, 1000};

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <typename Work>
double best_of(int runs, Work&& work) {
  double best = 1e9;
  for (int run = 0; run < runs; ++run) {
    const double start = seconds();
    work();
    best = std::min(best, seconds() - start);
  }
  return best;
}

Layer read(const std::string& file, const char* name, std::set<std::string> numbers = {}) {
  ReadRequest request;
  request.spec.role = request.spec.layer = name;
  request.spec.source = file;
  request.columns = request.numbers = std::move(numbers);
  return read_layer(request, {".", Crs::parse("EPSG:4547"), false}).layer;
}

/// Every byte of the geometries of a table, and one more column.
double scan(const std::string& file, const std::string& sql) {
  return best_of(3, [&] {
    sqlite3* opened = nullptr;
    sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    const Handle<sqlite3, sqlite3_close> connection(opened);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(opened, sql.c_str(), -1, &statement, nullptr);
    const Handle<sqlite3_stmt, sqlite3_finalize> rows(statement);
    unsigned long long sum = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, 0));
      for (int i = 0; i < sqlite3_column_bytes(statement, 0); ++i) sum += bytes[i];
      sum += static_cast<unsigned long long>(sqlite3_column_int64(statement, 1));
    }
    if (sum == 0) std::fputs("bench_district: the table is empty\n", stderr);
  });
}

void tell(const char* what, double taken, const char* reference, double reference_taken, double value,
          double reference_value = NAN) {
  nlohmann::ordered_json row{{"what", what},
                             {"seconds", taken},
                             {"reference", reference},
                             {"reference_seconds", reference_taken},
                             {"ratio", taken / reference_taken},
                             {"value", value}};
  if (std::isfinite(reference_value)) row["reference_value"] = reference_value;
  std::puts(row.dump().c_str());
  std::fflush(stdout);
}

/// Seconds that memory itself takes for so many bytes, read once in order: what no program can beat.
double memory_seconds(double bytes) {
  const std::vector<std::uint64_t> words((256U << 20) / sizeof(std::uint64_t), 1);
  std::uint64_t sum = 0;
  const double taken = best_of(3, [&] { sum += std::accumulate(words.begin(), words.end(), std::uint64_t{0}); });
  if (sum == 0) std::abort();
  return taken * bytes / (256U << 20);
}

#if __has_include(<nanoflann.hpp>)
/// Points as nanoflann wants to see them.
struct Cloud {
  const std::vector<Point>& points;
  std::size_t kdtree_get_point_count() const { return points.size(); }
  double kdtree_get_pt(std::size_t i, std::size_t axis) const { return axis == 0 ? points[i].x : points[i].y; }
  template <typename Bounds>
  bool kdtree_get_bbox(Bounds&) const {
    return false;
  }
};

/// Distance to the nearest supply by nanoflann, for `visit(index, metres)`.
template <typename Visit>
void for_each_nearest(const std::vector<Point>& supply, const Geometries& homes, const Visit& visit) {
  using Tree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Cloud>, Cloud, 2>;
  const Cloud cloud{supply};
  Tree tree(2, cloud, nanoflann::KDTreeSingleIndexAdaptorParams(10));
  tree.buildIndex();
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const Point p = homes.part(i, 0)[0];
    const double place[2] = {p.x, p.y};
    std::size_t found = 0;
    double square = 0;
    nanoflann::KNNResultSet<double> best(1);
    best.init(&found, &square);
    tree.findNeighbors(best, place, nanoflann::SearchParams());
    visit(i, std::sqrt(square));
  }
}
#endif

std::vector<std::uint32_t> all_rows(const Layer& layer) {
  std::vector<std::uint32_t> rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::fputs("usage: bench_district DISTRICT.gpkg\n", stderr);
    return 2;
  }
  const std::string file = words[1];
  const Layer schools = read(file, "schools"), units = read(file, "subdistricts");
  const std::vector<std::uint32_t> supply = all_rows(schools);

  double served = 0;
  const double people = best_of(3, [&] {
    const Layer residents = read(file, "residents", {"population"});
    const Column& population = *residents.find("population");
    const Nearest nearest(schools.geometries, supply);
    double within[3] = {};
    Nearest::Hit hit;
    for (std::size_t i = 0; i < residents.size(); ++i) {
      hit = nearest.find(residents.geometries.part(i, 0)[0], hit);
      for (int k = 0; k < 3; ++k)
        if (hit.distance <= limits[k]) within[k] += population.number(i);
    }
    served = within[0];
  });
  tell("people, read and counted, three limits", people, "sqlite3 scan of the blobs",
       scan(file, "SELECT geom, population FROM residents"), served);

#if __has_include(<nanoflann.hpp>)
  double served_by_tree = 0;
  const double tree = best_of(3, [&] {
    const Layer residents = read(file, "residents", {"population"});
    const Column& population = *residents.find("population");
    std::vector<Point> places;
    for (std::size_t i = 0; i < schools.size(); ++i) places.push_back(schools.geometries.part(i, 0)[0]);
    double within[3] = {};
    for_each_nearest(places, residents.geometries, [&](std::size_t i, double distance) {
      for (int k = 0; k < 3; ++k)
        if (distance <= limits[k]) within[k] += population.number(i);
    });
    served_by_tree = within[0];
  });
  tell("people, read and counted, beside a tree", people, "nanoflann on the same read", tree, served, served_by_tree);
#else
  std::fputs("bench_district: without nanoflann (libnanoflann-dev)\n", stderr);
#endif
  const double bytes = static_cast<double>(read(file, "residents").size()) * 3 * sizeof(double);
  const double memory = memory_seconds(bytes);
  tell("people, read and counted, beside memory", people, "their coordinates and numbers read from memory once", memory,
       bytes);

  double covered = 0;
  const double streets = best_of(3, [&] {
    const Layer roads = read(file, "roads");
    covered = 0;
    for (const double limit : limits) {
      const Cover cover(schools.geometries, supply, std::vector<double>(supply.size(), limit));
      for (std::size_t i = 0; i < roads.geometries.part_count(); ++i)
        covered += cover.covered_length(roads.geometries.part(i));
    }
  });
  tell("street length, read and covered, three limits", streets, "sqlite3 scan of the blobs",
       scan(file, "SELECT geom, fid FROM roads"), covered);

  double area = 0;
  const double statistics = best_of(3, [&] {
    area = 0;
    for (const double limit : limits) {
      const Cover cover(schools.geometries, supply, std::vector<double>(supply.size(), limit));
      for (const double each : cover.covered_areas(units.geometries, 1)) area += each;
    }
  });
  const std::string gaps_file = (std::filesystem::temp_directory_path() / "bench_district_gaps.gpkg").string();
  double gap_area = 0;
  const double polygons = best_of(3, [&] {
    gap_area = 0;
    GeoPackage package(gaps_file, true, Crs::parse("EPSG:4547"), Language::en, "2000-01-01T00:00:00Z");
    for (const double limit : limits) {
      const Cover cover(schools.geometries, supply, std::vector<double>(supply.size(), limit));
      const std::vector<double> areas = cover.covered_areas(units.geometries, 1);
      Layer gaps;
      gaps.geometries = Geometries(Shape::area);
      for (std::size_t unit = 0; unit < units.size(); ++unit) {
        gap_area += area_of(units.geometries, unit) - areas[unit];
        const Cover::Traced traced = cover.trace(units.geometries, unit, Metres{0.1}, SquareMetres{1});
        for (std::size_t i = 0; i < traced.gap.size(); ++i) gaps.geometries.add_feature(traced.gap, i);
      }
      gaps.ids.resize(gaps.geometries.size());
      std::iota(gaps.ids.begin(), gaps.ids.end(), 1);
      package.add({"gap_" + std::to_string(static_cast<int>(limit)), {}, {}, {}}, gaps);
    }
    package.commit();
  });
  std::filesystem::remove(gaps_file);
  double by_geos = 0, gap_by_geos = 0;
  const auto all_limits = [&](auto&& by, double& sum) {
    return best_of(1, [&] {
      for (const double limit : limits)
        sum += by(schools.geometries, supply, std::vector<double>(supply.size(), limit), units.geometries, 8);
    });
  };
  const double intersection = all_limits(oracle::covered_areas_by_geos, by_geos);
  tell("covered area, statistics alone, three limits", statistics, "GEOS buffer + union + intersection, 8 segments",
       intersection, area, by_geos);
  const double difference = all_limits(oracle::gap_areas_by_geos, gap_by_geos);
  tell("covered area and gap polygons written, three limits", polygons,
       "GEOS buffer + union + difference, 8 segments, not written", difference, gap_area, gap_by_geos);
  return 0;
}

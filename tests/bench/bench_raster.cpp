// SPDX-License-Identifier: MIT
// A population raster of a nation's size: people within a limit of the nearest facility, by unit, read block by block.
//   bench_raster [--cells 1e9] [--facilities 1e6] [--jobs N] [--tiles no] [--folder DIR]
// Makes a sparse raster of towns (32-bit floats in tiles, deflated; without tiles, in lines), facilities among them and
// 400 units, and prints the seconds of the measure beside those of merely reading the raster by GDAL, block by block
// and on one thread, as `gdalinfo -stats` does. Peak memory is that of this process, the raster's making left out.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <cpl_string.h>
#include <gdal_priv.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/parallel.h"
#include "input/read.h"
#include "measure/measure.h"
#include "plan/parse.h"

using namespace gapmap;

namespace {

constexpr double cell = 100;            // metres
constexpr Point corner{-2.5e6, 5.5e6};  // of the raster, top left

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Town {
  double x, y, radius;  // in cells
};

/// Towns of all sizes, the same for every run; together they hold about three cells in a hundred.
std::vector<Town> towns_of(int side) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> at(0, side), share(0, 1);
  std::vector<Town> towns;
  const double wanted = 0.03 * side * side;
  for (double held = 0; held < wanted;) {
    const double radius = std::min(3 / std::sqrt(share(random) + 1e-4), side / 20.0);
    towns.push_back({at(random), at(random), radius});
    held += 3.14159 * radius * radius;
  }
  return towns;
}

/// Writes the raster tile by tile; tiles without towns are left out.
void make_raster(const std::string& file, int side, const std::vector<Town>& towns, bool in_tiles) {
  CPLStringList options;
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("BIGTIFF", "YES");
  options.SetNameValue("SPARSE_OK", "TRUE");
  if (in_tiles) options.SetNameValue("TILED", "YES");
  const GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
      file.c_str(), side, side, 1, GDT_Float32, options.List()));
  double place[6] = {corner.x, cell, 0, corner.y, 0, -cell};
  made->SetGeoTransform(place);
  OGRSpatialReference reference;
  reference.importFromEPSG(4547);
  made->SetSpatialRef(&reference);
  constexpr int high = 256;
  std::vector<float> band(static_cast<std::size_t>(side) * high);
  std::mt19937 random(6);
  for (int top = 0; top < side; top += high) {
    std::fill(band.begin(), band.end(), 0.0F);
    const int rows = std::min(high, side - top);
    for (const Town& town : towns)
      for (int y = std::max(top, static_cast<int>(town.y - town.radius));
           y < std::min<double>(top + rows, town.y + town.radius); ++y)
        for (int x = std::max(0, static_cast<int>(town.x - town.radius));
             x < std::min<double>(side, town.x + town.radius); ++x)
          if (std::hypot(x - town.x, y - town.y) <= town.radius)
            band[static_cast<std::size_t>(y - top) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)] =
                0.1F * static_cast<float>(random() % 2000 + 1);
    if (made->GetRasterBand(1)->RasterIO(GF_Write, 0, top, side, rows, band.data(), side, rows, GDT_Float32, 0, 0,
                                         nullptr) != CE_None)
      std::abort();
  }
}

/// The reference: every block, in the file's own order, and the sum of its cells.
double read_by_gdal(const std::string& file, double& people) {
  const auto start = std::chrono::steady_clock::now();
  const GDALDatasetUniquePtr opened(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER));
  GDALRasterBand& band = *opened->GetRasterBand(1);
  int width = 0, height = 0;
  band.GetBlockSize(&width, &height);
  std::vector<float> cells(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  people = 0;
  for (int y = 0; y * height < band.GetYSize(); ++y)
    for (int x = 0; x * width < band.GetXSize(); ++x) {
      if (band.ReadBlock(x, y, cells.data()) != CE_None) std::abort();
      double sum = 0;
      for (const float each : cells) sum += static_cast<double>(each);
      people += sum;
    }
  return seconds_since(start);
}

Partition make_units(int side) {
  constexpr int n = 20, steps = 100;
  const double width = side * cell / n;
  std::vector<Unit> units;
  Geometries areas(Shape::area);
  const auto at = [&](double i, double j) {
    return Point{corner.x + width * (i + 0.02 * std::sin(40 * j)), corner.y - width * (j + 0.02 * std::sin(40 * i))};
  };
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      const std::string code = std::to_string(1000 + i * n + j);
      units.push_back({code, code});
      for (int edge = 0; edge < 4; ++edge)
        for (int s = 0; s < steps; ++s) {
          const double t = static_cast<double>(s) / steps;
          const double x = edge == 0 ? 0 : edge == 1 ? t : edge == 2 ? 1 : 1 - t;
          const double y = edge == 0 ? t : edge == 1 ? 1 : edge == 2 ? 1 - t : 0;
          areas.add_vertex(at(i + x, j + y));
        }
      areas.add_vertex(at(i, j));
      areas.end_part();
      areas.end_feature();
    }
  return Partition("units", std::move(units), std::move(areas));
}

Layer make_facilities(std::size_t count, int side, const std::vector<Town>& towns) {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> share(-1, 1);
  Layer layer;
  layer.geometries = Geometries(Shape::point);
  for (std::size_t i = 0; i < count; ++i) {
    // Half of them in towns, half anywhere.
    const Town& town = towns[random() % towns.size()];
    const bool is_in_town = i % 2 == 0;
    const double x = is_in_town ? town.x + share(random) * town.radius : (share(random) + 1) / 2 * side;
    const double y = is_in_town ? town.y + share(random) * town.radius : (share(random) + 1) / 2 * side;
    layer.ids.push_back(static_cast<std::int64_t>(i));
    layer.geometries.add_point({corner.x + x * cell, corner.y - y * cell});
  }
  return layer;
}

struct Outcome {
  double seconds, people, served, mib;
  std::size_t gaps;
};

Outcome measure(const std::string& file, double limit, int side, std::size_t facilities, const std::vector<Town>& towns,
                int jobs) {
  ReadRequest request;
  request.spec.role = "people";
  request.spec.source = file;
  request.conditions = {""};
  request.may_stream = true;
  const Layer schools = make_facilities(facilities, side, towns);
  std::vector<std::uint32_t> rows(schools.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
  const std::map<std::string, std::vector<std::uint32_t>> all_schools{{"", rows}}, none{{"", {}}};
  const Partition units = make_units(side);
  const auto start = std::chrono::steady_clock::now();
  const ReadLayer people = read_layer(request, {".", Crs::parse("EPSG:4547"), false});
  const std::string text =
      "gapmap = 1\nid = 't'\ntitle = 't'\ncrs = 'EPSG:4547'\n[layers]\npeople = {source = 'x'}\nschools = {source = "
      "'x'}\n[[standard]]\nid = 's'\ntask = 1\ntitle = 's'\nmeasure = 'reach'\ndemand = 'people'\nsupply = "
      "'schools'\nwithin = " +
      std::to_string(limit) + "\n";
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  const ParsedPlan parsed = parse_plan(text, "bench.toml", syntax);
  const LayerSpec school_spec;
  Scene scene;
  scene.jobs = jobs;
  scene.partitions.push_back(units);
  RoleData& demand = scene.roles["people"];
  demand.spec = &request.spec;
  demand.layer = &people.layer;
  demand.rows = &none;
  demand.is_raster = true;
  if (people.cells) demand.take_cells(*people.cells);
  if (!people.cells) demand.rows = &people.rows;
  RoleData& supply = scene.roles["schools"];
  supply.spec = &school_spec;
  supply.layer = &schools;
  supply.rows = &all_schools;
  const Requirement& way = parsed.plan.standards.at(0).ways.at(0);
  const Reading reading = find_measure("reach")->read(way, scene);
  PartWhole sum;
  for (std::size_t bucket = 0; bucket < units.bucket_count(); ++bucket) sum.add(reading.tallies[0].of(bucket));
  return {seconds_since(start), sum.whole, sum.part, peak_mib(), reading.gap->size()};
}

}  // namespace

int main(int count, char** words) {
  std::map<std::string, std::string> options{
      {"--cells", "1e9"}, {"--facilities", "1e6"}, {"--jobs", "0"}, {"--tiles", "yes"}, {"--folder", ""}};
  for (int i = 1; i + 1 < count; i += 2) {
    if (!options.contains(words[i])) {
      std::fprintf(stderr, "bench_raster: unknown option %s\n", words[i]);
      return 2;
    }
    options[words[i]] = words[i + 1];
  }
  const int side = static_cast<int>(std::lround(std::sqrt(std::atof(options["--cells"].c_str()))));
  const auto facilities = static_cast<std::size_t>(std::atof(options["--facilities"].c_str()));
  const int jobs = options["--jobs"] == "0" ? hardware_jobs() : std::atoi(options["--jobs"].c_str());
  const std::filesystem::path folder =
      options["--folder"].empty() ? std::filesystem::temp_directory_path() : std::filesystem::path(options["--folder"]);
  const std::string file = (folder / "bench_raster.tif").string();
  const std::vector<Town> towns = towns_of(side);
  GDALAllRegister();
  // In a process of its own, whose memory is not ours.
  if (const pid_t maker = fork(); maker == 0) {
    make_raster(file, side, towns, options["--tiles"] == "yes");
    _exit(0);
  } else {
    int status = 0;
    waitpid(maker, &status, 0);
    if (status != 0) return 1;
  }
  std::printf("%d x %d cells in %.0f MB, %zu facilities, 400 units, %d jobs\n", side, side,
              static_cast<double>(std::filesystem::file_size(file)) / 1e6, facilities, jobs);
  for (const double limit : {300.0, 1000.0, 5000.0}) {
    double people = 0;
    const double before = read_by_gdal(file, people);
    const Outcome found = measure(file, limit, side, facilities, towns, jobs);
    const double reference = (before + read_by_gdal(file, people)) / 2;
    std::printf(
        "within %5.0f m: %7.2f s, reading by GDAL %6.2f s, ratio %5.2f; %.1f of %.1f million people, %zu gaps, off the "
        "sum by %.1e; peak %.0f MiB\n",
        limit, found.seconds, reference, found.seconds / reference, found.served / 1e6, found.people / 1e6, found.gaps,
        std::abs(found.people - people) / people, found.mib);
    std::fflush(stdout);
  }
  std::filesystem::remove(file);
  return 0;
}

// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <sqlite3.h>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <catch2/catch.hpp>

#include "base/error.h"
#include "output/geopackage.h"

/// What the tests of GeoPackages share: a folder of their own, layers to write, and ways to look into the file.
namespace gapmap::tests {

namespace fs = std::filesystem;

/// A folder that vanishes after the test.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "gapmap-测试-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
  fs::path path;
};

inline std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream all;
  all << stream.rdbuf();
  return all.str();
}

/// The first column of all rows, one a line.
inline std::string ask(const fs::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  std::string answer;
  const auto collect = [](void* all, int, char** values, char**) {
    auto& text = *static_cast<std::string*>(all);
    if (!text.empty()) text += '\n';
    text += values[0] ? values[0] : "NULL";
    return 0;
  };
  char* problem = nullptr;
  sqlite3_exec(database, sql.c_str(), collect, &answer, &problem);
  if (problem) answer += problem;
  sqlite3_free(problem);
  sqlite3_close(database);
  return answer;
}

inline GDALDatasetUniquePtr open(const fs::path& file) {
  GDALAllRegister();
  return GDALDatasetUniquePtr(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
}

inline std::vector<Point> square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

inline std::vector<Point> hole(double x, double y, double side) {
  return {{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}, {x, y}};
}

/// Row and column as x and y, with a number and a text for each.
inline Layer grid(int side, double spacing = 10) {
  Layer layer;
  layer.geometries = Geometries(Shape::point);
  Column number{"people", Numbers{}, {}}, text{"unit_name", Texts{}, {}}, count{"rank", Integers{}, {}};
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      layer.ids.push_back(100 + row * side + column);
      layer.geometries.add_point({460000 + column * spacing, 3840000 + row * spacing});
      std::get<Numbers>(number.values).push_back(row + 0.25);
      std::get<Texts>(text.values).push_back("街道" + std::to_string(row));
      std::get<Integers>(count.values).push_back(column);
    }
  }
  layer.columns = {number, text, count};
  return layer;
}

inline Layer areas() {
  Layer layer;
  layer.ids = {7, 3, 5};
  layer.geometries = Geometries(Shape::area);
  layer.geometries.add_part(square(0, 0, 10));  // a polygon with two holes, and another one
  layer.geometries.add_part(hole(2, 2, 2));
  layer.geometries.add_part(hole(6, 6, 2));
  layer.geometries.add_part(square(20, 0, 5));
  layer.geometries.end_feature();
  layer.geometries.end_feature();  // no geometry
  layer.geometries.add_feature(square(100, 100, 1));
  Column name{"name", Texts{"it's \"quoted\"; DROP TABLE", "🏫 幼儿园", ""}, {}};
  Column value{"value", Numbers{1.5, std::nan(""), 0.1 + 0.2}, {}};
  Column whole{"amount", Integers{1LL << 60, -1, 0}, {}};
  name.set_missing(2);
  whole.set_missing(2);
  layer.columns = {name, value, whole};
  return layer;
}

inline GeoPackage writer(const fs::path& file, bool overwrite = false, const char* crs = "EPSG:4547",
                         Language language = Language::zh) {
  return GeoPackage(file, overwrite, Crs::parse(crs), language, "2026-11-24T02:46:02Z");
}

inline void write(const fs::path& file, const Layer& layer,
                  const TableInfo& info = {"things", {"东西", "Things"}, {}, ""}, const char* crs = "EPSG:4547",
                  bool keep_ids = false) {
  GeoPackage package = writer(file, false, crs);
  package.add(info, layer, keep_ids);
  package.commit();
}

template <typename Work>
Error error_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  return Error(Fault::plan, {});
}

}  // namespace gapmap::tests

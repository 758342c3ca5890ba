// SPDX-License-Identifier: MIT
// Tables whose pages are written without SQLite, held against those that SQLite writes itself.
#include <random>

#include "output/geopackages.h"
#include "output/gpkg_rows.h"
#include "output/gpkg_schema.h"
#include "output/gpkg_temporary.h"

namespace gapmap {

using namespace tests;

namespace {

/// Values at the ends of every width that SQLite stores numbers in, and between.
Layer awkward_rows(std::size_t count, std::size_t longest, unsigned seed) {
  std::mt19937_64 random(seed);
  Layer layer;
  layer.geometries = Geometries(Shape::none);
  Column whole{"whole", Integers{}, {}}, real{"real", Numbers{}, {}}, text{"text", Texts{}, {}};
  for (std::size_t row = 0; row < count; ++row) {
    layer.ids.push_back(static_cast<std::int64_t>(random() >> (random() % 64)) * (random() % 8 == 0 ? -1 : 1));
    layer.geometries.end_feature();
    const int bits = static_cast<int>(random() % 64);
    const std::int64_t near = static_cast<std::int64_t>(std::uint64_t{1} << bits) + static_cast<int>(random() % 3) - 1;
    std::get<Integers>(whole.values).push_back(random() % 2 ? near : -near);
    constexpr double odd[] = {0.0, -0.0, 1, -1, 0.1, 1e300, -1e-300, 140737488355327, 140737488355328, NAN, INFINITY};
    std::get<Numbers>(real.values)
        .push_back(random() % 2 ? odd[random() % std::size(odd)] : static_cast<double>(near) / 2);
    std::get<Texts>(text.values).push_back(std::string(random() % (longest + 1), static_cast<char>('a' + row % 26)));
  }
  std::sort(layer.ids.begin(), layer.ids.end());
  layer.ids.erase(std::unique(layer.ids.begin(), layer.ids.end()), layer.ids.end());
  std::shuffle(layer.ids.begin(), layer.ids.end(), random);
  layer.columns = {whole, real, text};
  std::vector<std::uint32_t> rows(layer.ids.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
  const std::vector<std::int64_t> ids = layer.ids;
  layer.ids.resize(count);
  layer = select(layer, rows);
  layer.ids = ids;
  for (std::size_t row = 0; row < layer.size(); row += 7) layer.columns[row % 3].set_missing(row);
  return layer;
}

/// The same rows, inserted by SQLite, in a table of the same form.
void insert_twin(const fs::path& file, const Layer& layer) {
  std::ofstream(file).close();
  gpkg::Database database(file);
  database.run("BEGIN; CREATE TABLE things(fid INTEGER PRIMARY KEY, whole INTEGER, real REAL, text TEXT)");
  {
    gpkg::Statement insert = database.prepare("INSERT INTO things VALUES(?, ?, ?, ?)");
    for (std::size_t row = 0; row < layer.size(); ++row) {
      insert.bind(1, layer.ids[row]);
      for (int i = 0; i < 3; ++i) {
        const Column& column = layer.columns[static_cast<std::size_t>(i)];
        if (column.is_missing(row))
          insert.bind_null(i + 2);
        else
          std::visit([&](const auto& values) { insert.bind(i + 2, values[row]); }, column.values);
      }
      insert.run();
    }
  }
  database.run("COMMIT");
  database.close();
}

/// Every value with its type, and doubles to the last bit.
const std::string all_values =
    "SELECT fid || typeof(whole) || ifnull(whole, '') || typeof(real) || ifnull(printf('%!.20g', real), '') || "
    "typeof(text) || ifnull(text, '') FROM things ORDER BY fid";

}  // namespace

TEST_CASE("rows are stored as SQLite would store them") {
  const Folder folder;
  unsigned seed = 1;
  // None, one leaf, many, and rows that overflow onto one page or several.
  for (const auto& [count, longest] : {std::pair<std::size_t, std::size_t>{0, 0},
                                       {1, 3},
                                       {60, 30},
                                       {5000, 1200},
                                       {3000, 4300},
                                       {300, 20000},
                                       {2, 300000}}) {
    CAPTURE(count, longest);
    const fs::path file = folder.path / (std::to_string(count) + ".gpkg"), twin = folder.path / "twin.db";
    const Layer layer = awkward_rows(count, longest, seed++);
    write(file, layer, {"things", {}, {}, ""}, "EPSG:4547", true);
    insert_twin(twin, layer);
    CHECK(ask(file, "PRAGMA integrity_check") == "ok");
    CHECK((ask(file, all_values) == ask(twin, all_values)));
    CHECK(ask(file, "SELECT count(*) FROM things") == std::to_string(layer.size()));
    for (const std::size_t row : {std::size_t{0}, layer.size() / 2})
      if (row < layer.size())
        CHECK((ask(file, "SELECT whole FROM things WHERE fid = " + std::to_string(layer.ids[row])) ==
               ask(twin, "SELECT whole FROM things WHERE fid = " + std::to_string(layer.ids[row]))));
    // Rows take the same room: every number is as short as SQLite makes it.
    const std::string room = "SELECT sum(pgsize - unused) FROM dbstat WHERE name = 'things' AND pagetype = 'leaf'";
    if (longest < 4000) CHECK(std::abs(std::stol("0" + ask(file, room)) - std::stol("0" + ask(twin, room))) < 20000);
    fs::remove(twin);
  }
}

TEST_CASE("every length around the ends of a page is kept") {
  const Folder folder;
  Layer layer;
  layer.geometries = Geometries(Shape::none);
  Column text{"text", Texts{}, {}};
  const std::size_t page = gpkg::PageFile::page_size;
  for (const std::size_t middle : {std::size_t{100}, page / 8, page - 40, 2 * page - 40, 3 * page})
    for (std::size_t length = middle - 60; length < middle + 60; ++length) {
      layer.ids.push_back(0);
      layer.geometries.end_feature();
      std::get<Texts>(text.values).emplace_back(length, 'x');
    }
  layer.columns = {text};
  const fs::path file = folder.path / "lengths.gpkg";
  write(file, layer);
  CHECK(ask(file, "PRAGMA integrity_check") == "ok");
  std::string lengths;
  for (const std::string& each : std::get<Texts>(layer.columns[0].values))
    lengths += (lengths.empty() ? "" : "\n") + std::to_string(each.size());
  CHECK((ask(file, "SELECT length(text) FROM things ORDER BY fid") == lengths));
  CHECK(ask(file, "SELECT count(*) FROM things WHERE trim(text, 'x') <> ''") == "0");
}

TEST_CASE("the number of threads changes no byte") {
  const Folder folder;
  for (const int jobs : {1, 2}) {
    GeoPackage package(folder.path / (std::to_string(jobs) + ".gpkg"), false, Crs::parse("EPSG:4547"), Language::en,
                       "2026-11-24T02:46:02Z", jobs);
    package.add({"things", {}, {}, ""}, awkward_rows(20000, 500, 5));
    package.add({"points", {}, {}, ""}, grid(200));
    package.commit();
  }
  CHECK((bytes_of(folder.path / "1.gpkg") == bytes_of(folder.path / "2.gpkg")));
}

TEST_CASE("the page that SQLite locks is left out") {
  const Folder folder;
  gpkg::TemporaryFile temporary(folder.path / "large.db", false);
  gpkg::PageFile pages(temporary.path(), temporary.descriptor());
  // The file is sparse: what lies before takes no room on the disk.
  const std::size_t lock_page = (std::size_t{1} << 30) / gpkg::PageFile::page_size;
  pages.take(lock_page - 5);
  const Layer layer = awkward_rows(2000, 400, 9);
  TableView view = view_of(layer);
  view.keys = layer.ids;
  const gpkg::FeatureRows rows(std::move(view), 4547, 2);
  const std::uint32_t root = write_table(pages, rows, 2);
  CHECK(root > lock_page + 20);
  pages.finish();
  {
    gpkg::Database database(temporary.path());
    store_schema(database, {{"table", "things", "things", root,
                             "CREATE TABLE things(fid INTEGER PRIMARY KEY, whole INTEGER, real REAL, text TEXT)"}});
    database.run("CREATE TABLE more(number); INSERT INTO more VALUES(5)");
    database.close();
  }
  insert_twin(folder.path / "twin.db", layer);
  CHECK((ask(temporary.path(), all_values) == ask(folder.path / "twin.db", all_values)));
  CHECK(ask(temporary.path(), "SELECT number FROM more") == "5");
  CHECK(ask(temporary.path(), "SELECT count(*) FROM dbstat WHERE pageno = " + std::to_string(lock_page + 1)) == "0");
  CHECK(ask(temporary.path(), "PRAGMA page_count") ==
        std::to_string(fs::file_size(temporary.path()) / gpkg::PageFile::page_size));
}

}  // namespace gapmap

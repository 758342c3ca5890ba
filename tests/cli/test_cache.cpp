// SPDX-License-Identifier: MIT
// With and without --cache a result has the same tables, whatever was changed or broken in between.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::asked;
using tests::content_of;
using tests::run_gapmap;
using tests::Scratch;

/// Three tasks of the sample: reach over points, streets and land, shares, registers.
const std::string some = " --task 5 --task '4(1)' --task 15 --overwrite --quiet";

std::string dump_of(const Scratch& scratch, const std::string& file) {
  const std::string dump = scratch.path("dump");
  // Sorted, as a table that was written anew stands at another place in the file.
  const std::string path = "'" + scratch.path(file) + "'";
  const std::string command = "(sqlite3 " + path + " .dump | grep -v 'INSERT INTO run VALUES'; sqlite3 " + path +
                              " 'PRAGMA integrity_check') | LC_ALL=C sort >'" + dump + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  return content_of(dump);
}

/// Runs a plan with the cache and without, under the same name; the tables must be the same. Gives back the ids of the
/// standards that were not measured again.
std::string check_alike(const Scratch& scratch, const std::string& plan = "plan.toml") {
  REQUIRE(run_gapmap(scratch, "check " + plan + some + " -o result.gpkg").status == 0);
  const std::string plain = dump_of(scratch, "result.gpkg");
  const tests::Ran ran = run_gapmap(scratch, "check " + plan + some + " -o result.gpkg --cache cache");
  CHECK(ran.err.empty());
  REQUIRE(ran.status == 0);
  CHECK(plain.size() > 100000);
  const bool is_same = plain == dump_of(scratch, "result.gpkg");  // too large to be shown
  CHECK(is_same);
  return asked(scratch, "result.gpkg", "SELECT reused FROM run");
}

void replace(const Scratch& scratch, const std::string& from, const std::string& to) {
  std::string text = content_of(scratch.path("plan.toml"));
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  scratch.write("plan.toml", text.replace(place, from.size(), to));
}

void run_sql(const Scratch& scratch, const std::string& sql) {
  // The triggers of the file call functions that only GDAL and QGIS have.
  const std::string command = "ogrinfo -q '" + scratch.path("district.gpkg") + "' -sql \"" + sql + "\" >/dev/null";
  REQUIRE(std::system(command.c_str()) == 0);
}

struct Sampled {
  Scratch scratch;
  Sampled() {
    REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
    CHECK(check_alike(scratch) == "\n");
  }
};

}  // namespace

TEST_CASE("a cache: the same again, and one standard changed") {
  const Sampled sample;
  CHECK_THAT(check_alike(sample.scratch), Catch::Contains("kindergarten-reach") && Catch::Contains("primary-reach"));
  const std::string kindergartens = "where = \"kind = 'kindergarten'\"}\nwithin     = ";
  replace(sample.scratch, kindergartens + "300", kindergartens + "320");
  CHECK_THAT(check_alike(sample.scratch), !Catch::Contains("kindergarten-reach") && Catch::Contains("primary-reach"));
  // And back: what was measured first is still known.
  replace(sample.scratch, kindergartens + "320", kindergartens + "300");
  CHECK_THAT(check_alike(sample.scratch), Catch::Contains("kindergarten-reach"));
}

TEST_CASE("slow: a cache: a layer's content changed") {
  const Sampled sample;
  run_sql(
      sample.scratch,
      "UPDATE schools SET kind = 'primary' WHERE fid IN (SELECT min(fid) FROM schools WHERE kind = 'kindergarten')");
  CHECK(check_alike(sample.scratch) == "\n");  // all layers are of this one file
}

TEST_CASE("slow: a cache: the plan's settings, its standards or its language changed") {
  const Sampled sample;
  SECTION("another system") {
    replace(sample.scratch, "crs    = \"EPSG:4547\"", "crs    = \"EPSG:32649\"");
    CHECK(check_alike(sample.scratch) == "\n");
  }
  SECTION("fewer standards") {
    const std::string words = "check plan.toml --task 5 --overwrite --quiet -o result.gpkg";
    REQUIRE(run_gapmap(sample.scratch, words).status == 0);
    const std::string plain = dump_of(sample.scratch, "result.gpkg");
    REQUIRE(run_gapmap(sample.scratch, words + " --cache cache").status == 0);
    CHECK((plain == dump_of(sample.scratch, "result.gpkg")));
  }
  SECTION("the other language") {
    const std::string words = "check plan.toml --lang zh" + some + " -o result.gpkg";
    REQUIRE(run_gapmap(sample.scratch, words).status == 0);
    const std::string plain = dump_of(sample.scratch, "result.gpkg");
    REQUIRE(run_gapmap(sample.scratch, words + " --cache cache").status == 0);
    CHECK((plain == dump_of(sample.scratch, "result.gpkg")));
  }
}

TEST_CASE("slow: a cache: entries that are damaged, cut short or foreign are as good as none") {
  const Sampled sample;
  std::size_t number = 0;
  for (const auto& entry : std::filesystem::directory_iterator(sample.scratch.path("cache"))) {
    std::string bytes = content_of(entry.path().string());
    switch (number++ % 3) {
      case 0: bytes.resize(bytes.size() / 2); break;
      case 1: bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1); break;
      default: bytes = "not a cache";
    }
    std::ofstream(entry.path(), std::ios::binary) << bytes;
  }
  CHECK(number > 20);
  CHECK(check_alike(sample.scratch) == "\n");
  CHECK_THAT(check_alike(sample.scratch), Catch::Contains("kindergarten-reach"));
}

TEST_CASE("a cache: two runs at once") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
  const std::string check = "'" GAPMAP_PROGRAM "' check plan.toml" + some + " --cache cache -o ";
  const std::string command =
      "cd '" + scratch.folder() + "' && (" + check + "one.gpkg & " + check + "two.gpkg; wait $!) >/dev/null";
  REQUIRE(std::system(command.c_str()) == 0);
  CHECK(check_alike(scratch) != "\n");
}

}  // namespace gapmap

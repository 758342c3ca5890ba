// SPDX-License-Identifier: MIT
// Bad input gets one clear error that names the file, the layer and the feature; no result is left.
#include <catch2/catch.hpp>
#include <filesystem>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::content_of;
using tests::Ran;
using tests::run_gapmap;
using tests::Scratch;

const std::string places = "lon,lat,people,kind\n114,34.7,10,home\n114.001,34.7,20,home\n";

/// A plan over places.csv; the arguments stand in for its lines.
std::string plan(const std::string& layer,
                 const std::string& standard = "measure = 'total'\nlayer = 'homes'\nof = 'people'\n",
                 const std::string& crs = "EPSG:4547", const std::string& header = "") {
  return "gapmap = 1\nid = 'p'\ntitle = 'p'\ncrs = '" + crs + "'\n" + header + "[layers]\nhomes = {" + layer +
         "}\n[[standard]]\nid = 's'\ntask = 1\ntitle = 's'\n" + standard;
}

const std::string csv = "source = 'places.csv', x = 'lon', y = 'lat', crs = 'EPSG:4326'";

struct Case {
  std::string name;
  std::string plan;
  int status;
  std::vector<std::string> words;  ///< all must stand in the message
};

}  // namespace

TEST_CASE("each bad input yields one error with its place, and no result file") {
  const Scratch scratch;
  scratch.write("places.csv", places);
  scratch.write("empty.csv", "lon,lat,people\n");
  scratch.write("plain.csv", "code,people\n1,10\n");
  scratch.write("zero.gpkg", "");
  scratch.write("garbage.gpkg", std::string(5000, '\x7f'));
  scratch.write("text.csv", "lon,lat,people\n114,34.7,10\n114,34.8,many\n");
  scratch.write("less.csv", "lon,lat,people\n114,34.7,10\n114,34.8,-3\n");
  scratch.write("twice.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"1","name":"a"},"geometry":{"type":"Polygon","coordinates":[[[114,34],[115,34],[115,35],[114,34]]]}},
    {"type":"Feature","properties":{"code":"1","name":"b"},"geometry":{"type":"Polygon","coordinates":[[[116,34],[117,34],[117,35],[116,34]]]}}]})");
  scratch.write("mixed.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"people":1},"geometry":{"type":"Point","coordinates":[114,34]}},
    {"type":"Feature","properties":{"people":1},"geometry":{"type":"LineString","coordinates":[[114,34],[115,34]]}}]})");
  const std::string reach = "measure = 'reach'\ndemand = 'homes'\nsupply = 'homes'\nwithin = ";
  const std::vector<Case> cases{
      {"missing file",
       plan("source = 'plases.csv', x = 'lon', y = 'lat', crs = 'EPSG:4326'"),
       3,
       {"homes", "no such file", "plases.csv"}},
      {"zero bytes", plan("source = 'zero.gpkg'"), 3, {"cannot open", "zero.gpkg"}},
      {"garbage", plan("source = 'garbage.gpkg'"), 3, {"cannot open", "garbage.gpkg"}},
      {"a folder", plan("source = '.'"), 3, {"homes"}},
      {"empty layer",
       plan("source = 'empty.csv', x = 'lon', y = 'lat', crs = 'EPSG:4326'"),
       3,
       {"empty.csv", "the layer is empty"}},
      {"no CRS",
       plan("source = 'places.csv', x = 'lon', y = 'lat'"),
       3,
       {"places.csv", "no coordinate reference system", "crs ="}},
      {"unknown CRS", plan("source = 'places.csv', x = 'lon', y = 'lat', crs = 'EPSG:99999'"), 2, {"EPSG:99999"}},
      {"no such layer",
       plan("source = 'places.csv', layer = 'place', x = 'lon', y = 'lat', crs = 'EPSG:4326'"),
       3,
       {"no layer \"place\"", "places"}},
      {"table without geometry",
       plan("source = 'plain.csv'", reach + "300\n"),
       3,
       {"plain.csv", "no geometry", "x and y"}},
      {"text for a number",
       plan("source = 'text.csv', x = 'lon', y = 'lat', crs = 'EPSG:4326'"),
       3,
       {"text.csv: feature 2", "people", "many"}},
      {"negative people",
       plan("source = 'less.csv', x = 'lon', y = 'lat', crs = 'EPSG:4326'"),
       3,
       {"less.csv: feature 2", "negative"}},
      {"unknown field",
       plan(csv, "measure = 'total'\nlayer = 'homes'\nof = 'peeple'\n"),
       3,
       {"places.csv", "peeple", "did you mean \"people\""}},
      {"unknown mapped field", plan(csv + ", fields = {n = 'peple'}"), 3, {"peple", "people"}},
      {"unknown weight", plan(csv + ", weight = 'pop'", reach + "300\n"), 3, {"no field \"pop\""}},
      {"unknown class", plan(csv, reach + "{by = 'knd', home = 300}\n"), 3, {"knd", "kind"}},
      {"unknown field in where",
       plan(csv, "measure = 'total'\nlayer = 'homes'\nwhere = \"knd = 'x'\"\n"),
       2,
       {"places.csv", "knd", "kind"}},
      {"broken where",
       plan(csv, "measure = 'total'\nlayer = 'homes'\nwhere = \"kind = \"\n"),
       2,
       {"not a valid SQL condition"}},
      {"where that closes its bracket",
       plan(csv, "measure = 'total'\nlayer = 'homes'\nwhere = \"1) OR (1=1\"\n"),
       2,
       {"not a valid SQL condition"}},
      {"where that writes",
       plan(csv, "measure = 'total'\nlayer = 'homes'\nwhere = \"1; ATTACH 'x.db' AS x\"\n"),
       2,
       {"not a valid SQL condition"}},
      {"sql that is no select",
       plan("source = 'places.csv', sql = 'DELETE FROM places', crs = 'EPSG:4326'"),
       3,
       {"places.csv"}},
      {"mixed geometry", plan("source = 'mixed.geojson'"), 3, {"mixed.geojson", "feature 1", "lines", "points"}},
      {"points as units",
       plan(csv, reach + "300\n", "EPSG:4547", "units = {layer = 'homes', code = 'kind', name = 'kind'}\n"),
       3,
       {"feature 1 has points, but areas are needed"}},
      {"one code twice",
       plan("source = 'twice.geojson'", "measure = 'density'\nsupply = 'homes'\n", "EPSG:4547",
            "units = {layer = 'homes'}\n"),
       3,
       {"unit code \"1\"", "twice"}},
      {"degrees", plan(csv, reach + "300\n", "EPSG:4490"), 2, {"not projected in metres"}},
      {"Web Mercator", plan(csv, reach + "300\n", "EPSG:3857"), 2, {"true distances"}},
      {"feet", plan(csv, reach + "300\n", "EPSG:2263"), 2, {"not projected in metres"}},
      {"a network", plan("source = 'https://127.0.0.1:9/x.geojson'"), 3, {"needs a network", "--allow-network"}},
      {"walking", plan(csv, reach + "300\nalong = 'walk'\n"), 2, {":", "streets"}},
      {"not TOML", "gapmap = 1\nid = 'p\n", 2, {"plan.toml:2:", "TOML"}},
  };
  for (const Case& bad : cases) {
    CAPTURE(bad.name);
    scratch.write("plan.toml", bad.plan);
    const Ran ran = run_gapmap(scratch, "check plan.toml -o result.gpkg");
    CAPTURE(ran.err);
    CHECK(ran.status == bad.status);
    CHECK(ran.out.empty());
    for (const std::string& word : bad.words) CHECK_THAT(ran.err, Catch::Contains(word));
    for (const auto& entry : std::filesystem::directory_iterator(scratch.folder()))
      CHECK_FALSE(entry.path().filename().string().starts_with("result"));
  }
}

TEST_CASE("a plan with ten mistakes yields ten messages with their lines") {
  const Scratch scratch;
  scratch.write("plan.toml", R"(gapmap = 1
id     = "ten"
titel  = "one: title is missing and titel unknown"
crs    = 4547
[layers]
homes   = {source = "homes.csv", wheight = "people"}
schools = {layer = "schools"}
[[standard]]
id      = "a"
task    = 1
title   = "a"
measure = "reech"
[[standard]]
id      = "a"
task    = 2
title   = "b"
measure = "reach"
demand  = "houses"
supply  = "schools"
within  = "far"
target  = {min = 2, max = 1}
deadline = "next year"
)");
  const Ran ran = run_gapmap(scratch, "check plan.toml -o result.gpkg");
  CHECK(ran.status == 2);
  std::size_t lines = 0;
  for (const char c : ran.err) lines += c == '\n' ? 1 : 0;
  // title missing, titel unknown, crs no text, wheight unknown, source missing, measure unknown, id twice,
  // layer unknown, limit unreadable, min above max, date unreadable: one key twice wrong makes eleven.
  CHECK(lines == 11);
  for (const std::string word :
       {"plan.toml:1:1: the plan file lacks \"title\"", "plan.toml:3:1: ", "did you mean \"title\"",
        "plan.toml:4:10: crs must be a text", "plan.toml:6:34: ", "did you mean \"weight\"",
        "plan.toml:7:11: layer \"schools\" lacks \"source\"", "plan.toml:12:11: there is no measure \"reech\"",
        "did you mean \"reach\"", "plan.toml:14:11: id \"a\" is used twice, first in line 8",
        "plan.toml:18:11: [layers] has no layer \"houses\"", "did you mean \"homes\"",
        "plan.toml:20:11: within: cannot read \"far\"", "plan.toml:21:11: target: min 2 is above max 1",
        "plan.toml:22:12: deadline must be a date"})
    CHECK_THAT(ran.err, Catch::Contains(word));
  CHECK_FALSE(std::filesystem::exists(scratch.path("result.gpkg")));
}

TEST_CASE("broken files of the field are read or refused, never a crash or a hang") {
  const std::filesystem::path cases = std::filesystem::path(GAPMAP_CASES_DIR) / "nasty-inputs";
  if (!std::filesystem::exists(cases)) {
    WARN("SKIPPED: no " << cases);
    return;
  }
  const Scratch scratch;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(cases)) {
    if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
    scratch.write("plan.toml", plan("source = '''" + entry.path().string() + "''', crs = 'EPSG:4326'",
                                    "measure = 'total'\nlayer = 'homes'\n", "EPSG:32650"));
    const Ran ran = run_gapmap(scratch, "check plan.toml --json");
    CAPTURE(entry.path().string(), ran.err);
    CHECK((ran.status == 0 || ran.status == 3));
    ++count;
  }
  CHECK(count > 40);
}

TEST_CASE("a result that cannot be written says so") {
  const Scratch scratch;
  scratch.write("places.csv", places);
  scratch.write("plan.toml", plan(csv));
  const Ran ran = run_gapmap(scratch, "check plan.toml -o nowhere/result.gpkg");
  CHECK(ran.status != 0);
  CHECK_THAT(ran.err, Catch::Contains("nowhere"));
}

}  // namespace gapmap

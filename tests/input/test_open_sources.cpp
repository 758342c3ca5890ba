// SPDX-License-Identifier: MIT
#include "input/open_sources.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <catch2/catch.hpp>

#include "base/error.h"
#include "base/parallel.h"
#include "input/read.h"
#include "scratch.h"

namespace gapmap {
namespace {

using tests::Scratch;

/// Layers "one" and "two": point i of each stands at x = i, with `number` = i, times ten in "two"; and `word`.
void write_layers(const std::string& path, int features) {
  GDALAllRegister();
  GDALDataset* file =
      GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRSpatialReference system;
  system.importFromEPSG(4547);
  for (const char* const name : {"one", "two"}) {
    OGRLayer* layer = file->CreateLayer(name, &system, wkbPoint, nullptr);
    OGRFieldDefn number("number", OFTInteger64), word("word", OFTString);
    layer->CreateField(&number);
    layer->CreateField(&word);
    for (int i = 0; i < features; ++i) {
      OGRFeature feature(layer->GetLayerDefn());
      OGRPoint point(500000 + i, 3840000);
      feature.SetGeometry(&point);
      feature.SetField("number", i * (std::string(name) == "two" ? 10 : 1));
      feature.SetField("word", ("word " + std::to_string(i)).c_str());
      CHECK(layer->CreateFeature(&feature) == OGRERR_NONE);
    }
  }
  GDALClose(file);
}

ReadRequest request_of(const std::string& layer, std::set<std::string> columns, std::optional<Box> extent = {}) {
  ReadRequest request;
  request.spec.role = "things";
  request.spec.source = "all.gpkg";
  request.spec.layer = layer;
  request.columns = std::move(columns);
  request.extent = extent;
  request.conditions = {""};
  return request;
}

/// All that a reading says as one text, with a line for each feature.
std::string told(const ReadRequest& request, const ReadOptions& options) {
  const ReadLayer read = read_layer(request, options);
  std::string words = read.place + " " + read.record.crs + " " + join(read.record.files, ",") + "\n";
  for (std::size_t row = 0; row < read.layer.size(); ++row) {
    words += std::to_string(read.layer.ids[row]);
    for (const Column& column : read.layer.columns) words += " " + column.name + "=" + column.text(row);
    words += fmt::format(" {}\n", read.layer.geometries.part(row, 0)[0].x);
  }
  return words;
}

}  // namespace

TEST_CASE("a layer reads the same from a file that is open already, whatever was read from it before") {
  const Scratch scratch;
  write_layers(scratch.path("all.gpkg"), 20);
  const ReadOptions alone{scratch.folder(), Crs::parse("EPSG:4547")};
  ReadOptions shared = alone;
  shared.sources = std::make_shared<OpenSources>();
  const Box some{{500003, 3839000}, {500006, 3841000}};  // points 3 to 6
  // Other columns, another layer, and an extent before the whole: nothing of one reading may stay for the next.
  const std::vector<ReadRequest> requests{request_of("one", {"word"}),         request_of("two", {"number"}),
                                          request_of("two", {"word"}, some),   request_of("two", {"number", "word"}),
                                          request_of("one", {"number"}, some), request_of("one", {})};
  for (const bool through_ogr : {false, true}) {
    shared.through_ogr = through_ogr;
    for (const ReadRequest& request : requests) CHECK(told(request, shared) == told(request, alone));
  }
  CHECK(read_layer(requests[2], shared).layer.size() == 4);
  CHECK(read_layer(requests[3], shared).layer.size() == 20);

  std::vector<std::string> expected, found(120);
  for (const ReadRequest& request : requests) expected.push_back(told(request, alone));
  for_each_index(found.size(), 4, [&](std::size_t i) { found[i] = told(requests[i % requests.size()], shared); });
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == expected[i % requests.size()]);
}

TEST_CASE("a file that was opened stays open, and is opened anew once all are closed") {
  const Scratch scratch;
  write_layers(scratch.path("all.gpkg"), 2);
  ReadOptions options{scratch.folder(), Crs::parse("EPSG:4547")};
  options.sources = std::make_shared<OpenSources>();
  CHECK(read_layer(request_of("one", {}), options).layer.size() == 2);
  // Another file takes the name: the open one is still the first, so that all layers of a run come from the same.
  write_layers(scratch.path("other.gpkg"), 3);
  std::filesystem::rename(scratch.path("other.gpkg"), scratch.path("all.gpkg"));
  CHECK(read_layer(request_of("two", {}), options).layer.size() == 2);
  options.sources->close();
  CHECK(read_layer(request_of("two", {}), options).layer.size() == 3);
}

TEST_CASE("an error leaves the open file as good as it was") {
  const Scratch scratch;
  write_layers(scratch.path("all.gpkg"), 2);
  ReadOptions options{scratch.folder(), Crs::parse("EPSG:4547")};
  options.sources = std::make_shared<OpenSources>();
  CHECK_THROWS_AS(read_layer(request_of("none", {}), options), Error);
  CHECK_THROWS_AS(read_layer(request_of("one", {"no such field"}), options), Error);
  CHECK(read_layer(request_of("one", {"number"}), options).layer.size() == 2);
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
// Well-known binary of any bytes: the quick reader of GeoPackages takes what OGR would make of it or leaves it alone,
// and the reader of results takes finite coordinates or nothing.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include <cpl_error.h>
#include <ogr_geometry.h>

#include "base/error.h"
#include "input/intake.h"
#include "report/gpkg_geometry.h"

namespace {

using namespace gapmap;

void compare_with_ogr(std::span<const unsigned char> bytes) {
  GeometryIntake quick;
  if (!quick.add_wkb(bytes)) return;
  OGRGeometry* made = nullptr;
  CPLPushErrorHandler(CPLQuietErrorHandler);
  OGRGeometryFactory::createFromWkb(bytes.data(), nullptr, &made, bytes.size(), wkbVariantIso);
  CPLPopErrorHandler();
  const std::unique_ptr<OGRGeometry> geometry(made);
  if (!geometry) std::abort();
  GeometryIntake slow;
  try {
    slow.add(geometry.get(), 1, "fuzz");
  } catch (const Error&) {
    std::abort();
  }
  if (slow.with_height() != quick.with_height() || slow.lost_parts() > 0 || slow.take() != quick.take()) std::abort();
}

void read_as_result(std::span<const std::byte> blob) {
  for (const Shape shape : {Shape::point, Shape::line, Shape::area}) {
    Geometries into(shape);
    add_gpkg_feature(blob, into);
    if (into.size() != 1) std::abort();
    for (const Point p : into.vertices())
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  compare_with_ogr({bytes, size});
  read_as_result(std::as_bytes(std::span(bytes, size)));
  // The same behind an ordinary header, which few bytes would hit upon.
  std::vector<std::byte> blob{std::byte{'G'}, std::byte{'P'}, std::byte{0}, std::byte{1}};
  blob.resize(8);
  const auto body = std::as_bytes(std::span(bytes, size));
  blob.insert(blob.end(), body.begin(), body.end());
  read_as_result(blob);
  return 0;
}

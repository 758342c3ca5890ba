// SPDX-License-Identifier: MIT
// Geometries from any bytes: taken in, mended, measured, noded.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <numeric>

#include <cpl_error.h>
#include <ogr_geometry.h>

#include "base/error.h"
#include "geo/crossings.h"
#include "geo/overlay.h"
#include "input/intake.h"
#include "network/noding.h"

namespace {

void node(const gapmap::Geometries& lines) {
  using namespace gapmap;
  std::vector<std::uint32_t> rows(lines.size());
  std::iota(rows.begin(), rows.end(), 0u);
  const StreetLines streets[] = {{&lines, rows, {}}};
  const Graph graph = make_graph(streets, {});
  for (std::size_t i = 0; i < graph.edge_count(); ++i)
    if (graph.edge(i).length < 0) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gapmap;
  CPLPushErrorHandler(CPLQuietErrorHandler);
  OGRGeometry* made = nullptr;
  OGRGeometryFactory::createFromWkb(bytes, nullptr, &made, size, wkbVariantIso);
  const std::unique_ptr<OGRGeometry> geometry(made);
  CPLPopErrorHandler();
  try {
    GeometryIntake intake;
    intake.add(geometry.get(), 1, "fuzz");
    const Geometries taken = intake.take();
    for (const Point p : taken.vertices())
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) std::abort();
    if (taken.shape() == Shape::line) node(taken);
    if (taken.shape() != Shape::area || taken.size() == 0) return 0;
    if (find_invalidity(taken, 0).reason.empty()) return 0;
    constexpr std::size_t most_crossings = 20'000;  // as when reading
    if (count_crossings(taken, 0, most_crossings) >= most_crossings) return 0;
    Geometries mended(Shape::area);
    make_valid(taken, 0, mended);
    // A ring of next to no area may round to less than none.
    const Box box = mended.box();
    const double slack = 1e-12 * (box.high.x - box.low.x) * (box.high.y - box.low.y) + 1e-300;
    if (mended.part_count() > 0 && area_of(mended, 0) < -slack) std::abort();
  } catch (const Error&) {
    // refused in words
  }
  return 0;
}

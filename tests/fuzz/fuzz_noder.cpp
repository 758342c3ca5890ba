// SPDX-License-Identifier: MIT
// Streets on a small lattice, so that they overlap, cross, touch and end on each other everywhere.
#include <cstdint>
#include <cstdlib>
#include <numeric>

#include "base/error.h"
#include "network/noding.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gapmap;
  constexpr std::size_t most = 400;  // vertices
  Geometries lines(Shape::line);
  std::vector<Point> line;
  const auto end_line = [&] {
    if (line.size() > 1) {
      lines.add_part(line);
      lines.end_feature();
    }
    line.clear();
  };
  for (std::size_t i = 0; i < std::min(size, most); ++i) {
    if (bytes[i] == 255) {
      end_line();
    } else {
      // Ten metres apart, with a byte's seventh bit for half a metre: nearer than ends are joined.
      line.push_back({10.0 * (bytes[i] & 7) + ((bytes[i] & 64) ? 0.5 : 0), 10.0 * (bytes[i] >> 3 & 7)});
    }
  }
  end_line();
  if (lines.size() == 0) return 0;
  std::vector<std::uint32_t> rows(lines.size());
  std::iota(rows.begin(), rows.end(), 0u);
  const StreetLines streets[] = {{&lines, rows, {}}};
  try {
    const Graph graph = make_graph(streets, {});
    for (std::size_t i = 0; i < graph.edge_count(); ++i)
      if (graph.edge(i).length < 0) std::abort();
  } catch (const Error&) {
    // refused in words
  }
  return 0;
}

// SPDX-License-Identifier: MIT
// Streets on a small lattice, so that they overlap, cross, touch and end on each other everywhere.
#include <cmath>
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
  double drawn = 0;
  const auto end_line = [&] {
    if (line.size() > 1) {
      lines.add_part(line);
      lines.end_feature();
      for (std::size_t i = 1; i < line.size(); ++i)
        drawn += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
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
    double length = 0;
    for (std::size_t i = 0; i < graph.edge_count(); ++i) {
      if (!(graph.edge(i).length >= 0)) std::abort();
      length += 1e-6 * static_cast<double>(graph.edge(i).length);  // micrometres
    }
    // No street becomes longer; a gap of at most a metre may be walked at each end.
    if (length > drawn + 2.0 * static_cast<double>(lines.size()) + 1) std::abort();
  } catch (const Error&) {
    // refused in words
  }
  return 0;
}

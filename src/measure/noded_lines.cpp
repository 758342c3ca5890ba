// SPDX-License-Identifier: MIT
#include "measure/noded_lines.h"

#include "network/noding.h"

namespace gapmap {

std::vector<Parameter> with_noding_keys(std::vector<Parameter> own) {
  own.push_back(
      {"tolerance", ValueKind::length, false, "接头容差，米", "ends this near to a line join it, metres", "1", {}});
  own.push_back({"crossings",
                 ValueKind::choice,
                 false,
                 "交叉而无公共点的线",
                 "lines that cross without a shared vertex",
                 "join",
                 {"join", "bridge"}});
  return own;
}

Graph noded(const Requirement& way, const Features& lines, int jobs) {
  const StreetLines streets{&lines.geometries(), lines.rows, {}};
  NodingOptions options;
  options.tolerance = Metres{way.number("tolerance", 1)};
  options.crossings = way.text("crossings", "join") == "bridge" ? Crossings::bridge : Crossings::join;
  options.jobs = jobs;
  return make_graph(std::span(&streets, 1), options);
}

}  // namespace gapmap

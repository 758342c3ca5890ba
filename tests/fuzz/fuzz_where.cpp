// SPDX-License-Identifier: MIT
// Conditions from strangers' plans over a small layer: rows, or a refusal in words, and soon.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "base/text.h"
#include "input/condition.h"

namespace {

gapmap::Layer shops() {
  using namespace gapmap;
  Layer layer;
  layer.ids = {1, 2, 3};
  layer.columns.push_back({"kind", Texts{"park", "school", ""}, {0, 0, 1}});
  layer.columns.push_back({"area", Numbers{1.5, 0, -7}, {}});
  layer.columns.push_back({"beds", Integers{1, 2, 3}, {}});
  return layer;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gapmap;
  static const Layer layer = shops();
  const std::string condition(reinterpret_cast<const char*>(bytes), size);
  Conditions conditions;
  try {
    conditions.columns_of(condition, {"kind", "area", "beds"}, "fuzz");
    const auto rows = conditions.rows(condition, layer, "fuzz");
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i] >= layer.size() || (i > 0 && rows[i] <= rows[i - 1])) std::abort();
  } catch (const Error& error) {
    for (const std::string* words : {&error.sentence().zh, &error.sentence().en})
      if (!is_utf8(*words) || words->find('\x1b') != std::string::npos) std::abort();
  }
  return 0;
}

// SPDX-License-Identifier: MIT
#include "plan/key_depth.h"

#include <catch2/catch.hpp>

namespace gapmap {

TEST_CASE("dots in texts and comments do not make a key deep") {
  CHECK_FALSE(find_overlong_key("# ....................\na.b.c = 1 # ....................", 16));
  CHECK_FALSE(find_overlong_key("clause = \"....................\"\nd = '...................'", 16));
  CHECK_FALSE(find_overlong_key("x = \"\"\"a \\\" ..........\n.....................\"\"\"", 16));
  CHECK_FALSE(find_overlong_key(
      "x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]", 16));
  const auto place = find_overlong_key("a = 1\n\"x\" . 'y' . z = 1", 1);
  REQUIRE(place);
  CHECK(place->line == 2);
  CHECK(place->column == 11);
}

}  // namespace gapmap

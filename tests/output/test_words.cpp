// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "output/words.h"

namespace gapmap {

TEST_CASE("fields and classes are shown by their words, not by their names in the data") {
  // Declared in layers/*.toml: classes_added counts classes, children_6_11 and pupils are people, investment is yuan.
  CHECK(unit_words("classes_added").zh == "班");
  CHECK(unit_words("seats_added").zh == "个学位");
  CHECK(unit_words("seats/children_6_11").zh == "个学位/人");
  CHECK(unit_words("investment").zh == "元");
  CHECK(unit_words("beds/1000 population").zh == "床/千人");
  CHECK(unit_words("frogs").zh == "frogs");
  CHECK(unit_words("people/count").en == "people each");
  CHECK(unit_words("people/count").zh == "人/个");

  CHECK(class_words("schools", "kindergarten").zh == "幼儿园");
  CHECK(class_words("schools", "middle").zh == "初中");
  CHECK(class_words("elderly", "day_care").zh == "托老所");
  CHECK(class_words("elderly", "day_care").en == "day care");
  CHECK(class_words("schools", "night").zh == "night");
  CHECK(class_words("frogs", "green").zh == "green");
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <vector>

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
  CHECK(unit_words("people/count").zh == "人/处");

  CHECK(class_words("schools", "kindergarten").zh == "幼儿园");
  CHECK(class_words("schools", "middle").zh == "初中");
  CHECK(class_words("elderly", "day_care").zh == "托老所");
  CHECK(class_words("elderly", "day_care").en == "day care");
  CHECK(class_words("schools", "night").zh == "night");
  CHECK(class_words("frogs", "green").zh == "green");
}

TEST_CASE("a class whose layer is not known has the words that all usual layers agree on, else its own") {
  CHECK(class_words("main").zh == "主次干道");  // of roads alone
  CHECK(class_words("development").zh == "重点开发");
  CHECK(class_words("city").zh == "city");  // 市管 of road works, 市级 of compounds
  CHECK(class_words("frogs").en == "frogs");
}

TEST_CASE("large amounts are shown in the unit that they read best in, targets with it") {
  CHECK(amount_words(4519219816.0, "investment", Language::zh) == "45.2 亿元");
  CHECK(amount_words(4519219816.0, "yuan", Language::en) == "4,519 million yuan");
  CHECK(amount_words(52000.0, "yuan", Language::zh) == "5.20 万元");
  CHECK(amount_words(9999.0, "m", Language::en) == "9,999 m");
  CHECK(amount_words(142899.0, "m", Language::zh) == "142.9 公里");
  CHECK(amount_words(324219.0, "m2", Language::zh) == "32.4 公顷");
  CHECK(amount_words(1460000.0, "m2", Language::en) == "1.46 km²");
  CHECK(target_words(Range{7.93e9, {}}, "investment", Language::zh) == "≥ 79.3 亿元");
  CHECK(target_words(Range{{}, 247000.0}, "m", Language::en) == "≤ 247 km");
  CHECK(target_words(Range{8e5, 1.2e6}, "m2", Language::en) == "0.80–1.20 km²");
  CHECK(target_words(Range{0.98, {}}, "share", Language::en) == "≥ 98 %");
}

TEST_CASE("nobody builds half a bed: what is missing of whole things is rounded up, and sums of them have no tenths") {
  Score score;
  score.verdict = Verdict::unmet;
  score.missing = 295.4;
  CHECK(missing_words(score, "beds", Language::en) == "296 beds");
  score.missing = 0.2;
  CHECK(missing_words(score, "berths", Language::zh) == "1 泊位");
  score.missing = 3.0000000001;  // what arithmetic left of 3
  CHECK(missing_words(score, "count", Language::zh) == "3 个");
  score.missing = -2;
  CHECK(missing_words(score, "count", Language::zh) == "多 2 个");
  score.missing = 28.2;
  CHECK(missing_words(score, "m", Language::zh) == "28.2 米");
  CHECK(amount_words(702.4, "berths", Language::en) == "702 berths");
}

TEST_CASE("where every class has its own target, all are said") {
  std::vector<Score> scores(4);
  for (Score& score : scores) score.unit_code = "*";
  scores[1].class_name = "main";
  scores[1].target.min = 0.5;
  scores[2].class_name = "alley";
  scores[2].target.min = 0.3;
  scores[3].class_name = "main";
  scores[3].target.min = 0.5;
  scores[3].unit_code = "410103001";  // a unit's row says nothing new
  CHECK(target_words(scores, "share", Language::zh) == "主次干道 ≥ 50 %、背街小巷 ≥ 30 %");
  scores[0].target.min = 0.4;
  CHECK(target_words(scores, "share", Language::en) == "≥ 40 %");
}

TEST_CASE("all and nothing are said without tenths, what is nearly all is not") {
  CHECK(number_words(1, "share") == "100 %");
  CHECK(number_words(0, "share") == "0 %");
  CHECK(number_words(0.9996, "share") == ">99.9 %");
  CHECK(number_words(0.808, "share") == "80.8 %");
}

TEST_CASE("quotation marks inside a quotation are single ones; map projections speak the reader's language") {
  CHECK(quoted_words("治理“8 个 100%”") == "“治理‘8 个 100%’”");
  CHECK(crs_words("CGCS2000 / 3-degree Gauss-Kruger CM 114E", Language::zh) ==
        "CGCS2000 / 高斯-克吕格 3 度带，中央经线 114E");
  CHECK(crs_words("SIRGAS 2000 / UTM zone 22S", Language::zh) == "SIRGAS 2000 / UTM 分带 22S");
  CHECK(crs_words("SIRGAS 2000 / UTM zone 22S", Language::en) == "SIRGAS 2000 / UTM zone 22S");
}

}  // namespace gapmap

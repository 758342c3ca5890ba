// SPDX-License-Identifier: MIT
// Numbers, coordinates and encodings as people really write them.
#include <catch2/catch.hpp>

#include "input/coordinate_text.h"
#include "input/encoding.h"
#include "input/number_text.h"

namespace gapmap {

TEST_CASE("numbers as people write them are numbers, and nothing else is") {
  const std::vector<std::pair<std::string, double>> good{{"12", 12},
                                                         {"-3.5", -3.5},
                                                         {"1e3", 1000},
                                                         {"１２３", 123},
                                                         {"１，２３４．５", 1234.5},
                                                         {"1,234,567", 1234567},
                                                         {"1 234", 1234},
                                                         {"+7", 7},
                                                         {" 8\t", 8},
                                                         {"．5", 0.5},
                                                         {"1'234.25", 1234.25},
                                                         {"−4", -4},
                                                         {"1\u00A0234", 1234},
                                                         {"-1,000", -1000}};
  for (const auto& [words, value] : good) {
    CAPTURE(words);
    REQUIRE(number_in(words));
    CHECK(*number_in(words) == value);
  }
  for (const std::string words : {"", " ", "3,5", "12,34", "1,2345", "1,234 567", ",123", "1234,567", "0x1F", "inf",
                                  "nan", "12 m", "--1", "1e999", "万", "1,23,456", "１２人"}) {
    CAPTURE(words);
    CHECK_FALSE(number_in(words));
  }
}

TEST_CASE("coordinates as people write them") {
  // 113 degrees 38 minutes 24.5 seconds: 113 + 38/60 + 24.5/3600.
  const double degrees = 113 + 38.0 / 60 + 24.5 / 3600;
  const std::vector<std::tuple<std::string, double, Axis>> good{{"113.64", 113.64, Axis::unsaid},
                                                                {"１１３．６４", 113.64, Axis::unsaid},
                                                                {"38,500,123.4", 38500123.4, Axis::unsaid},
                                                                {"113°38'24.5\"E", degrees, Axis::easting},
                                                                {"113°38′24.5″", degrees, Axis::unsaid},
                                                                {"113º 38’ 24.5”", degrees, Axis::unsaid},
                                                                {"东经113度38分24.5秒", degrees, Axis::easting},
                                                                {"113度38分24.5秒", degrees, Axis::unsaid},
                                                                {"113:38:24.5", degrees, Axis::unsaid},
                                                                {"113°38'24.5''", degrees, Axis::unsaid},
                                                                {"E 113 ° 38.4 '", 113.64, Axis::easting},
                                                                {"N34.7", 34.7, Axis::northing},
                                                                {"34.7 S", -34.7, Axis::northing},
                                                                {"3.7W", -3.7, Axis::easting},
                                                                {"-0°30'", -0.5, Axis::unsaid},
                                                                {"经度：113.64", 113.64, Axis::easting},
                                                                {"北纬34°", 34, Axis::northing}};
  for (const auto& [words, value, axis] : good) {
    CAPTURE(words);
    const auto found = coordinate_in(words);
    REQUIRE(found);
    CHECK(found->value == Approx(value).epsilon(1e-15));
    CHECK(found->axis == axis);
  }
  for (const std::string words : {"", "E", "113°60'", "113°38'61\"", "113 38 24", "113'38", "1.2.3", "abc",
                                  "113°38'24\"EN", "113s", "400°", "-34.7S", "113°-5'", "°", "113.64,34.73"}) {
    CAPTURE(words);
    CHECK_FALSE(coordinate_in(words));
  }
}

TEST_CASE("two coordinates in one cell") {
  for (const std::string words :
       {"113.5,34.75", "113.5 34.75", "(113.5, 34.75)", "[113.5,34.75]", "POINT(113.5 34.75)", "POINT (113.5 34.75)",
        "113.5;34.75", "113.5，34.75", "113°30'E, 34°45'N", "34°45'N 113°30'E", "北纬34.75 东经113.5",
        "１１３．５、３４．７５", "经度:113.5,纬度:34.75", "113.5\t34.75", "113.5/34.75"}) {
    CAPTURE(words);
    const auto pair = coordinate_pair_in(words);
    REQUIRE(pair);
    CHECK(pair->x == Approx(113.5).epsilon(1e-15));
    CHECK(pair->y == Approx(34.75).epsilon(1e-15));
  }
  for (const std::string words : {"", "113.5", ",", "113.5,", "a,b", "113.5,34.75,12", "()", "E113 E114"}) {
    CAPTURE(words);
    CHECK_FALSE(coordinate_pair_in(words));
  }
}

TEST_CASE("an encoding is told by its bytes") {
  const auto guess = [](std::initializer_list<std::string_view> texts) {
    EncodingGuess all;
    for (const std::string_view text : texts) all.add(text);
    return all.best();
  };
  CHECK(guess({"plain"}) == "UTF-8");
  CHECK(guess({"二七区"}) == "UTF-8");
  CHECK(guess({"\xB6\xFE\xC6\xDF\xC7\xF8"}) == "GB18030");                           // 二七区
  CHECK(guess({"\xD6\xA3\xD6\xDD", "\xB4\xF3\xD1\xA7\xC2\xB7"}) == "GB18030");       // 郑州, 大学路
  CHECK(guess({"\xA5\x78\xA5\x5F\xA5\xAB", "\xA4\xA4\xA5\xBF\xB0\xCF"}) == "BIG5");  // 台北市, 中正區
  CHECK(guess({"S\xE3o Paulo", "Crici\xFAma", "Florian\xF3polis"}) == "CP1252");
  // Three million bytes without a line's end are judged by their beginning, cut between characters.
  std::string endless = "a";
  for (int i = 0; i < 1'000'000; ++i) endless += "甲";
  CHECK(guess({endless}) == "UTF-8");
  CHECK(strict_utf8("\xB6\xFE", "GB18030") == "二");
  CHECK_FALSE(strict_utf8("\xB6", "GB18030"));
  CHECK_FALSE(strict_utf8("x", "NO-SUCH"));
  CHECK(encoding_name("936") == "GB18030");
  CHECK(encoding_name("ANSI 1252") == "CP1252");
  CHECK(encoding_name("88591") == "ISO-8859-1");
  CHECK(encoding_name("utf8") == "UTF-8");
}

}  // namespace gapmap

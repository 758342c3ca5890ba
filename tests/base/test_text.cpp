// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <catch2/catch.hpp>

namespace gapmap {

TEST_CASE("Chinese characters take two columns") {
  CHECK(display_width("公厕 4—7") == 8);
  CHECK(pad("公厕", 6) == "公厕  ");
  CHECK(pad("12", 4, true) == "  12");
  CHECK(shorten("幼儿园服务半径", 7) == "幼儿园…");
  CHECK(shorten("abc", 3) == "abc");
}

TEST_CASE("the nearest word is found, and none where all are far") {
  const std::vector<std::string> words{"kindergarten", "primary", "middle"};
  CHECK(nearest_word("kindergarden", words) == "kindergarten");
  CHECK(nearest_word("Primary", words) == "primary");
  CHECK(nearest_word("zoo", words).empty());
}

TEST_CASE("numbers are grouped, and zero has no sign") {
  CHECK(grouped(847753) == "847,753");
  CHECK(grouped(-1234.56, 1) == "-1,234.6");
  CHECK(grouped(-0.001, 1) == "0.0");
  CHECK(grouped(999.96, 1) == "1,000.0");
}

TEST_CASE("what a terminal would obey is shown instead") {
  CHECK(printable("a\x1b[31mb\n") == "a\\x1B[31mb\\x0A");
  CHECK(printable("甲\xff乙") == "甲\\xFF乙");
  CHECK(printable("\xe2\x80\xae") == "\\xE2\\x80\\xAE");  // turns the direction of text
}

TEST_CASE("UTF-8 is told from other bytes") {
  CHECK(is_utf8("二七区"));
  CHECK_FALSE(is_utf8("\xb6\xfe\xc6\xdf"));  // 二七 in GBK
  CHECK_FALSE(is_utf8("\xc0\xaf"));          // overlong
  CHECK_FALSE(is_utf8("\xed\xa0\x80"));      // half a surrogate pair
  CHECK_FALSE(is_utf8("\xe4\xba"));          // cut off
}

TEST_CASE("an argument speaks the language of its sentence") {
  const Text sentence = say("{}：{} 个", "{}: {} of them", Text{"公厕", "toilets"}, 3);
  CHECK(sentence.zh == "公厕：3 个");
  CHECK(sentence.en == "toilets: 3 of them");
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "base/error.h"
#include "output/canvas.h"

namespace gapmap {
namespace {

std::string page(Canvas::Medium medium, const std::string& words) {
  Canvas canvas(100, 60, medium, {"试验", "2026-01-01T00:00:00Z"});
  canvas.text(words, 10, 10, {.size = 4, .halo = 0.5, .wrap = 80, .lines = 3});
  canvas.begin_pixels(10, 30, 50, 20);
  canvas.colour("#0072b2");
  canvas.circle(30, 40, 5);
  canvas.fill();
  canvas.end_pixels();
  return canvas.finish();
}

}  // namespace

TEST_CASE("the same drawing gives the same bytes, as a picture and as a page") {
  const std::string pdf = page(Canvas::Medium::pdf, "幼儿园服务半径"),
                    png = page(Canvas::Medium::png, "幼儿园服务半径");
  CHECK(pdf.starts_with("%PDF-"));
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(pdf == page(Canvas::Medium::pdf, "幼儿园服务半径"));
  CHECK(png == page(Canvas::Medium::png, "幼儿园服务半径"));
  CHECK(pdf.find("/FontFile") != std::string::npos);        // embedded
  CHECK(pdf.find("/Subtype /Image") != std::string::npos);  // the symbols, as one picture
}

TEST_CASE("words from data are words: no markup, no control characters") {
  Canvas canvas(100, 60, Canvas::Medium::png, {});
  const Lettering lettering{.size = 4};
  // Read as markup, "<b>" would have no width at all.
  CHECK(canvas.measure("<b>a</b>", lettering).width > canvas.measure("ab", lettering).width);
  CHECK(canvas.measure("a\x01\x02", lettering).width == canvas.measure("a", lettering).width);
  CHECK_NOTHROW(canvas.text("&lt; <script>alert('x')</script> \"quotes\" =cmd() %s", 0, 0, lettering));
  CHECK_NOTHROW(canvas.line(std::string(500, 'x'), 0, 10, 50, lettering));
  CHECK_NOTHROW(canvas.text("\xee\x80\x80", 0, 20, lettering));  // U+E000, a private character
}

TEST_CASE("a long line becomes smaller, then shorter, never wider than its place") {
  Canvas canvas(100, 60, Canvas::Medium::png, {});
  for (const std::string words :
       {"短", "一个非常非常非常非常非常非常非常非常长的街道办事处名称", "a_word_without_any_place_to_break_it"})
    CHECK(canvas.line(words, 0, 0, 30, {.size = 4}).width <= 30);
}

TEST_CASE("characters that no font has are named") {
  Canvas canvas(100, 60, Canvas::Medium::png, {});
  const std::string rare = "\xf0\x96\xa9\x80";  // U+16A40, a letter of the Mro script
  try {
    canvas.text("街道" + rare, 0, 0, {});
    WARN("SKIPPED: a font with the Mro script is installed");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::output);
    CHECK(error.sentence().zh.find(rare) != std::string::npos);
    CHECK(error.sentence().zh.find("街") == std::string::npos);
    CHECK_FALSE(error.hint().empty());
  }
}

}  // namespace gapmap

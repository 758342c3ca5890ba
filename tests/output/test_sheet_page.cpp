// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "output/sheet_page.h"

namespace gapmap {
namespace {

/// What was set where, in type of which size.
struct Set {
  std::string name;
  double x, y, size;
};

/// A part of a block whose height follows the size of the type, or does not.
Notes::Draw part(std::vector<Set>& all, const std::string& name, double height, bool is_scaled = true) {
  return [&all, name, height, is_scaled](Canvas&, double x, double y, double, double size, bool is_drawn) {
    if (is_drawn) all.push_back({name, x, y, size});
    return is_scaled ? height * size : height;
  };
}

std::vector<std::string> names_of(const std::vector<Set>& all) {
  std::vector<std::string> names;
  for (const Set& one : all) names.push_back(one.name);
  return names;
}

Canvas paper() { return {210, 297, Canvas::Medium::png, {}}; }

}  // namespace

TEST_CASE("a list goes on in the next column, in type of one size") {
  std::vector<Set> all;
  Notes notes(Language::en);
  notes.begin(0);
  notes.custom(part(all, "1", 10));
  for (int i = 2; i <= 10; ++i) {
    notes.follow();
    notes.custom(part(all, std::to_string(i), 10));
  }
  Canvas canvas = paper();
  // Ten rows of 10 mm in two columns of 60 mm: five in each, since columns are made equal.
  notes.flow(canvas, {{0, 0, 50, 60}, {60, 0, 50, 60}});
  REQUIRE(all.size() == 10);
  for (const Set& one : all) CHECK(one.size == 1);
  CHECK(all[4].x == 0);
  CHECK(all[5].x == 60);
  CHECK(all[5].y == 0);
}

TEST_CASE("notes that do not fit get smaller type, then lose what is least needed, one group after the other") {
  const auto set = [](double height) {
    std::vector<Set> all;
    Notes notes(Language::en);
    notes.begin(0);
    notes.custom(part(all, "legend", 20, false));
    notes.begin(2);
    notes.custom(part(all, "inset", 20, false));
    notes.begin(1);
    notes.custom(part(all, "list", 5, false));
    notes.follow();
    notes.custom(part(all, "its end", 5, false));
    notes.begin(3);
    notes.custom(part(all, "remark", 20, false));
    Canvas canvas = paper();
    notes.flow(canvas, {{0, 0, 50, height}});
    return names_of(all);
  };
  using Names = std::vector<std::string>;
  CHECK(set(90) == Names{"legend", "inset", "list", "its end", "remark"});
  CHECK(set(60) == Names{"legend", "inset", "list", "its end"});
  CHECK(set(40) == Names{"legend", "list", "its end"});
  CHECK(set(28) == Names{"legend"});  // a list without its end would deceive
}

TEST_CASE("places that maps leave free in their grid take notes") {
  SheetLayout layout;
  layout.maps = {10, 25, 320, 260};
  layout.notes = {334, 25, 76, 260};
  layout.map_columns = 3;
  CHECK(layout.note_frames(6).size() == 1);
  const std::vector<Frame> frames = layout.note_frames(5);
  REQUIRE(frames.size() == 2);
  CHECK(frames[1].x == Approx(layout.map(5, 5).x));
  CHECK(frames[1].width == Approx(layout.map(5, 5).width));
  layout.map_columns = 1;
  CHECK(layout.note_frames(1).size() == 1);
}

}  // namespace gapmap

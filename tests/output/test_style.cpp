// SPDX-License-Identifier: MIT
#include "output/geopackages.h"
#include "output/result_styles.h"
#include "output/style.h"

namespace gapmap {

using namespace tests;

TEST_CASE("styles are registered as QGIS looks for them") {
  const Folder folder;
  const fs::path file = folder.path / "styled.gpkg";
  write(file, grid(2), {"gap_x", {"缺口", "Gaps"}, {}, gap_style(Shape::point, Language::zh)});
  CHECK(ask(file, "SELECT f_table_name || ' ' || f_geometry_column || ' ' || useAsDefault FROM layer_styles") ==
        "gap_x geom 1");
  CHECK(ask(file, "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'") == "attributes");
  CHECK(ask(file, "SELECT styleQML FROM layer_styles").find("graduatedSymbol") != std::string::npos);
}

TEST_CASE("gaps are graded by distance, with a class for what no way leads from; facilities by what was found") {
  PlaceList gap;
  gap.geometries = Geometries(Shape::point);
  for (int i = 0; i < 100; ++i) {
    gap.geometries.add_point({static_cast<double>(i), 0});
    gap.add(i, 0, "", 1, 310 + 10 * i);
  }
  const std::string known = gap_style(gap, Language::en);
  CHECK(known.find("attr=\"distance\"") != std::string::npos);
  CHECK(known.find("No way there") == std::string::npos);
  gap.geometries.add_point({0, 9});
  gap.add(100, 0, "", 1, NAN);
  const std::string with_none = gap_style(gap, Language::en);
  CHECK(with_none.find("attr=\"coalesce(&quot;distance&quot;, -1)\"") != std::string::npos);
  CHECK(with_none.find("label=\"No way there\"") != std::string::npos);
  gap.texts("finding").assign(gap.size(), "too many");
  CHECK(gap_style(gap, Language::en).find("label=\"Nowhere to go: full\"") != std::string::npos);
}

TEST_CASE("what goes into a style is escaped") {
  CHECK(xml_escaped("<a & \"b\"> 'c'\n\x01") == "&lt;a &amp; &quot;b&quot;&gt; &apos;c&apos;&#10;");
  Style style;
  style.shape = Shape::area;
  style.field = "kind";
  style.classes = {{"a\"/><evil", {"中 & 文", "a < b"}, "#0072b2"}};
  const std::string text = qml(style, Language::zh);
  CHECK(text.find("value=\"a&quot;/&gt;&lt;evil\" label=\"中 &amp; 文\"") != std::string::npos);
  CHECK(text.find("0,114,178,255") != std::string::npos);
  CHECK(text.find("<evil") == std::string::npos);
}

}  // namespace gapmap

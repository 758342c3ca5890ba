// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "geo/geometry.h"

namespace gapmap {

/// How features with one value of a field are drawn.
struct StyleClass {
  std::string value;
  Text label;
  std::string colour;  ///< #rrggbb
};

/// How features from `low` to `high` (both included) are drawn; the first range that fits is taken.
struct StyleRange {
  double low;
  double high;
  Text label;
  std::string colour;  ///< #rrggbb
};

/// How a layer is drawn: by the classes of a field, by ranges of a number, or all features alike where
/// both are empty. A plain table is Shape::none.
struct Style {
  Shape shape = Shape::none;
  std::string field;  ///< that classes or ranges go by; for ranges, an expression too
  std::vector<StyleClass> classes;
  std::vector<StyleRange> ranges;
  std::string colour = "#999999";   ///< of features that all look alike, #rrggbb
  std::string outline = "#595959";  ///< of points and areas, #rrggbb
  std::string marker = "circle";    ///< of points, as QGIS calls it: circle, square, star, triangle
  double size = 2.0;                ///< diameter of points in mm
  double width = 0.2;               ///< of lines and outlines in mm
  bool is_hollow = false;           ///< areas without a fill
  double opacity = 1.0;             ///< 0 (invisible) to 1
  std::string order_field;          ///< the least value is drawn last, on top; empty for no order
  bool shrinks = false;             ///< points and lines become finer as one zooms out, so that many stay legible
  std::string label_field;          ///< drawn beside each feature; empty for none
};

/// The style as a QGIS 3 layer style (QML).
std::string qml(const Style& style, Language language);

/// A style that also says what the columns are called, as far as they have an alias.
std::string with_aliases(std::string qml, std::span<const std::string> columns, Language language);

/// A style with the aliases of another.
std::string with_aliases_of(std::string qml, const std::string& other);

/// A value as XML takes it, inside an attribute or between tags; what XML cannot hold is left out.
std::string xml_escaped(std::string_view value);

}  // namespace gapmap

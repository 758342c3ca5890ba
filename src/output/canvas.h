// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <cairo.h>
#include <pango/pangocairo.h>

#include "base/handle.h"
#include "geo/geometry.h"

namespace gapmap {

/// A sheet of paper in millimetres that is drawn on by Cairo and lettered by Pango.
class Canvas {
 public:
  struct Extent {
    double width, height;
  };
  struct Lettering {
    double size = 3;  ///< height of the type in mm
    bool is_bold = false;
    std::string colour = "#222222";
    double halo = 0;    ///< width of the white rim in mm
    double wrap = 0;    ///< breaks lines at this width in mm; 0 for one line
    double across = 0;  ///< 0 begins at x, 0.5 is centred on it, 1 ends at it
  };

  /// Throws Error{Fault::output} where no installed font has Chinese characters.
  Canvas(double width, double height, double dots_per_inch);

  void colour(std::string_view hex, double opacity = 1);
  void rectangle(double x, double y, double width, double height);
  void circle(double x, double y, double radius);
  void path(const std::vector<Point>& vertices, bool is_closed);
  void fill(bool keep = false);
  void stroke(double width);
  void clip(double x, double y, double width, double height);
  void unclip();

  Extent measure(const std::string& words, const Lettering& lettering);
  /// Writes plain text with its top at y; returns what it took.
  Extent text(const std::string& words, double x, double y, const Lettering& lettering);

  /// Whole or not at all. Throws Error{Fault::output}.
  void write_png(const std::filesystem::path& path);

 private:
  struct DropObject {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  using Layout = std::unique_ptr<PangoLayout, DropObject>;
  Layout lay_out(const std::string& words, const Lettering& lettering);

  Handle<cairo_surface_t, cairo_surface_destroy> surface_;
  Handle<cairo_t, cairo_destroy> cairo_;
};

}  // namespace gapmap

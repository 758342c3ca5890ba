// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cairo.h>
#include <pango/pangocairo.h>

#include "base/handle.h"
#include "geo/geometry.h"

namespace gapmap {

/// How words are set.
struct Lettering {
  double size = 3;  ///< height of the type in mm
  bool is_bold = false;
  std::string colour = "#222222";
  double halo = 0;    ///< width of the white rim in mm
  double wrap = 0;    ///< breaks lines at this width in mm; 0 for one line
  double across = 0;  ///< 0 begins at x, 0.5 is centred on it, 1 ends at it
  int lines = 0;      ///< where it wraps, at most so many lines, the last with an ellipsis; 0 for any number
};

/// A sheet of paper in millimetres that is drawn on by Cairo and lettered by Pango: a picture of pixels or
/// a page of PDF with real, searchable, embedded text. Same drawing, same bytes.
class Canvas {
 public:
  enum class Medium { png, pdf };
  struct Extent {
    double width, height;
  };
  /// What a PDF says of itself; a picture keeps none of it.
  struct Imprint {
    std::string title;
    std::string date;  ///< ISO 8601, UTC
  };

  Canvas(double width, double height, Medium medium, const Imprint& imprint);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  double width() const { return width_; }
  double height() const { return height_; }

  void colour(std::string_view hex, double opacity = 1);
  void rectangle(double x, double y, double width, double height);
  void circle(double x, double y, double radius);
  void path(const std::vector<Point>& vertices, bool is_closed);
  void fill(bool keep = false);
  void fill_between();  ///< by the even-odd rule: what lies inside two paths stays clear
  void stroke(double width);
  void dash(double on, double off);  ///< of strokes in mm; 0 for a plain line

  /// Later drawing shows inside the rectangle, or inside the present path, until `unclip`.
  void clip(double x, double y, double width, double height);
  void clip_to_path();
  void unclip();

  /// Drawing until `end_pixels` becomes one picture of 300 dots per inch inside the rectangle: a PDF with
  /// many thousand symbols stays small. Without effect on a picture.
  void begin_pixels(double x, double y, double width, double height);
  void end_pixels();

  Extent measure(const std::string& words, const Lettering& lettering);
  /// Writes plain text with its top at y; returns what it took. Throws Error{Fault::output} that names the
  /// characters which no installed font has.
  Extent text(const std::string& words, double x, double y, const Lettering& lettering);
  /// One line in smaller type, and cut at the last, where it would be wider than its place.
  Extent line(std::string words, double x, double y, double width, Lettering lettering);

  /// The finished sheet as PNG or PDF; nothing can be drawn afterwards.
  std::string finish();

 private:
  using Context = Handle<cairo_t, cairo_destroy>;
  using Surface = Handle<cairo_surface_t, cairo_surface_destroy>;
  struct DropObject {
    void operator()(void* object) const { g_object_unref(object); }
  };

  void ready(cairo_t* cairo, double scale) const;
  PangoLayout* lay_out(const std::string& words, const Lettering& lettering);
  void require_glyphs(const std::string& words);

  double width_, height_;
  Medium medium_;
  std::string bytes_;
  Surface surface_;
  Context cairo_;
  struct Pixels {
    Surface surface;
    Context sheet;
    double x, y;
  };
  std::vector<Pixels> pixels_;
  std::unique_ptr<PangoContext, DropObject> lettering_;
  std::unique_ptr<PangoLayout, DropObject> layout_;
};

}  // namespace gapmap

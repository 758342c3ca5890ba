// SPDX-License-Identifier: MIT
#include "output/canvas.h"

#include <cmath>
#include <numbers>

#include <cairo-pdf.h>

#include "base/error.h"

namespace gapmap {
namespace {

constexpr double mm_per_inch = 25.4;
constexpr double points_per_inch = 72;
constexpr double picture_dots_per_inch = 200;
constexpr double pixels_dots_per_inch = 300;

unsigned channel(std::string_view hex, std::size_t at) {
  return static_cast<unsigned>(std::stoul(std::string(hex.substr(at, 2)), nullptr, 16));
}

cairo_status_t append(void* target, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

int dots(double mm, double dots_per_inch) { return static_cast<int>(std::lround(mm * dots_per_inch / mm_per_inch)); }

[[noreturn]] void fail(cairo_status_t status) {
  throw Error(Fault::output, say("画不了这张图：{}", "the sheet cannot be drawn: {}", cairo_status_to_string(status)));
}

}  // namespace

Canvas::Canvas(double width, double height, Medium medium, const Imprint& imprint)
    : width_(width), height_(height), medium_(medium) {
  if (medium == Medium::pdf) {
    const double scale = points_per_inch / mm_per_inch;
    surface_.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, width * scale, height * scale));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, imprint.title.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "gapmap");
    if (!imprint.date.empty())
      cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, imprint.date.c_str());
    cairo_.reset(cairo_create(surface_.get()));
    ready(cairo_.get(), scale);
  } else {
    surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, dots(width, picture_dots_per_inch),
                                              dots(height, picture_dots_per_inch)));
    cairo_.reset(cairo_create(surface_.get()));
    ready(cairo_.get(), picture_dots_per_inch / mm_per_inch);
  }
  if (const cairo_status_t status = cairo_status(cairo_.get()); status != CAIRO_STATUS_SUCCESS) fail(status);
  colour("#ffffff");
  rectangle(0, 0, width, height);
  fill();
}

Canvas::~Canvas() = default;

void Canvas::ready(cairo_t* cairo, double scale) const {
  cairo_scale(cairo, scale, scale);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
}

void Canvas::colour(std::string_view hex, double opacity) {
  cairo_set_source_rgba(cairo_.get(), channel(hex, 1) / 255.0, channel(hex, 3) / 255.0, channel(hex, 5) / 255.0,
                        opacity);
}

void Canvas::rectangle(double x, double y, double width, double height) {
  cairo_rectangle(cairo_.get(), x, y, width, height);
}

void Canvas::circle(double x, double y, double radius) {
  cairo_new_sub_path(cairo_.get());
  cairo_arc(cairo_.get(), x, y, radius, 0, 2 * std::numbers::pi);
}

void Canvas::path(const std::vector<Point>& vertices, bool is_closed) {
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    if (i == 0)
      cairo_move_to(cairo_.get(), vertices[i].x, vertices[i].y);
    else
      cairo_line_to(cairo_.get(), vertices[i].x, vertices[i].y);
  }
  if (is_closed) cairo_close_path(cairo_.get());
}

void Canvas::fill(bool keep) {
  if (keep)
    cairo_fill_preserve(cairo_.get());
  else
    cairo_fill(cairo_.get());
}

void Canvas::fill_between() {
  cairo_set_fill_rule(cairo_.get(), CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill(cairo_.get());
  cairo_set_fill_rule(cairo_.get(), CAIRO_FILL_RULE_WINDING);
}

void Canvas::stroke(double width) {
  cairo_set_line_width(cairo_.get(), width);
  cairo_stroke(cairo_.get());
}

void Canvas::dash(double on, double off) {
  const double lengths[] = {on, off};
  cairo_set_dash(cairo_.get(), lengths, on > 0 ? 2 : 0, 0);
}

void Canvas::clip(double x, double y, double width, double height) {
  cairo_save(cairo_.get());
  rectangle(x, y, width, height);
  cairo_clip(cairo_.get());
}

void Canvas::clip_to_path() {
  cairo_save(cairo_.get());
  cairo_clip(cairo_.get());
}

void Canvas::unclip() { cairo_restore(cairo_.get()); }

void Canvas::begin_pixels(double x, double y, double width, double height) {
  if (medium_ == Medium::png) return;
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, dots(width, pixels_dots_per_inch),
                                             dots(height, pixels_dots_per_inch)));
  Context context(cairo_create(surface.get()));
  ready(context.get(), pixels_dots_per_inch / mm_per_inch);
  cairo_translate(context.get(), -x, -y);
  std::swap(context, cairo_);
  pixels_.push_back({std::move(surface), std::move(context), x, y});
}

void Canvas::end_pixels() {
  if (medium_ == Medium::png) return;
  Pixels last = std::move(pixels_.back());
  pixels_.pop_back();
  cairo_ = std::move(last.sheet);
  cairo_surface_flush(last.surface.get());
  cairo_save(cairo_.get());
  cairo_translate(cairo_.get(), last.x, last.y);
  cairo_scale(cairo_.get(), mm_per_inch / pixels_dots_per_inch, mm_per_inch / pixels_dots_per_inch);
  cairo_set_source_surface(cairo_.get(), last.surface.get(), 0, 0);
  cairo_paint(cairo_.get());
  cairo_restore(cairo_.get());
}

std::string Canvas::finish() {
  layout_.reset();
  lettering_.reset();
  if (medium_ == Medium::pdf) cairo_show_page(cairo_.get());
  const cairo_status_t drawn = cairo_status(cairo_.get());
  cairo_.reset();
  if (drawn != CAIRO_STATUS_SUCCESS) fail(drawn);
  if (medium_ == Medium::png) cairo_surface_write_to_png_stream(surface_.get(), append, &bytes_);
  cairo_surface_finish(surface_.get());
  if (const cairo_status_t status = cairo_surface_status(surface_.get()); status != CAIRO_STATUS_SUCCESS) fail(status);
  return std::move(bytes_);
}

}  // namespace gapmap

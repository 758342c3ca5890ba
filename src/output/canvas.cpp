// SPDX-License-Identifier: MIT
#include "output/canvas.h"

#include <cmath>
#include <numbers>

#include <unistd.h>

#include "base/error.h"

namespace gapmap {
namespace {

constexpr double mm_per_inch = 25.4;
constexpr const char* families = "Noto Sans CJK SC, WenQuanYi Micro Hei, Microsoft YaHei, PingFang SC, sans-serif";

unsigned channel(std::string_view hex, std::size_t at) {
  return static_cast<unsigned>(std::stoul(std::string(hex.substr(at, 2)), nullptr, 16));
}

}  // namespace

Canvas::Canvas(double width, double height, double dots_per_inch) {
  const double scale = dots_per_inch / mm_per_inch;
  surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(width * scale)),
                                            static_cast<int>(std::lround(height * scale))));
  cairo_.reset(cairo_create(surface_.get()));
  cairo_scale(cairo_.get(), scale, scale);
  cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cairo_.get(), CAIRO_LINE_CAP_ROUND);
  colour("#ffffff");
  rectangle(0, 0, width, height);
  fill();
  if (pango_layout_get_unknown_glyphs_count(lay_out("国", {}).get()) > 0)
    throw Error(Fault::output, {"没有能显示汉字的字体", "no installed font has Chinese characters"},
                {"请安装 fonts-noto-cjk", "install fonts-noto-cjk"});
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

void Canvas::stroke(double width) {
  cairo_set_line_width(cairo_.get(), width);
  cairo_stroke(cairo_.get());
}

void Canvas::clip(double x, double y, double width, double height) {
  cairo_save(cairo_.get());
  rectangle(x, y, width, height);
  cairo_clip(cairo_.get());
}

void Canvas::unclip() { cairo_restore(cairo_.get()); }

Canvas::Layout Canvas::lay_out(const std::string& words, const Lettering& lettering) {
  Layout layout(pango_cairo_create_layout(cairo_.get()));
  const Handle<PangoFontDescription, pango_font_description_free> font(pango_font_description_from_string(families));
  pango_font_description_set_absolute_size(font.get(), lettering.size * PANGO_SCALE);
  if (lettering.is_bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
  if (lettering.wrap > 0) {
    pango_layout_set_width(layout.get(), static_cast<int>(lettering.wrap * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  }
  return layout;
}

Canvas::Extent Canvas::measure(const std::string& words, const Lettering& lettering) {
  PangoRectangle box;
  pango_layout_get_extents(lay_out(words, lettering).get(), nullptr, &box);
  return {static_cast<double>(box.width) / PANGO_SCALE, static_cast<double>(box.height) / PANGO_SCALE};
}

Canvas::Extent Canvas::text(const std::string& words, double x, double y, const Lettering& lettering) {
  const Layout layout = lay_out(words, lettering);
  PangoRectangle box;
  pango_layout_get_extents(layout.get(), nullptr, &box);
  const Extent extent{static_cast<double>(box.width) / PANGO_SCALE, static_cast<double>(box.height) / PANGO_SCALE};
  const double left = x - lettering.across * extent.width;
  if (lettering.halo > 0) {
    cairo_move_to(cairo_.get(), left, y);
    pango_cairo_layout_path(cairo_.get(), layout.get());
    colour("#ffffff");
    stroke(2 * lettering.halo);
  }
  cairo_move_to(cairo_.get(), left, y);
  colour(lettering.colour);
  pango_cairo_show_layout(cairo_.get(), layout.get());
  cairo_new_path(cairo_.get());
  return extent;
}

void Canvas::write_png(const std::filesystem::path& path) {
  const std::string temporary = path.string() + "." + std::to_string(getpid()) + ".part";
  std::error_code fault;
  const cairo_status_t status = cairo_surface_write_to_png(surface_.get(), temporary.c_str());
  if (status == CAIRO_STATUS_SUCCESS) std::filesystem::rename(temporary, path, fault);
  if (status == CAIRO_STATUS_SUCCESS && !fault) return;
  std::filesystem::remove(temporary, fault);
  throw Error(Fault::output, say("写不了图片 {}", "cannot write the picture {}", printable(path.string())),
              {"检查文件夹是否存在、可写、有空间", "check that the folder exists, can be written and has space"});
}

}  // namespace gapmap

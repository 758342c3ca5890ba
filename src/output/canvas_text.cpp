// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "output/canvas.h"

namespace gapmap {
namespace {

// The first installed one wins: Linux, Windows, macOS, and what older systems have.
constexpr const char* families = "Noto Sans CJK SC, WenQuanYi Micro Hei, Microsoft YaHei, PingFang SC, sans-serif";

/// What no font can have: control characters vanish, private characters (as old Chinese encodings leave
/// behind) become 〓, the printer's sign for a missing type. In one paragraph a new line is but a blank.
std::string typeset(const std::string& words, bool is_one_paragraph) {
  std::string result;
  for (const char* at = words.c_str(); *at;) {
    const gunichar letter = g_utf8_get_char(at);
    const char* const next = g_utf8_next_char(at);
    const GUnicodeType type = g_unichar_type(letter);
    if (type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED || type == G_UNICODE_SURROGATE)
      result += "〓";
    else if (is_one_paragraph && (letter == '\n' || letter == '\r' || letter == '\t'))
      result += ' ';
    else if (type != G_UNICODE_CONTROL || letter == '\n')
      result.append(at, next);
    at = next;
  }
  return result;
}

}  // namespace

PangoLayout* Canvas::lay_out(const std::string& words, const Lettering& lettering) {
  if (!layout_) {
    lettering_.reset(pango_cairo_create_context(cairo_.get()));
    // The same shapes and widths on every machine and every medium, whatever the desktop prefers.
    const Handle<cairo_font_options_t, cairo_font_options_destroy> options(cairo_font_options_create());
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(lettering_.get(), options.get());
    // Type is a few units (mm) high here: rounded to whole units, letters would run into each other.
    pango_context_set_round_glyph_positions(lettering_.get(), FALSE);
    pango_context_set_language(lettering_.get(), pango_language_from_string("zh-cn"));
    layout_.reset(pango_layout_new(lettering_.get()));
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  }
  const Handle<PangoFontDescription, pango_font_description_free> font(pango_font_description_from_string(families));
  pango_font_description_set_absolute_size(font.get(), lettering.size * PANGO_SCALE);
  if (lettering.is_bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  PangoLayout* const layout = layout_.get();
  pango_layout_set_font_description(layout, font.get());
  pango_layout_set_width(layout, lettering.wrap > 0 ? static_cast<int>(lettering.wrap * PANGO_SCALE) : -1);
  pango_layout_set_height(layout, lettering.lines > 0 ? -lettering.lines : -1);
  pango_layout_set_ellipsize(layout, lettering.lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  // Pango counts lines by paragraph: with a limit, and in a single line, there is one.
  const std::string set = typeset(words, lettering.wrap <= 0 || lettering.lines > 0);
  pango_layout_set_text(layout, set.data(), static_cast<int>(set.size()));
  return layout;
}

void Canvas::require_glyphs(const std::string& words) {
  if (pango_layout_get_unknown_glyphs_count(layout_.get()) == 0) return;
  // Which ones: each character by itself, since Pango only counts.
  std::string missing;
  const std::string set = typeset(words, true);
  for (const char* at = set.c_str(); *at; at = g_utf8_next_char(at)) {
    const std::string letter(at, static_cast<const char*>(g_utf8_next_char(at)));
    pango_layout_set_text(layout_.get(), letter.data(), static_cast<int>(letter.size()));
    if (pango_layout_get_unknown_glyphs_count(layout_.get()) > 0 && missing.find(letter) == std::string::npos)
      missing += letter;
  }
  throw Error(Fault::output,
              say("没有能显示这些文字的字体：{}", "no installed font has these characters: {}", shorten(missing, 40)),
              {"汉字请安装 fonts-noto-cjk；其他文字安装相应字体",
               "install fonts-noto-cjk for Chinese, or a font of the script in question"});
}

Canvas::Extent Canvas::measure(const std::string& words, const Lettering& lettering) {
  PangoRectangle box;
  pango_layout_get_extents(lay_out(words, lettering), nullptr, &box);
  return {static_cast<double>(box.width) / PANGO_SCALE, static_cast<double>(box.height) / PANGO_SCALE};
}

Canvas::Extent Canvas::text(const std::string& words, double x, double y, const Lettering& lettering) {
  PangoLayout* const layout = lay_out(words, lettering);
  require_glyphs(words);
  PangoRectangle box;
  pango_layout_get_extents(layout, nullptr, &box);
  const Extent extent{static_cast<double>(box.width) / PANGO_SCALE, static_cast<double>(box.height) / PANGO_SCALE};
  const double left = x - lettering.across * extent.width;
  cairo_new_path(cairo_.get());
  if (lettering.halo > 0) {
    cairo_move_to(cairo_.get(), left, y);
    pango_cairo_layout_path(cairo_.get(), layout);
    colour("#ffffff");
    stroke(2 * lettering.halo);
  }
  cairo_move_to(cairo_.get(), left, y);
  colour(lettering.colour);
  pango_cairo_show_layout(cairo_.get(), layout);
  cairo_new_path(cairo_.get());
  return extent;
}

Canvas::Extent Canvas::line(std::string words, double x, double y, double width, Lettering lettering) {
  const double least = 0.7 * lettering.size;
  double taken = measure(words, lettering).width;
  if (taken > width) {
    lettering.size = std::max(least, lettering.size * width / taken * 0.995);
    taken = measure(words, lettering).width;
  }
  while (taken > width && display_width(words) > 4) {
    words = shorten(words, display_width(words) - 2);
    taken = measure(words, lettering).width;
  }
  return text(words, x, y, lettering);
}

}  // namespace gapmap

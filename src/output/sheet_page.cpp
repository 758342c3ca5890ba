// SPDX-License-Identifier: MIT
#include "output/sheet_page.h"

#include <algorithm>

#include "output/palette.h"

namespace gapmap {
namespace {

constexpr double gutter = 4;

/// The largest scale (mm a metre) at which `maps` maps of the ground fit into an area, and in how many columns.
std::pair<double, std::size_t> best_grid(const Frame& area, const Box& ground, std::size_t maps, double head) {
  std::pair<double, std::size_t> best{0, 1};
  for (std::size_t columns = 1; columns <= maps; ++columns) {
    const double rows = std::ceil(static_cast<double>(maps) / static_cast<double>(columns));
    const double width = area.width / static_cast<double>(columns) - gutter,
                 height = area.height / rows - gutter - head;
    if (width <= 0 || height <= 0) continue;
    const double scale = std::min(width / (ground.high.x - ground.low.x), height / (ground.high.y - ground.low.y));
    if (scale > best.first * (1 + 1e-9)) best = {scale, columns};
  }
  return best;
}

}  // namespace

Frame SheetLayout::map(std::size_t index, std::size_t count) const {
  const std::size_t rows = (count + map_columns - 1) / map_columns;
  const double step_x = (maps.width + gutter) / static_cast<double>(map_columns),
               step_y = (maps.height + gutter) / static_cast<double>(rows);
  return {maps.x + static_cast<double>(index % map_columns) * step_x,
          maps.y + static_cast<double>(index / map_columns) * step_y, step_x - gutter, step_y - gutter};
}

SheetLayout choose_layout(Paper paper, const Box& ground, std::size_t maps, double head) {
  const bool is_a3 = paper == Paper::a3 || (paper == Paper::automatic && maps > 2);
  const double shorter = is_a3 ? 297 : 210, longer = is_a3 ? 420 : 297;
  const double column = is_a3 ? 76 : 62, band = is_a3 ? 92 : 76;
  SheetLayout best;
  double largest = 0;
  for (const bool is_upright : {false, true})
    for (const bool is_band : {false, true}) {
      SheetLayout one;
      one.width = is_upright ? shorter : longer;
      one.height = is_upright ? longer : shorter;
      const Frame inside{sheet_margin, sheet_head, one.width - 2 * sheet_margin, one.height - sheet_head - sheet_foot};
      if (is_band) {
        one.maps = {inside.x, inside.y, inside.width, inside.height - band - gutter};
        one.notes = {inside.x, inside.bottom() - band, inside.width, band};
        one.note_columns = static_cast<std::size_t>(inside.width / (is_a3 ? 66 : 58));
      } else {
        one.maps = {inside.x, inside.y, inside.width - column - gutter, inside.height};
        one.notes = {inside.right() - column, inside.y, column, inside.height};
      }
      const auto [scale, columns] = best_grid(one.maps, ground, maps, head);
      one.map_columns = columns;
      if (scale <= largest * (1 + 1e-9)) continue;
      largest = scale;
      best = one;
    }
  return best;
}

void Notes::heading(const Text& words) {
  custom([words = words.in(language_)](Canvas& canvas, double x, double y, double width, double size, bool is_drawn) {
    const Lettering lettering{.size = 3.4 * size, .is_bold = true, .colour = "#111111"};
    const double height = canvas.measure(words, lettering).height;
    if (is_drawn) canvas.line(words, x, y, width, lettering);
    return height + 0.6;
  });
}

void Notes::paragraph(std::string words, double type, bool is_bold, const std::string& colour, int lines) {
  custom([=, words = std::move(words)](Canvas& canvas, double x, double y, double width, double size, bool is_drawn) {
    const Lettering lettering{.size = type * size, .is_bold = is_bold, .colour = colour, .wrap = width, .lines = lines};
    const double height = canvas.measure(words, lettering).height;
    if (is_drawn) canvas.text(words, x, y, lettering);
    return height + 0.5;
  });
}

void Notes::legend(std::vector<LegendRow> rows) {
  for (LegendRow& row : rows)
    custom([row = std::move(row)](Canvas& canvas, double x, double y, double width, double size, bool is_drawn) {
      if (is_drawn) {
        draw_sign(canvas, row, x, y + 0.4);
        canvas.line(row.words, x + 8, y, width - 8, {.size = 2.7 * size});
      }
      return std::max(4.3 * size, 4.0);
    });
}

void Notes::row(std::string words, std::string figure, const std::string& colour) {
  custom([=, words = std::move(words), figure = std::move(figure)](Canvas& canvas, double x, double y, double width,
                                                                   double size, bool is_drawn) {
    const Lettering right{.size = 2.7 * size, .colour = colour, .across = 1};
    const double taken = std::min(canvas.measure(figure, right).width, 0.6 * width);
    if (is_drawn) {
      canvas.line(words, x, y, width - taken - 2, {.size = 2.7 * size});
      canvas.line(figure, x + width, y, 0.6 * width, right);
    }
    return 4.2 * size;
  });
}

bool Notes::fits(Canvas& canvas, const std::vector<const Block*>& blocks, const Frame& frame, std::size_t columns,
                 double size, bool is_drawn) {
  const double gap = 6, width = (frame.width - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const auto set = [&](const Block& block, double x, double y, bool is_set) {
    double height = 0;
    for (const Draw& part : block.parts) height += part(canvas, x, y + height, width, size, is_set);
    return height;
  };
  std::size_t column = 0;
  double y = 0;
  for (const Block* block : blocks) {
    const double height = set(*block, 0, 0, false);
    if (y > 0 && y + height > frame.height) {
      ++column;
      y = 0;
    }
    if (column >= columns || y + height > frame.height) return false;
    if (is_drawn) set(*block, frame.x + static_cast<double>(column) * (width + gap), frame.y + y, true);
    y += height + 2.2 * size;
  }
  return true;
}

void Notes::flow(Canvas& canvas, const Frame& frame, std::size_t columns) const {
  int most = 0;
  for (const Block& block : blocks_) most = std::max(most, block.need);
  for (int need = most; need >= 0; --need) {
    std::vector<const Block*> kept;
    for (const Block& block : blocks_)
      if (block.need <= need) kept.push_back(&block);
    for (const double size : {1.0, 0.93, 0.86, 0.8, 0.72, need == 0 ? 0.6 : 0.72, need == 0 ? 0.45 : 0.72})
      if (fits(canvas, kept, frame, columns, size, false)) {
        // Columns of equal height: the lowest frame that still holds all.
        Frame lowest = frame;
        for (double low = 0, high = frame.height; high - low > 1;) {
          lowest.height = (low + high) / 2;
          (fits(canvas, kept, lowest, columns, size, false) ? high : low) = lowest.height;
          lowest.height = high;
        }
        fits(canvas, kept, lowest, columns, size, true);
        return;
      }
  }
  // Even the smallest type does not hold what must be said: it is cut at the frame's end.
  std::vector<const Block*> kept;
  for (const Block& block : blocks_)
    if (block.need == 0) kept.push_back(&block);
  while (!kept.empty() && !fits(canvas, kept, frame, columns, 0.45, false)) kept.pop_back();
  fits(canvas, kept, frame, columns, 0.45, true);
}

void draw_heading(Canvas& canvas, const Atlas& atlas, const std::string& title, Language language) {
  const double width = canvas.width() - 2 * sheet_margin;
  canvas.line(title, sheet_margin, 6.5, width, {.size = 6.4, .is_bold = true, .colour = "#111111"});
  canvas.line(atlas.title.in(language), sheet_margin, 16, width, {.size = 3.3, .colour = "#555555"});
  canvas.colour(palette::supply);
  canvas.rectangle(sheet_margin, 22, width, 0.5);
  canvas.fill();
}

void draw_foot(Canvas& canvas, const Atlas& atlas, Language language) {
  const double y = canvas.height() - sheet_foot + 2.5, width = canvas.width() - 2 * sheet_margin;
  const Lettering lettering{.size = 2.4, .colour = "#555555"};
  canvas.line(say("依据：{}（{}）　数据：{}", "Source: {} ({})   Data: {}", atlas.document, atlas.date,
                  shorten(atlas.sources, 120))
                  .in(language),
              sheet_margin, y, width, lettering);
  canvas.line(say("坐标系：{}（{}）　检查日期：{}　制图：gapmap {}",
                  "Coordinate system: {} ({})   Checked: {}   Drawn by gapmap {}", atlas.crs_name, atlas.crs,
                  atlas.day(), atlas.version)
                  .in(language),
              sheet_margin, y + 3.6, width, lettering);
}

std::string verdict_colour(const std::optional<Verdict>& verdict) {
  if (!verdict) return "#555555";
  return *verdict == Verdict::unmet ? "#a63603" : *verdict == Verdict::met ? "#08519c" : "#555555";
}

}  // namespace gapmap

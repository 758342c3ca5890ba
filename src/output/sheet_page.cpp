// SPDX-License-Identifier: MIT
#include "output/sheet_page.h"

#include <algorithm>

#include "output/palette.h"
#include "output/words.h"

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

std::vector<Frame> SheetLayout::note_frames(std::size_t count) const {
  std::vector<Frame> frames = columns_in(notes, note_columns);
  const std::size_t places = (count + map_columns - 1) / map_columns * map_columns;
  for (std::size_t free = count; count > 1 && free < places; ++free) {
    constexpr double column = 58;
    const Frame place = map(free, count);
    if (place.width < column) continue;
    for (const Frame& one : columns_in(place, static_cast<std::size_t>(place.width / column))) frames.push_back(one);
  }
  return frames;
}

std::vector<Frame> columns_in(const Frame& frame, std::size_t columns) {
  constexpr double gap = 6;
  const double width = (frame.width - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  std::vector<Frame> all;
  for (std::size_t i = 0; i < columns; ++i)
    all.push_back({frame.x + static_cast<double>(i) * (width + gap), frame.y, width, frame.height});
  return all;
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
    const Lettering lettering{.size = 3.4 * size, .is_bold = true, .colour = "#111111", .wrap = width, .lines = 2};
    const double height = canvas.measure(words, lettering).height;
    if (is_drawn) canvas.text(words, x, y, lettering);
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
      const Lettering lettering{.size = 2.7 * size, .wrap = width - 8, .lines = 2};
      const double height = canvas.measure(row.words, lettering).height;
      if (is_drawn) {
        draw_sign(canvas, row, x, y + 0.4 * size, size);
        canvas.text(row.words, x + 8, y, lettering);
      }
      return std::max(4.3 * size, height + 0.4 * size);
    });
}

namespace {

/// Of words that take as many lines as they need.
double height_of(Canvas& canvas, const std::string& words, Lettering lettering) {
  lettering.lines = 0;
  return canvas.measure(words, lettering).height;
}

}  // namespace

void Notes::row(std::string words, std::string figure, const std::string& colour) {
  custom([=, words = std::move(words), figure = std::move(figure)](Canvas& canvas, double x, double y, double width,
                                                                   double size, bool is_drawn) {
    const double gap = 2 * size;
    const Lettering right{.size = 2.7 * size, .colour = colour, .across = 1};
    Lettering left{.size = 2.7 * size};
    const double taken = canvas.measure(figure, right).width;
    // Type of one size: what does not stand side by side gets a second line.
    left.wrap = std::max(width - taken - gap, 0.0);
    left.lines = 2;
    const bool is_beside =
        left.wrap >= 0.4 * width && canvas.measure(words, left).height + 1e-9 >= height_of(canvas, words, left);
    if (!is_beside) left.wrap = width;
    const double height = canvas.measure(words, left).height;
    if (is_drawn) {
      canvas.text(words, x, y, left);
      canvas.line(figure, x + width, is_beside ? y : y + height, width, right);
    }
    return std::max(4.2 * size, height + 0.3 * size) + (is_beside ? 0 : 4.2 * size);
  });
}

bool Notes::fits(Canvas& canvas, const std::vector<const Block*>& blocks, const std::vector<Frame>& frames, double size,
                 bool is_drawn) {
  const auto set = [&](const Block& block, const Frame& frame, double y, bool is_set) {
    double height = 0;
    for (const Draw& part : block.parts) height += part(canvas, frame.x, y + height, frame.width, size, is_set);
    return height;
  };
  std::size_t column = 0;
  double y = 0;
  for (const Block* block : blocks) {
    if (y > 0) y += block->gap * size;
    double height = set(*block, frames[column], 0, false);
    while (y + height > frames[column].height) {
      if (++column >= frames.size()) return false;
      y = 0;
      height = set(*block, frames[column], 0, false);
    }
    if (is_drawn) set(*block, frames[column], frames[column].y + y, true);
    y += height;
  }
  return true;
}

void Notes::flow(Canvas& canvas, const std::vector<Frame>& frames) const {
  std::vector<const Block*> kept;
  for (const Block& block : blocks_) kept.push_back(&block);
  const auto draw = [&](double size) {
    // Columns of equal height: the lowest frames that still hold all.
    std::vector<Frame> lowest = frames;
    const double whole = frames.front().height;
    const auto lower = [&](double height) {
      for (std::size_t i = 0; i < frames.size(); ++i) lowest[i].height = frames[i].height * height / whole;
    };
    double high = whole;
    for (double low = 0; high - low > 1;) {
      const double middle = (low + high) / 2;
      lower(middle);
      (fits(canvas, kept, lowest, size, false) ? high : low) = middle;
    }
    lower(high);
    fits(canvas, kept, lowest, size, true);
  };
  for (;;) {
    const auto least = std::max_element(kept.begin(), kept.end(), [](const Block* a, const Block* b) {
      return std::pair(a->need, a->group) < std::pair(b->need, b->group);
    });
    // What is merely good to know is not worth small type.
    constexpr int good_to_know = 4;
    constexpr double fair_type = 0.86;
    const double smallest = least != kept.end() && (*least)->need >= good_to_know ? fair_type : 0;
    for (const double size : {1.0, 0.95, 0.9, fair_type, 0.83, 0.8, 0.77, 0.74, 0.72})
      if (size >= smallest && fits(canvas, kept, frames, size, false)) return draw(size);
    if (least == kept.end() || (*least)->need == 0) break;
    std::erase_if(kept, [group = (*least)->group](const Block* block) { return block->group == group; });
  }
  for (const double size : {0.6, 0.45})
    if (fits(canvas, kept, frames, size, false)) return draw(size);
  // Even the smallest type does not hold what must be said: it is cut at the last frame's end.
  while (!kept.empty() && !fits(canvas, kept, frames, 0.45, false)) kept.pop_back();
  fits(canvas, kept, frames, 0.45, true);
}

void draw_heading(Canvas& canvas, const Atlas& atlas, const std::string& title, Language language,
                  const std::string& remark) {
  const double width = canvas.width() - 2 * sheet_margin;
  canvas.line(title, sheet_margin, 6.5, width, {.size = 6.4, .is_bold = true, .colour = "#111111"});
  const Lettering right{.size = 3.3, .is_bold = true, .colour = "#333333", .across = 1};
  const double taken = remark.empty() ? 0 : canvas.measure(remark, right).width + 4;
  canvas.line(atlas.title.in(language), sheet_margin, 16, width - taken, {.size = 3.3, .colour = "#555555"});
  if (!remark.empty()) canvas.text(remark, sheet_margin + width, 16, right);
  canvas.colour(palette::supply);
  canvas.rectangle(sheet_margin, 22, width, 0.5);
  canvas.fill();
}

void draw_foot(Canvas& canvas, const Atlas& atlas, Language language) {
  const double y = canvas.height() - sheet_foot + 2.5, width = canvas.width() - 2 * sheet_margin;
  const Lettering lettering{.size = 2.4, .colour = "#555555"};
  // What is not known is not mentioned.
  const auto joined = [&](const std::vector<Text>& parts) {
    std::string words;
    for (const Text& part : parts)
      if (!part.empty()) words += (words.empty() ? "" : language == Language::zh ? "　" : "   ") + part.in(language);
    return words;
  };
  const Text dated = atlas.document.empty() || atlas.date.empty()
                         ? same(atlas.document + atlas.date)
                         : say("{}（{}）", "{} ({})", atlas.document, atlas.date);
  canvas.line(
      joined({dated.empty() ? Text{} : say("依据：{}", "Source: {}", dated),
              atlas.sources.empty() ? Text{} : say("数据：{}", "Data: {}", shorten(atlas.sources.in(language), 120))}),
      sheet_margin, y, width, lettering);
  const std::string crs = crs_words(atlas.crs_name, language);
  canvas.line(
      joined({atlas.crs.empty() ? Text{} : say("坐标系：{}（{}）", "Coordinate system: {} ({})", crs, atlas.crs),
              atlas.day().empty() ? Text{} : say("检查日期：{}", "Checked: {}", atlas.day()),
              say("制图：gapmap {}", "Drawn by gapmap {}", atlas.version)}),
      sheet_margin, y + 3.6, width, lettering);
}

std::string verdict_colour(const std::optional<Verdict>& verdict) {
  if (!verdict) return "#555555";
  return *verdict == Verdict::unmet ? "#a63603" : *verdict == Verdict::met ? "#08519c" : "#555555";
}

}  // namespace gapmap

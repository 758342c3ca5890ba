// SPDX-License-Identifier: MIT
#include <numeric>

#include "output/map_symbols.h"
#include "output/map_units.h"
#include "output/palette.h"
#include "output/sheets.h"
#include "output/words.h"

namespace gapmap {
namespace {

constexpr std::size_t most_frames = 4;
constexpr double frame_head = 11;

const Score* score_of(const Atlas& atlas, const Atlas::Item& item, std::size_t unit) {
  for (const Score* score : item.of_units(atlas.partitions.front().role))
    if (score->unit_code == atlas.partitions.front().units[unit].code) return score;
  return nullptr;
}

bool has_gap_in(const Atlas& atlas, const Atlas::Item& item, std::size_t unit) {
  const std::string& code = atlas.partitions.front().units[unit].code;
  return item.has_map() &&
         std::find(item.gap->unit_code.begin(), item.gap->unit_code.end(), code) != item.gap->unit_code.end();
}

/// The unmet standards of a unit that have places to draw, those with the largest unserved share first.
std::vector<const Atlas::Item*> framed(const Atlas& atlas, std::size_t unit) {
  std::vector<std::pair<double, const Atlas::Item*>> found;
  for (const Atlas::Item& item : atlas.items) {
    const Score* score = score_of(atlas, item, unit);
    if (!score || score->verdict != Verdict::unmet || !has_gap_in(atlas, item, unit)) continue;
    const double share = score->amount.whole > 0 ? 1 - score->amount.part / score->amount.whole : 1;
    found.emplace_back(share, &item);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const Atlas::Item*> items;
  for (std::size_t i = 0; i < std::min(found.size(), most_frames); ++i) items.push_back(found[i].second);
  return items;
}

class UnitDrawing {
 public:
  UnitDrawing(Canvas& canvas, const Atlas& atlas, std::size_t unit, const std::vector<const Atlas::Item*>& items,
              const SheetLayout& layout, Language language)
      : canvas_(canvas), atlas_(atlas), unit_(unit), items_(items), layout_(layout), language_(language) {}

  void draw(const std::string& title) {
    draw_heading(canvas_, atlas_, title, language_);
    Notes notes(language_);
    const Box box = atlas_.partitions.front().areas->box(unit_);
    const Box ground = box.grown(0.04 * std::max(box.high.x - box.low.x, box.high.y - box.low.y));
    for (std::size_t i = 0; i < items_.size(); ++i) frame(notes, i, ground);
    if (items_.empty()) only_the_unit(ground);
    verdicts(notes);
    locator(notes);
    worst(notes);
    notes.flow(canvas_, layout_.note_frames(std::max<std::size_t>(items_.size(), 1)));
    draw_foot(canvas_, atlas_, language_);
  }

 private:
  const Unit& unit() const { return atlas_.partitions.front().units[unit_]; }

  void frame(Notes& notes, std::size_t number, const Box& ground) {
    const Atlas::Item& item = *items_[number];
    const Frame place = layout_.map(number, items_.size());
    const Score& score = *score_of(atlas_, item, unit_);
    canvas_.line(task_words(item.task, item.title.in(language_), language_), place.x, place.y, place.width,
                 {.size = 3.3, .is_bold = true, .colour = "#111111"});
    std::string words =
        verdict_words(score.verdict).in(language_) + "  " + value_words(score, item.value_unit, language_);
    const std::string target = target_words(score.target, item.value_unit, language_),
                      missing = missing_words(score, item.amount_unit, language_);
    if (!target.empty()) words += say("，目标 {}", ", target {}", target).in(language_);
    if (!missing.empty())
      words +=
          (score.missing > 0 ? say("，缺 {}", ", {} missing", missing) : say("，{}", ", {}", missing)).in(language_);
    canvas_.line(words, place.x, place.y + 5, place.width,
                 {.size = 3, .is_bold = true, .colour = verdict_colour(score.verdict)});
    view_ = fit_view(ground, {place.x, place.y + frame_head, place.width, place.height - frame_head});
    std::vector<LegendRow> legend =
        draw_map(canvas_, atlas_, item, view_,
                 {.language = language_, .unit = unit_, .mark = {}, .has_north_arrow = number == 0});
    if (number == 0) {
      notes.begin(0);
      notes.custom([this](Canvas& canvas, double x, double y, double width, double, bool is_drawn) {
        if (is_drawn) {
          draw_scale_bar(canvas, view_, x + 1, y + 4.6, std::min(width - 14, 40.0), language_);
          canvas.text(say("比例尺 1:{}", "Scale 1:{}", grouped(view_.denominator)).in(language_), x, y, {.size = 2.9});
        }
        return 10.5;
      });
    }
    notes.begin(1);
    notes.heading(item.title);
    notes.legend(std::move(legend));
  }

  void only_the_unit(const Box& ground) {
    const Frame place = layout_.map(0, 1);
    canvas_.line(say("本单元没有可以上图的缺口", "no gap of this unit has a place on the map").in(language_), place.x,
                 place.y, place.width, {.size = 3.3, .is_bold = true, .colour = "#111111"});
    view_ = fit_view(ground, {place.x, place.y + frame_head, place.width, place.height - frame_head});
    const Atlas::Item nothing;
    draw_map(canvas_, atlas_, nothing, view_,
             {.language = language_, .unit = unit_, .mark = {}, .has_north_arrow = true});
  }

  /// All standards that judge the unit; where they would be too many to read, those that it fails.
  void verdicts(Notes& notes) {
    constexpr std::size_t most_rows = 36;
    std::size_t met = 0, unmet = 0;
    std::vector<std::pair<const Atlas::Item*, const Score*>> rows;
    for (const Atlas::Item& item : atlas_.items) {
      const Score* score = score_of(atlas_, item, unit_);
      if (!score || !score->verdict) continue;
      met += *score->verdict == Verdict::met ? 1 : 0;
      unmet += *score->verdict == Verdict::unmet ? 1 : 0;
      rows.emplace_back(&item, score);
    }
    notes.begin(0);
    const std::size_t no_data = rows.size() - met - unmet;
    notes.heading(say("各项标准：{} 达标，{} 未达标", "Standards: {} met, {} unmet", met, unmet));
    if (no_data > 0)
      notes.paragraph(say("另有 {} 项在本单元没有数据", "{} more have no data in this unit", no_data).in(language_),
                      2.5);
    if (rows.size() > most_rows) {
      std::erase_if(rows, [](const auto& row) { return *row.second->verdict != Verdict::unmet; });
      notes.paragraph(Text{"未达标的各项：", "Those that are unmet:"}.in(language_), 2.5);
    }
    for (const auto& [item, score] : rows) {
      if (item != rows.front().first) notes.follow();
      const std::string mark = verdict_words(score->verdict).zh.substr(0, verdict_words(score->verdict).zh.find(' '));
      notes.row(item->task + "  " + item->title.in(language_),
                value_words(*score, item->value_unit, language_) + " " + mark, verdict_colour(score->verdict));
    }
  }

  void locator(Notes& notes) {
    notes.begin(2);
    notes.heading({"位置", "Where it lies"});
    notes.custom([this](Canvas& canvas, double x, double y, double width, double, bool is_drawn) {
      const double height = std::min(0.7 * width, 40.0);
      if (!is_drawn) return height + 1;
      const MapView view = fit_view(atlas_.ground(), {x, y + 0.5, width, height});
      canvas.clip(x, y, width, height + 1);
      const Geometries& areas = *atlas_.partitions.front().areas;
      for (std::size_t i = 0; i < areas.size(); ++i) trace(canvas, areas, i, view);
      canvas.colour(palette::land);
      canvas.fill();
      trace(canvas, areas, unit_, view);
      canvas.colour(palette::supply);
      canvas.fill();
      draw_borders(canvas, atlas_, view, 0.12);
      canvas.unclip();
      return height + 1;
    });
  }

  /// The largest single gaps of each drawn standard.
  void worst(Notes& notes) {
    for (const Atlas::Item* item : items_) {
      const Atlas::Places& gap = *item->gap;
      std::vector<std::size_t> order;
      for (std::size_t i = 0; i < gap.size(); ++i)
        if (gap.unit_code[i] == unit().code) order.push_back(i);
      if (order.size() < 2) continue;
      const std::size_t most = std::min<std::size_t>(order.size(), 3);
      std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                        [&](std::size_t a, std::size_t b) {
                          return std::pair(-std::abs(gap.amount[a]), a) < std::pair(-std::abs(gap.amount[b]), b);
                        });
      notes.begin(3);
      notes.heading(say("最大的缺口：{}", "Largest gaps: {}", item->title));
      for (std::size_t k = 0; k < most; ++k) {
        const std::size_t i = order[k];
        const Point p = label_point(*gap.geometries, i);
        std::string figure = amount_words(std::abs(gap.amount[i]), item->amount_unit, language_);
        if (std::isfinite(gap.distance[i]))
          figure +=
              say("，最近 {}", ", nearest {}", distance_words(std::round(gap.distance[i]), language_)).in(language_);
        notes.row(fmt::format("{}. ({:.0f}, {:.0f})", k + 1, p.x, p.y), figure);
      }
    }
  }

  Canvas& canvas_;
  const Atlas& atlas_;
  std::size_t unit_;
  const std::vector<const Atlas::Item*>& items_;
  const SheetLayout& layout_;
  Language language_;
  MapView view_;
};

/// A code as a file name: letters, digits and dashes are kept.
std::string safe(const std::string& code) {
  std::string name;
  for (const char c : code)
    name += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '-';
  return name;
}

}  // namespace

Sheet unit_sheet(const Atlas& atlas, std::size_t unit, const SheetOptions& options) {
  const std::vector<const Atlas::Item*> items = framed(atlas, unit);
  const Unit& one = atlas.partitions.front().units[unit];
  const Box box = atlas.partitions.front().areas->box(unit);
  Sheet sheet;
  sheet.name = "unit-" + safe(one.code);
  sheet.title =
      say("{}（{}）达标情况", "{} ({}): standards met and unmet", shorten(one.name, 48), one.code).in(options.language);
  // Four small maps fit an A4 sheet: it is for one office, not for the wall.
  const Paper paper = options.paper == Paper::automatic ? Paper::a4 : options.paper;
  sheet.layout = choose_layout(paper, box, std::max<std::size_t>(items.size(), 1), frame_head);
  sheet.draw = [&atlas, unit, items, layout = sheet.layout, title = sheet.title, language = options.language](
                   Canvas& canvas) { UnitDrawing(canvas, atlas, unit, items, layout, language).draw(title); };
  return sheet;
}

}  // namespace gapmap

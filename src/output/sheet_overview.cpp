// SPDX-License-Identifier: MIT
#include "output/map_units.h"
#include "output/palette.h"
#include "output/sheets.h"
#include "output/verdict_map.h"
#include "output/words.h"

namespace gapmap {
namespace {

constexpr double cell_head = 10;

class OverviewDrawing {
 public:
  OverviewDrawing(Canvas& canvas, const Atlas& atlas, const SheetLayout& layout, Language language)
      : canvas_(canvas), atlas_(atlas), layout_(layout), language_(language) {}

  void draw(const std::string& title) {
    draw_heading(canvas_, atlas_, title, language_);
    const std::vector<Atlas::Task> tasks = atlas_.tasks();
    for (std::size_t i = 0; i < tasks.size(); ++i) cell(tasks[i], layout_.map(i, tasks.size()), i == 0);
    Notes notes(language_);
    legend(notes);
    units(notes);
    departments(notes);
    notes.flow(canvas_, layout_.note_frames(atlas_.tasks().size()));
    draw_foot(canvas_, atlas_, language_);
  }

 private:
  void cell(const Atlas::Task& task, const Frame& place, bool is_first) {
    VerdictCount count;
    for (const Atlas::Item* item : task.items) count.add(item->whole().verdict);
    const std::string figure = say("{}/{} 达标", "{}/{} met", count.met, count.judged()).in(language_);
    const Lettering right{.size = 3.2,
                          .is_bold = true,
                          .colour = verdict_colour(count.unmet > 0 ? Verdict::unmet : Verdict::met),
                          .across = 1};
    const double taken = canvas_.measure(figure, right).width;
    canvas_.text(figure, place.right(), place.y, right);
    canvas_.line(say("任务 {}", "Task {}", task.name).in(language_), place.x, place.y, place.width - taken - 2,
                 {.size = 3.4, .is_bold = true, .colour = "#111111"});
    std::string about = task.title().in(language_);
    if (about.empty()) {
      std::vector<std::string> titles;
      for (const Atlas::Item* item : task.items) titles.push_back(item->title.in(language_));
      about = join(titles, language_ == Language::zh ? "；" : "; ");
    }
    canvas_.line(about, place.x, place.y + 4.9, place.width, {.size = 2.6, .colour = "#444444"});
    const MapView view =
        fit_view(atlas_.ground(), {place.x, place.y + cell_head, place.width, place.height - cell_head});
    canvas_.clip(view.frame.x, view.frame.y, view.frame.width, view.frame.height);
    const std::vector<VerdictCount> counts = verdicts_by_unit(atlas_, task.items);
    const bool is_judged =
        std::any_of(counts.begin(), counts.end(), [](const VerdictCount& one) { return one.has_answer(); });
    if (!atlas_.partitions.empty()) {
      draw_verdicts(canvas_, atlas_, counts, view);
      draw_borders(canvas_, atlas_, view, 0.15);
    }
    if (!is_judged) figure_of(*task.items.front(), view);
    canvas_.unclip();
    canvas_.colour("#999999");
    canvas_.rectangle(view.frame.x, view.frame.y, view.frame.width, view.frame.height);
    canvas_.stroke(0.15);
    if (is_first) draw_north_arrow(canvas_, atlas_, view, language_);
    view_ = view;
  }

  /// A sum for the whole plan area: the figure stands where the map would.
  void figure_of(const Atlas::Item& item, const MapView& view) {
    const Score& score = item.whole();
    const double x = view.frame.x + view.frame.width / 2, y = view.frame.y + view.frame.height / 2;
    Lettering lettering{
        .size = 4.6, .is_bold = true, .colour = verdict_colour(score.verdict), .halo = 0.8, .across = 0.5};
    canvas_.text(value_words(score, item.value_unit, language_), x, y - 6, lettering);
    lettering.size = 3;
    const std::string target = target_words(item.scores, item.value_unit, language_);
    if (!target.empty()) canvas_.text(say("目标 {}", "target {}", target).in(language_), x, y + 0.5, lettering);
  }

  void legend(Notes& notes) {
    VerdictCount all;
    for (const Atlas::Item& item : atlas_.items) all.add(item.whole().verdict);
    notes.begin(0);
    notes.heading({"总评", "Summary"});
    notes.row(say("检查的标准", "standards checked").in(language_), grouped(static_cast<double>(all.judged())));
    notes.row(verdict_words(Verdict::met).in(language_), grouped(static_cast<double>(all.met)),
              verdict_colour(Verdict::met));
    notes.row(verdict_words(Verdict::unmet).in(language_), grouped(static_cast<double>(all.unmet)),
              verdict_colour(Verdict::unmet));
    if (all.no_data > 0)
      notes.row(verdict_words(Verdict::no_data).in(language_), grouped(static_cast<double>(all.no_data)));
    notes.begin(0);
    notes.heading({"图例", "Legend"});
    notes.legend(verdict_legend({}, language_));
    notes.custom([this](Canvas& canvas, double x, double y, double width, double, bool is_drawn) {
      if (is_drawn) draw_scale_bar(canvas, view_, x + 1, y + 1, std::min(width - 14, 30.0), language_);
      return 7.0;
    });
  }

  /// The units by how many standards they break.
  void units(Notes& notes) {
    if (atlas_.partitions.empty()) return;
    std::vector<const Atlas::Item*> items;
    for (const Atlas::Item& item : atlas_.items) items.push_back(&item);
    const std::vector<VerdictCount> counts = verdicts_by_unit(atlas_, items);
    std::vector<std::pair<std::string, VerdictCount>> rows;
    for (std::size_t i = 0; i < counts.size(); ++i)
      rows.emplace_back(atlas_.partitions.front().units[i].name, counts[i]);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second.unmet > b.second.unmet; });
    constexpr std::size_t most = 40;
    notes.begin(1);
    notes.heading({"各单元未达标 / 评价项数", "Unmet / judged, by unit"});
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) {
      if (i > 1) notes.follow();
      notes.row(rows[i].first, fmt::format("{} / {}", rows[i].second.unmet, rows[i].second.judged()));
    }
    if (rows.size() > most)
      notes.paragraph(say("其余 {} 个单元见表格", "{} more units in the tables", rows.size() - most).in(language_),
                      2.4);
  }

  void departments(Notes& notes) {
    std::vector<std::pair<std::string, VerdictCount>> rows;
    for (const Atlas::Item& item : atlas_.items) {
      if (item.lead.empty()) continue;
      auto place = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == item.lead; });
      if (place == rows.end()) place = rows.insert(rows.end(), {item.lead, {}});
      place->second.add(item.whole().verdict);
    }
    if (rows.empty()) return;
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second.unmet > b.second.unmet; });
    notes.begin(2);
    notes.heading({"各牵头单位未达标 / 评价项数", "Unmet / judged, by lead department"});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i > 1) notes.follow();
      notes.row(rows[i].first, fmt::format("{} / {}", rows[i].second.unmet, rows[i].second.judged()));
    }
  }

  Canvas& canvas_;
  const Atlas& atlas_;
  const SheetLayout& layout_;
  Language language_;
  MapView view_;
};

}  // namespace

Sheet overview_sheet(const Atlas& atlas, const SheetOptions& options) {
  Sheet sheet;
  sheet.name = "overview";
  sheet.title = say("各任务达标情况总览", "All tasks at a glance").in(options.language);
  sheet.layout =
      choose_layout(options.paper, atlas.ground(), std::max<std::size_t>(atlas.tasks().size(), 1), cell_head);
  sheet.draw = [&atlas, layout = sheet.layout, title = sheet.title, language = options.language](Canvas& canvas) {
    OverviewDrawing(canvas, atlas, layout, language).draw(title);
  };
  return sheet;
}

}  // namespace gapmap

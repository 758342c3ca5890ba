// SPDX-License-Identifier: MIT
#include <map>

#include "output/map_symbols.h"
#include "output/palette.h"
#include "output/sheets.h"
#include "output/words.h"

namespace gapmap {
namespace {

constexpr double cell_head = 10;

struct Count {
  std::size_t met = 0, unmet = 0, no_data = 0;
  void add(const std::optional<Verdict>& verdict) {
    if (verdict) ++(*verdict == Verdict::met ? met : *verdict == Verdict::unmet ? unmet : no_data);
  }
  std::size_t judged() const { return met + unmet + no_data; }
};

const char* colour_of(const Count& count) {
  if (count.unmet > 0) return count.met > 0 ? palette::unmet : palette::all_unmet;
  return count.met > 0 ? palette::met : palette::no_data;
}

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
    notes.flow(canvas_, layout_.notes, layout_.note_columns);
    draw_foot(canvas_, atlas_, language_);
  }

 private:
  void cell(const Atlas::Task& task, const Frame& place, bool is_first) {
    Count count;
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
    std::vector<std::string> titles;
    for (const Atlas::Item* item : task.items) titles.push_back(item->title.in(language_));
    canvas_.text(join(titles, language_ == Language::zh ? "；" : "; "), place.x, place.y + 4.9,
                 {.size = 2.4, .colour = "#555555", .wrap = place.width, .lines = 1});
    const MapView view =
        fit_view(atlas_.ground(), {place.x, place.y + cell_head, place.width, place.height - cell_head});
    canvas_.clip(view.frame.x, view.frame.y, view.frame.width, view.frame.height);
    const bool is_judged = !atlas_.partitions.empty() && fill_units(task, view);
    if (!atlas_.partitions.empty()) draw_borders(canvas_, atlas_, view, 0.15);
    if (!is_judged) figure_of(*task.items.front(), view);
    canvas_.unclip();
    canvas_.colour("#999999");
    canvas_.rectangle(view.frame.x, view.frame.y, view.frame.width, view.frame.height);
    canvas_.stroke(0.15);
    if (is_first) draw_north_arrow(canvas_, view.frame.right() - 6, view.frame.y + 1.5, language_);
    view_ = view;
  }

  /// The units by the worst verdict of the task; whether any unit has one.
  bool fill_units(const Atlas::Task& task, const MapView& view) {
    const Atlas::Units& units = atlas_.partitions.front();
    std::map<std::string, Count> counts;
    for (const Atlas::Item* item : task.items)
      for (const Score* score : item->of_units(units.role)) counts[score->unit_code].add(score->verdict);
    bool is_judged = false;
    for (const char* colour : {palette::met, palette::unmet, palette::all_unmet, palette::no_data}) {
      bool is_used = false;
      for (std::size_t i = 0; i < units.units.size(); ++i) {
        const Count& count = counts[units.units[i].code];
        if (colour_of(count) != colour) continue;
        trace(canvas_, *units.areas, i, view);
        is_used = true;
        is_judged = is_judged || count.judged() > 0;
      }
      if (!is_used) continue;
      canvas_.colour(colour);
      canvas_.fill(colour == palette::unmet);
      // In grey print and to every eye, what is partly unmet is hatched too.
      if (colour == palette::unmet) hatch(canvas_, view.frame, 1);
    }
    return is_judged;
  }

  /// A sum for the whole plan area: the figure stands where the map would.
  void figure_of(const Atlas::Item& item, const MapView& view) {
    const Score& score = item.whole();
    const double x = view.frame.x + view.frame.width / 2, y = view.frame.y + view.frame.height / 2;
    Lettering lettering{
        .size = 4.6, .is_bold = true, .colour = verdict_colour(score.verdict), .halo = 0.8, .across = 0.5};
    canvas_.text(value_words(score, item.value_unit, language_), x, y - 6, lettering);
    lettering.size = 3;
    const std::string target = target_words(score.target, item.value_unit);
    if (!target.empty()) canvas_.text(say("目标 {}", "target {}", target).in(language_), x, y + 0.5, lettering);
  }

  void legend(Notes& notes) {
    Count all;
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
    const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(language_); };
    notes.legend(
        {{LegendRow::Sign::area, palette::all_unmet, 1, 0, 1,
          in("本任务各项均未达标的单元", "units where all of the task is unmet")},
         {LegendRow::Sign::hatched_area, palette::unmet, 1, 0, 1,
          in("本任务部分未达标的单元", "units where some of it is unmet")},
         {LegendRow::Sign::area, palette::met, 1, 0, 1, in("各项均达标的单元", "units where all of it is met")},
         {LegendRow::Sign::area, palette::no_data, 1, 0, 1,
          in("无数据或只作全区评价", "no data, or judged for the whole area only")}});
    notes.custom([this](Canvas& canvas, double x, double y, double width, double, bool is_drawn) {
      if (is_drawn) draw_scale_bar(canvas, view_, x + 1, y + 1, std::min(width - 14, 30.0), language_);
      return 7.0;
    });
  }

  /// The units by how many standards they break.
  void units(Notes& notes) {
    if (atlas_.partitions.empty()) return;
    std::vector<std::pair<std::string, Count>> rows;
    for (const Unit& unit : atlas_.partitions.front().units) {
      Count count;
      for (const Atlas::Item& item : atlas_.items)
        for (const Score* score : item.of_units(atlas_.partitions.front().role))
          if (score->unit_code == unit.code) count.add(score->verdict);
      rows.push_back({unit.name, count});
      if (rows.size() > 2000) return;  // a list that nobody could read
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second.unmet > b.second.unmet; });
    constexpr std::size_t most = 40;
    notes.begin(1);
    notes.heading({"各单元未达标 / 评价项数", "Unmet / judged, by unit"});
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i)
      notes.row(rows[i].first, fmt::format("{} / {}", rows[i].second.unmet, rows[i].second.judged()));
    if (rows.size() > most)
      notes.paragraph(say("其余 {} 个单元见表格", "{} more units in the tables", rows.size() - most).in(language_),
                      2.4);
  }

  void departments(Notes& notes) {
    std::vector<std::pair<std::string, Count>> rows;
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
    for (const auto& [name, count] : rows) notes.row(name, fmt::format("{} / {}", count.unmet, count.judged()));
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

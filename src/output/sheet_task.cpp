// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "output/detour_map.h"
#include "output/map_units.h"
#include "output/palette.h"
#include "output/sheets.h"
#include "output/verdict_map.h"
#include "output/words.h"
#include "output/worst_place.h"

namespace gapmap {
namespace {

constexpr std::size_t most_frames = 6;
constexpr double frame_head = 12.5;

/// "5" -> "05", "3(1)" -> "03-1": sorts well and is safe as a file name.
std::string file_name(const std::string& task) {
  std::string name;
  for (const char c : task) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  return "task-" + (digits == 1 ? "0" + name : name);
}

bool has_facilities(const Atlas::Item& item) {
  return std::any_of(item.facilities.begin(), item.facilities.end(),
                     [](const Atlas::Features& one) { return one.geometries->size() > 0; });
}

/// What the sheet draws maps of: standards with places that break them, the unmet ones first; else what the task
/// counts, if that lies anywhere.
std::vector<const Atlas::Item*> framed(const Atlas::Task& task) {
  std::vector<const Atlas::Item*> items;
  for (const bool are_unmet : {true, false})
    for (const Atlas::Item* item : task.items)
      if (item->has_map() && (item->whole().verdict == Verdict::unmet) == are_unmet && items.size() < most_frames)
        items.push_back(item);
  for (const Atlas::Item* item : task.items)
    if (items.empty() && has_facilities(*item)) items.push_back(item);
  return items;
}

class TaskDrawing {
 public:
  TaskDrawing(Canvas& canvas, const Atlas& atlas, const Atlas::Task& task, const std::vector<const Atlas::Item*>& items,
              const SheetLayout& layout, Language language)
      : canvas_(canvas), atlas_(atlas), task_(task), items_(items), layout_(layout), language_(language) {}

  void draw(const std::string& title) {
    draw_heading(canvas_, atlas_, title, language_, tally());
    Notes notes(language_);
    if (items_.empty()) {
      without_places(notes);
      draw_foot(canvas_, atlas_, language_);
      return;
    }
    const Box ground = atlas_.ground();
    std::optional<WorstPlace> worst;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const Frame place = layout_.map(i, items_.size());
      headline(*items_[i], place);
      view_ = fit_view(ground, {place.x, place.y + frame_head, place.width, place.height - frame_head});
      MapOptions options{.language = language_, .unit = {}, .mark = {}, .has_north_arrow = i == 0};
      if (i == 0) worst = worst_place(atlas_, *items_[0], std::nullopt);
      if (i == 0 && worst) options.mark = worst->box;
      std::vector<LegendRow> legend = draw_map(canvas_, atlas_, *items_[i], view_, options);
      if (i == 0) {
        notes.begin(0);
        scale(notes);
      }
      notes.begin(0);
      notes.heading(items_.size() == 1 ? Text{"图例", "Legend"} : items_[i]->title);
      notes.legend(std::move(legend));
    }
    if (worst) inset(notes, *worst);
    for (const Atlas::Item* item : items_)
      if (item->detours) {
        detours(notes, *item, *item->detours);
        break;
      }
    others(notes);
    clauses(notes);
    worst_units(notes);
    departments(notes);
    notes.flow(canvas_, layout_.note_frames(items_.size()));
    draw_foot(canvas_, atlas_, language_);
  }

 private:
  /// "6 standards: 4 met, 2 unmet"
  std::string tally() const {
    VerdictCount count;
    for (const Atlas::Item* item : task_.items) count.add(item->whole().verdict);
    std::vector<std::string> parts;
    const auto add = [&](std::size_t number, const char* zh, const char* en) {
      if (number > 0) parts.push_back(say(zh, en, number).in(language_));
    };
    add(count.met, "{} 项达标", "{} met");
    add(count.unmet, "{} 项未达标", "{} unmet");
    add(count.no_data, "{} 项无数据", "{} without data");
    add(task_.items.size() - count.judged(), "{} 项不评", "{} not judged");
    if (task_.items.size() == 1) return {};  // its headline says it
    return say("{} 项标准：{}", "{} standards: {}", task_.items.size(),
               join(parts, language_ == Language::zh ? "，" : ", "))
        .in(language_);
  }

  /// The verdict in words, with value, target and, where there is room, what is missing.
  std::string finding(const Atlas::Item& item, bool has_missing = true) const {
    const Score& score = item.whole();
    std::string words =
        verdict_words(score.verdict).in(language_) + "  " + value_words(score, item.value_unit, language_);
    const std::string target = target_words(item.scores, item.value_unit, language_),
                      missing = missing_words(score, item.amount_unit, language_);
    if (!target.empty()) words += say("，目标 {}", ", target {}", target).in(language_);
    if (has_missing && !missing.empty())
      words +=
          (score.missing > 0 ? say("，缺 {}", ", {} missing", missing) : say("，{}", ", {}", missing)).in(language_);
    return words;
  }

  void headline(const Atlas::Item& item, const Frame& place) {
    // The title of the only standard is the sheet's own, where the task has none.
    const bool is_only = task_.items.size() == 1 && task_.title().empty();
    if (!is_only)
      canvas_.line(item.title.in(language_), place.x, place.y, place.width,
                   {.size = 3.8, .is_bold = true, .colour = "#111111"});
    Lettering lettering{.size = is_only ? 5.2 : 3.6, .is_bold = true, .colour = verdict_colour(item.whole().verdict)};
    std::string words = finding(item);
    // Type that is still a headline; the legend tells what is missing, too.
    constexpr double least = 0.75;
    if (canvas_.measure(words, lettering).width * least > place.width) words = finding(item, false);
    canvas_.line(words, place.x, place.y + (is_only ? 1.5 : 5.8), place.width, lettering);
  }

  /// Where nothing of the task has a place of its own: the units by their verdicts, or if no unit is judged, what
  /// was found, standard by standard.
  void without_places(Notes& notes) {
    const std::vector<VerdictCount> counts = verdicts_by_unit(atlas_, task_.items);
    const bool is_judged =
        std::any_of(counts.begin(), counts.end(), [](const VerdictCount& one) { return one.has_answer(); });
    if (!is_judged) return statement();
    const Frame place = layout_.map(0, 1);
    canvas_.line(Text{"各单元达标情况", "Units by what they meet"}.in(language_), place.x, place.y, place.width,
                 {.size = 3.8, .is_bold = true, .colour = "#111111"});
    view_ = fit_view(atlas_.ground(), {place.x, place.y + 7, place.width, place.height - 7});
    const Frame& frame = view_.frame;
    canvas_.clip(frame.x, frame.y, frame.width, frame.height);
    draw_verdicts(canvas_, atlas_, counts, view_);
    draw_borders(canvas_, atlas_, view_, 0.22);
    draw_names(canvas_, atlas_, view_, {draw_north_arrow(canvas_, atlas_, view_, language_)});
    canvas_.unclip();
    canvas_.colour("#666666");
    canvas_.rectangle(frame.x, frame.y, frame.width, frame.height);
    canvas_.stroke(0.25);
    notes.begin(0);
    scale(notes);
    notes.begin(0);
    notes.heading({"图例", "Legend"});
    notes.legend(verdict_legend(counts, language_));
    notes.begin(0);
    notes.heading({"本任务各项标准", "Standards of this task"});
    rows(notes, task_.items);
    clauses(notes);
    departments(notes);
    notes.flow(canvas_, layout_.note_frames(1));
  }

  void statement() {
    const auto is_unmet = [](const Atlas::Item* item) { return item->whole().verdict == Verdict::unmet; };
    const bool is_any_unmet = std::any_of(task_.items.begin(), task_.items.end(), is_unmet);
    Notes notes(language_);
    notes.begin(0);
    notes.paragraph(Text{is_any_unmet ? "本任务未达标的事项没有位置，不能上图。" : "本任务没有可以上图的缺口。",
                         is_any_unmet ? "What this task lacks has no place that a map could show."
                                      : "This task leaves no gap that a map could show."}
                        .in(language_),
                    3.4, false, "#555555");
    for (const Atlas::Item* item : task_.items) {
      notes.begin(0);
      notes.paragraph(item->title.in(language_), 4.6, true, "#111111");
      notes.paragraph(finding(*item), 4.2, true, verdict_colour(item->whole().verdict));
      if (!item->clause.empty()) notes.paragraph(quoted_words(item->clause), 3.6, false, "#222222");
      const std::string& assumption = item->assumption.in(language_);
      if (!assumption.empty())
        notes.paragraph(say("口径：{}", "Read as: {}", assumption).in(language_), 3.2, false, "#555555");
    }
    departments(notes);
    // Lines of a readable length.
    const double width = std::min(layout_.width - 2 * sheet_margin, 150.0);
    notes.flow(canvas_, {{sheet_margin, sheet_head, width, layout_.height - sheet_head - sheet_foot}});
  }

  void scale(Notes& notes) {
    notes.custom([this](Canvas& canvas, double x, double y, double width, double, bool is_drawn) {
      if (is_drawn) {
        draw_scale_bar(canvas, view_, x + 1, y + 4.6, std::min(width - 14, 40.0), language_);
        canvas.text(say("比例尺 1:{}", "Scale 1:{}", grouped(view_.denominator)).in(language_), x, y, {.size = 2.9});
      }
      return 10.5;
    });
  }

  void inset(Notes& notes, const WorstPlace& worst) {
    const Atlas::Item& item = *items_[0];
    std::string where;
    if (!atlas_.partitions.empty())
      for (const Unit& unit : atlas_.partitions.front().units)
        if (unit.code == worst.unit_code) where = shorten(unit.name, 40);
    notes.begin(2);
    notes.heading({"A　缺口最集中处", "A   Where most is missing"});
    const double side = worst.box.high.x - worst.box.low.x;
    const std::string amount = amount_words(worst.amount, item.amount_unit, language_);
    notes.paragraph((where.empty() ? say("框内缺口 {}", "{} inside the frame", amount)
                                   : say("{}，框内缺口 {}", "{}: {} inside the frame", where, amount))
                        .in(language_),
                    2.6);
    notes.custom(
        [this, worst, side, &item](Canvas& canvas, double x, double y, double width, double size, bool is_drawn) {
          const double height = std::min(0.78 * width, 46.0) * size;
          if (is_drawn) {
            const MapView view = fit_view(worst.box.grown(0.08 * side), {x, y + 0.5, width, height - 1});
            draw_map(canvas, atlas_, item, view,
                     {.language = language_, .has_labels = false, .unit = {}, .mark = {}, .line_scale = 1.3});
            canvas.colour("#ffffff");
            canvas.rectangle(x + 0.3, y + height - 7.2, 32, 6.5);
            canvas.fill();
            draw_scale_bar(canvas, view, x + 2.5, y + height - 7, 20, language_);
          }
          return height;
        });
  }

  /// How much farther people walk than the crow flies, of one standard.
  void detours(Notes& notes, const Atlas::Item& item, const Atlas::Detours& detours) {
    const Text words = detour_words(detours);
    if (words.zh.empty()) return;
    notes.begin(3);
    notes.heading({"步行绕行", "Detours on foot"});
    notes.paragraph(words.in(language_), 2.6);
    notes.custom([this, &detours](Canvas& canvas, double x, double y, double width, double size, bool is_drawn) {
      const double height = std::min(0.78 * width, 46.0) * size;
      if (is_drawn) draw_detours(canvas, atlas_, detours, fit_view(atlas_.ground(), {x, y + 0.5, width, height - 1}));
      return height;
    });
    notes.legend(detour_legend(item, language_));
  }

  /// The task's standards that have no map of their own.
  void others(Notes& notes) {
    std::vector<const Atlas::Item*> others;
    for (const Atlas::Item* item : task_.items)
      if (std::find(items_.begin(), items_.end(), item) == items_.end()) others.push_back(item);
    if (others.empty()) return;
    notes.begin(1);
    notes.heading({"本任务其他标准", "Other standards of this task"});
    rows(notes, others);
  }

  void rows(Notes& notes, const std::vector<const Atlas::Item*>& items) {
    for (const Atlas::Item* item : items) {
      if (item != items.front()) notes.follow();
      const Score& score = item->whole();
      const std::string target = target_words(item->scores, item->value_unit, language_);
      notes.row(item->title.in(language_),
                value_words(score, item->value_unit, language_) + (target.empty() ? "" : " / " + target) + "  " +
                    verdict_words(score.verdict).in(language_),
                verdict_colour(score.verdict));
    }
  }

  void clauses(Notes& notes) {
    std::set<std::string> said;
    for (const Atlas::Item* item : task_.items) {
      if (item->clause.empty() || !said.insert(item->clause).second) continue;
      if (said.size() == 1) {
        notes.begin(0);
        notes.heading({"条文", "Clause"});
      } else if (said.size() == 2) {
        notes.begin(2, 0.8);
      } else {
        notes.follow(0.8);
      }
      notes.paragraph(quoted_words(item->clause), 2.7, false, "#222222", 5);
    }
    said.clear();
    for (const Atlas::Item* item : task_.items) {
      const std::string& assumption = item->assumption.in(language_);
      if (assumption.empty() || !said.insert(assumption).second) continue;
      if (said.size() == 1)
        notes.begin(3);
      else
        notes.follow(0.8);
      notes.paragraph(say("口径：{}", "Read as: {}", assumption).in(language_), 2.5, false, "#555555", 4);
    }
    bases(notes);
  }

  /// Who is counted on what, of the standards that are drawn.
  void bases(Notes& notes) {
    bool is_first = true;
    for (const Atlas::Item* item : items_) {
      if (item->basis.empty()) continue;
      if (is_first)
        notes.begin(5);
      else
        notes.follow(0.8);
      is_first = false;
      const Text words = items_.size() == 1 ? item->basis : say("{}。{}", "{}. {}", item->title, item->basis);
      notes.paragraph(say("计算依据　{}", "Computed on   {}", words).in(language_), 2.5, false, "#555555", 4);
    }
  }

  /// Where the first standard is kept worst.
  void worst_units(Notes& notes) {
    if (atlas_.partitions.empty()) return;
    const Atlas::Item& item = *items_[0];
    std::vector<const Score*> rows;
    for (const Score* score : item.of_units(atlas_.partitions.front().role))
      if (score->verdict == Verdict::unmet && score->value) rows.push_back(score);
    if (rows.size() < 2) return;
    std::stable_sort(rows.begin(), rows.end(), [](const Score* a, const Score* b) {
      // What is too much comes after what is missing.
      return std::pair(a->missing > 0, std::abs(a->missing)) > std::pair(b->missing > 0, std::abs(b->missing));
    });
    notes.begin(4);
    notes.heading(say("缺口最大的单元：{}", "Largest gaps: {}", item.title));
    for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 5); ++i)
      notes.row(rows[i]->unit_name, value_words(*rows[i], item.value_unit, language_) + "  " +
                                        (rows[i]->missing > 0 ? Text{"缺 ", "missing "} : Text{}).in(language_) +
                                        missing_words(*rows[i], item.amount_unit, language_));
  }

  void departments(Notes& notes) {
    std::set<std::string> lead, responsible;
    std::string deadline;
    for (const Atlas::Item* item : task_.items) {
      if (!item->lead.empty()) lead.insert(item->lead);
      if (!item->responsible.empty()) responsible.insert(item->responsible);
      deadline = std::max(deadline, item->deadline);
    }
    if (lead.empty() && responsible.empty() && deadline.empty()) return;
    notes.begin(0);
    notes.heading({"责任", "Responsibility"});
    const auto all = [](const std::set<std::string>& words) {
      return join(std::vector<std::string>(words.begin(), words.end()), "；");
    };
    if (!lead.empty())
      notes.paragraph(say("牵头单位：{}", "Lead: {}", all(lead)).in(language_), 2.8, true, "#222222", 3);
    if (!responsible.empty())
      notes.paragraph(say("责任单位：{}", "Responsible: {}", all(responsible)).in(language_), 2.5, false, "#444444", 5);
    if (!deadline.empty())
      notes.paragraph(say("完成时限：{}", "Deadline: {}", deadline).in(language_), 2.6, false, "#222222");
  }

  Canvas& canvas_;
  const Atlas& atlas_;
  const Atlas::Task& task_;
  const std::vector<const Atlas::Item*>& items_;
  const SheetLayout& layout_;
  Language language_;
  MapView view_;
};

/// The document's own title of the task; where the plan gives none, what the sheet shows first.
std::string title_of(const Atlas::Task& task, const std::vector<const Atlas::Item*>& shown, Language language) {
  if (!task.title().empty()) return task_words(task.name, task.title().in(language), language);
  const Text& first = (shown.empty() ? task.items : shown).front()->title;
  const Text all =
      task.items.size() == 1 ? first : say("{}等 {} 项标准", "{} and others ({} standards)", first, task.items.size());
  return task_words(task.name, all.in(language), language);
}

}  // namespace

Sheet task_sheet(const Atlas& atlas, const Atlas::Task& task, const SheetOptions& options) {
  const std::vector<const Atlas::Item*> items = framed(task);
  Sheet sheet;
  sheet.name = file_name(task.name);
  sheet.title = title_of(task, items, options.language);
  sheet.layout = choose_layout(options.paper, atlas.ground(), std::max<std::size_t>(items.size(), 1), frame_head);
  sheet.draw = [&atlas, task, items, layout = sheet.layout, title = sheet.title, language = options.language](
                   Canvas& canvas) { TaskDrawing(canvas, atlas, task, items, layout, language).draw(title); };
  return sheet;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "measure/list.h"
#include "measure/unit_join.h"

namespace gapmap {
namespace {

/// The condition of what is reached: `where` among the projects that `among` names.
std::string reached_condition(const Requirement& way) {
  const std::string where = way.text("where"), among = way.text("among");
  return among.empty() ? where : "(" + among + ") AND (" + where + ")";
}

std::string name_field(const Requirement& way) { return way.text("name", "name"); }

std::vector<Need> needs(const Requirement& way, const Plan&) {
  Need named{way.selection("layer").layer, way.text("among"), {}, {}, {}, true};
  if (!way.words("named").empty()) named.columns.insert(name_field(way));
  if (const std::string date = way.text("date"); !date.empty()) named.columns.insert(date);
  Need reached = named;
  reached.condition = reached_condition(way);
  return {named, reached};
}

std::vector<Problem> check(const Requirement& way, const Plan&) {
  if (way.text("date").empty() || !way.deadline.empty()) return {};
  return {{way.position,
           {"写了 date 字段，标准却没有 deadline", "there is a date field, but the standard has no deadline"},
           {"加上 deadline = 2018-12-31 这样的时限", "add a deadline such as deadline = 2018-12-31"}}};
}

/// What the register says of the projects that count.
class Register {
 public:
  Register(const Requirement& way, const Scene& scene)
      : deadline_(way.deadline),
        projects_(scene.features(way.selection("layer").layer, way.text("among"))),
        is_reached_(projects_.layer().size(), 0) {
    for (const std::uint32_t row : scene.features(way.selection("layer").layer, reached_condition(way)).rows)
      is_reached_[row] = 1;
    if (const std::string date = way.text("date"); !date.empty()) date_ = projects_.layer().find(date);
    named_ = way.words("named");
    if (!named_.empty()) name_ = projects_.layer().find(name_field(way));
  }

  const Features& projects() const { return projects_; }

  /// The rows of the projects that the plan names, all where it names none.
  std::vector<std::uint32_t> rows() const {
    std::vector<std::uint32_t> chosen;
    for (const std::uint32_t row : projects_.rows)
      if (!name_ || std::find(named_.begin(), named_.end(), trimmed(name_->text(row))) != named_.end())
        chosen.push_back(row);
    return chosen;
  }

  /// The names that no record of the register has.
  std::vector<std::string> unknown() const {
    std::vector<std::string> unknown;
    for (const std::string& name : named_)
      if (std::none_of(projects_.rows.begin(), projects_.rows.end(),
                       [&](std::uint32_t row) { return trimmed(name_->text(row)) == name; }))
        unknown.push_back(name);
    return unknown;
  }

  /// At the stage asked for, and no later than the deadline where the register says when.
  bool is_on_time(std::uint32_t row) const { return is_reached_[row] && !is_late(row); }

  /// Why a project does not count as done, for people.
  std::string why(std::uint32_t row) const { return is_reached_[row] ? date_->text(row).substr(0, 10) : ""; }

 private:
  /// ISO dates compare as texts.
  bool is_late(std::uint32_t row) const {
    return date_ && !date_->is_missing(row) && date_->text(row).substr(0, 10) > deadline_;
  }

  std::string deadline_;
  Features projects_;
  std::vector<char> is_reached_;
  const Column* date_ = nullptr;
  std::vector<std::string> named_;
  const Column* name_ = nullptr;
};

Reading read(const Requirement& way, const Scene& scene) {
  const Register all(way, scene);
  const std::vector<std::uint32_t> rows = all.rows();
  const std::vector<std::string> unknown = all.unknown();
  const Features& projects = all.projects();
  Reading reading;
  reading.amount_unit = "count";
  reading.value_unit = "share";
  reading.is_counted = true;
  note_units(projects, scene, reading.issues);
  if (!unknown.empty())
    reading.issues.push_back({"V105",
                              Severity::warning,
                              projects.role->spec->role,
                              projects.role->spec->source,
                              "",
                              say("台账里没有方案点名的 {} 个项目：{}；按未完成计",
                                  "the register lacks {} projects that the plan names: {}; they count as not done",
                                  unknown.size(), printable(join(unknown, "、"))),
                              {}});
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    tally.know("");
    const UnitJoin units(projects, partition);
    for (const std::uint32_t row : rows) tally.add(units.bucket_of(row), "", {all.is_on_time(row) ? 1.0 : 0.0, 1});
    // Without any record there is nothing to judge by.
    if (!rows.empty()) tally.add(partition.unplaced(), "", {0, static_cast<double>(unknown.size())});
  }
  PlaceList& gap = reading.gap.emplace();
  gap.geometries = Geometries(projects.geometries().shape());
  gap.texts("reached");
  const UnitJoin units(projects, scene.partitions.front());
  for (const std::uint32_t row : rows) {
    if (all.is_on_time(row)) continue;
    if (projects.layer().has_geometry()) gap.geometries.add_feature(projects.geometries(), row);
    gap.add(projects.layer().ids[row], units.bucket_of(row), "", 1);
    gap.texts("reached").push_back(all.why(row));
  }
  return reading;
}

}  // namespace

Measure milestone_measure() {
  return {
      "milestone",
      {"节点：台账中项目按期到达阶段的比例", "milestone: projects of a register at their stage by the date"},
      {"按期到达 where 所述阶段的项目所占比例；项目可由 among 选出，或按名称 named 点名（台账里没有的按未完成计）；"
       "缺口为未完成的项目，已完成但逾期的在 reached 写明日期",
       "share of the projects that satisfy `where`, by the deadline where a `date` field says when; projects are "
       "chosen by `among` or listed by name in `named` (one that the register lacks counts as not done); gaps are "
       "the late ones, with the date in `reached` where the stage came too late"},
      {
          {"layer", ValueKind::layer, true, "项目台账（可以没有几何）", "the register; may be a plain table", "", {}},
          {"where", ValueKind::condition, true, "到达的阶段", "what holds at the stage asked for", "", {}},
          {"among", ValueKind::condition, false, "哪些项目", "which projects count", "all", {}},
          {"named", ValueKind::words, false, "文件点名的项目", "the projects that the document names", "", {}},
          {"name", ValueKind::field, false, "名称字段", "field of the projects' names", "name", {}},
          {"date",
           ValueKind::field,
           false,
           "到达该阶段的日期字段，与 deadline 比较",
           "field of the date when the stage was reached, held against the deadline",
           "",
           {}},
      },
      R"TOML([[standard]]
id       = "projects-done"
task     = "M2"
title    = {zh = "项目完成", en = "Projects finished"}
measure  = "milestone"
layer    = "projects"
where    = "stage = 'done'"
target   = {min = 1.0}
)TOML",
      needs,
      read,
      check};
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <cmath>

#include "base/parallel.h"
#include "geo/nearest.h"
#include "measure/grade_order.h"
#include "measure/list.h"
#include "measure/reach_task.h"

namespace gapmap {
namespace {

const std::vector<GradeRule>& rules_of(const Requirement& way) { return *way.find<std::vector<GradeRule>>("rules"); }

std::vector<Need> needs(const Requirement& way, const Plan&) {
  const Selection& graded = way.selection("layer");
  std::vector<Need> all{{graded.layer, way.text("where"), {way.text("field")}, {}, {}}};
  for (const GradeRule& rule : rules_of(way)) all.push_back({rule.near.layer, rule.near.where, {}, {}, {}});
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan&) {
  std::vector<Problem> problems;
  if (!way.find<std::vector<GradeRule>>("rules")) return problems;
  const GradeOrder order(way.words("order"));
  const auto require = [&](const std::string& grade, const Position& position) {
    if (!grade.empty() && !order.rank(grade))
      problems.push_back({position,
                          say("看不懂等级“{}”的高低", "cannot tell how high the grade \"{}\" is", grade),
                          {"用 order = [\"甲\", \"乙\"] 从高到低列出等级",
                           "list the grades from the best down: order = [\"gold\", \"silver\"]"}});
  };
  for (const GradeRule& rule : rules_of(way)) require(rule.at_least, rule.near.position);
  require(way.text("otherwise"), way.position);
  return problems;
}

/// Which grade a place asks for: the best that any rule near it wants, else `otherwise`.
class Demands {
 public:
  Demands(const Requirement& way, const Scene& scene) : order_(way.words("order")), otherwise_(way.text("otherwise")) {
    for (const GradeRule& rule : rules_of(way)) {
      const Features near = scene.features(rule.near);
      rules_.push_back({&rule, Nearest(near.geometries(), near.rows)});
    }
  }

  const GradeOrder& order() const { return order_; }

  struct Wanted {
    std::string grade;      ///< empty where any will do
    double distance = NAN;  ///< to what asks for it
  };
  Wanted at(Point p) const {
    Wanted best{otherwise_, NAN};
    for (const auto& [rule, near] : rules_) {
      const double distance = near.find(p).distance;
      if (distance > rule->within.value + on_limit) continue;
      if (best.grade.empty() || *order_.rank(rule->at_least) < *order_.rank(best.grade))
        best = {rule->at_least, distance};
    }
    return best;
  }

 private:
  struct Rule {
    const GradeRule* rule;
    Nearest near;
  };
  GradeOrder order_;
  std::string otherwise_;
  std::vector<Rule> rules_;
};

void note_unreadable(const Features& graded, const Column& grades, std::size_t count, Issues& issues) {
  if (count == 0) return;
  const LayerSpec& spec = *graded.role->spec;
  issues.push_back({"V106",
                    Severity::warning,
                    spec.role,
                    spec.source,
                    "",
                    say("{} 个要素的等级“{}”为空或看不懂，按未达到计",
                        "{} features have no grade \"{}\" that can be read; they count as below", count, grades.name),
                    {}});
}

Reading read(const Requirement& way, const Scene& scene) {
  const Features graded = scene.features(way.selection("layer").layer, way.text("where"));
  const Column& grades = *graded.layer().find(way.text("field"));
  const Demands demands(way, scene);
  Reading reading;
  reading.amount_unit = "count";
  reading.value_unit = "share";
  reading.is_counted = true;
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    for (const GradeRule& rule : rules_of(way)) tally.know(rule.at_least);
    if (const std::string rest = way.text("otherwise"); !rest.empty()) tally.know(rest);
  }
  PlaceList& gap = reading.gap.emplace();
  gap.geometries = Geometries(Shape::point);
  gap.texts("has");

  std::vector<std::uint32_t> rows;
  for (const std::uint32_t row : graded.rows)
    if (graded.is_placed(row)) rows.push_back(row);
  std::vector<Demands::Wanted> wanted(rows.size());
  for_each_chunk(rows.size(), 1024, scene.jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) wanted[k] = demands.at(label_point(graded.geometries(), rows[k]));
  });
  std::size_t unreadable = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (wanted[k].grade.empty()) continue;
    const Point place = label_point(graded.geometries(), rows[k]);
    const std::optional<int> has = demands.order().rank(grades.text(rows[k]));
    unreadable += has ? 0 : 1;
    const bool is_enough = has && *has <= *demands.order().rank(wanted[k].grade);
    for (std::size_t i = 0; i < scene.partitions.size(); ++i) {
      const std::size_t bucket = scene.partitions[i].locate(place);
      reading.tallies[i].add(bucket, wanted[k].grade, {is_enough ? 1.0 : 0.0, 1});
      if (i > 0 || is_enough) continue;
      gap.geometries.add_point(place);
      gap.add(graded.layer().ids[rows[k]], bucket, wanted[k].grade, 1, wanted[k].distance);
      gap.texts("has").push_back(grades.text(rows[k]));
    }
  }
  note_unreadable(graded, grades, unreadable, reading.issues);
  return reading;
}

}  // namespace

Measure grade_measure() {
  return {
      "grade",
      {"等级：设施等级达到所在位置要求的比例", "grade: facilities whose class is high enough for where they stand"},
      {"等级不低于所在位置要求的设施所占比例，按要求的等级分别给出；几条规则都适用时以最高的为准；缺口为等级不够的设施"
       "，"
       "class 为所需等级，has 为现有等级",
       "share of the facilities whose class is at least what their place asks for, together and by the class asked "
       "for; where several rules apply the highest holds; gaps are the facilities below: `class` is what they need, "
       "`has` what they have"},
      {
          {"layer", ValueKind::layer, true, "设施图层", "the facilities", "", {}},
          {"where", ValueKind::condition, false, "计入的条件", "which facilities count", "all", {}},
          {"field", ValueKind::field, true, "等级字段", "field of the class", "", {}},
          {"rules",
           ValueKind::rules,
           true,
           "规则列表 {near, within, at_least}",
           "list of {near, within, at_least}: near these, at least this class",
           "",
           {}},
          {"otherwise", ValueKind::text, false, "其余位置的最低等级", "class needed anywhere else", "any", {}},
          {"order",
           ValueKind::words,
           false,
           "等级从高到低",
           "the classes, best first",
           "by their numerals, I or 1 the best",
           {}},
      },
      R"TOML([[standard]]
id        = "toilet-classes"
task      = 15
title     = {zh = "公厕等级与位置相符", en = "Class of public toilets by place"}
measure   = "grade"
layer     = "toilets"
field     = "class"
rules     = [{near = "parks", within = 50, at_least = "I"}, {near = {layer = "roads", where = "class = 'main'"}, within = 30, at_least = "II"}]
otherwise = "III"
target    = {min = 1.0}
)TOML",
      needs,
      read,
      check};
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "assess/changes.h"

#include <map>
#include <tuple>

namespace gapmap {
namespace {

auto key_of(const ScoreChange& row) { return std::tie(row.standard_id, row.partition, row.unit_code, row.class_name); }

int rank_of(const std::string& verdict) { return verdict == "met" ? 2 : verdict == "unmet" ? 1 : 0; }

}  // namespace

std::optional<double> ScoreChange::change() const {
  if (!before || !after || !before->value || !after->value) return {};
  return *after->value - *before->value;
}

std::string_view ScoreChange::direction() const {
  if (!before) return "new";
  if (!after) return "gone";
  if (before->verdict != after->verdict && !before->verdict.empty() && !after->verdict.empty())
    return rank_of(after->verdict) > rank_of(before->verdict) ? "better" : "worse";
  const double lacked = std::abs(before->missing), lacks = std::abs(after->missing);
  if (lacks < lacked) return "better";
  if (lacks > lacked) return "worse";
  return "same";
}

std::vector<ScoreChange> score_rows(const Plan& plan, const Assessment& assessment) {
  std::vector<ScoreChange> rows;
  for (const StandardResult& result : assessment.results) {
    const Standard& standard = plan.standards[result.standard];
    for (const Score& score : result.scores) {
      ScoreChange& row = rows.emplace_back();
      row.standard_id = standard.id;
      row.task = standard.task;
      row.partition = score.partition;
      row.unit_code = score.unit_code;
      row.unit_name = score.unit_name;
      row.class_name = score.class_name;
      row.value_unit = result.reading.value_unit;
      row.amount_unit = result.reading.amount_unit;
      row.lead = join(standard.lead, "、");
      row.after = ScoreState{score.value, score.verdict ? std::string(verdict_name(*score.verdict)) : std::string(),
                             score.amount.whole, score.amount.part, score.verdict ? score.missing : 0};
    }
  }
  return rows;
}

std::vector<ScoreChange> score_changes(const std::vector<ScoreChange>& before, const std::vector<ScoreChange>& after) {
  std::vector<ScoreChange> changes;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> place;
  for (const ScoreChange& row : before) {
    place.emplace(key_of(row), changes.size());
    changes.push_back(row);
    changes.back().before = row.after;
    changes.back().after.reset();
  }
  for (const ScoreChange& row : after) {
    if (const auto found = place.find(key_of(row)); found != place.end()) {
      changes[found->second].after = row.after;
      continue;
    }
    changes.push_back(row);
    changes.back().before.reset();
  }
  return changes;
}

}  // namespace gapmap

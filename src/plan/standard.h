// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.h"
#include "base/units.h"

namespace gapmap {

/// Place in a plan file, counted from 1 in lines and characters.
struct Position {
  std::size_t line = 0;
  std::size_t column = 0;
};

/// What is added up over features.
struct Amount {
  enum class What { count, length, area, field } what = What::count;
  std::string field;  ///< for What::field
};

/// The features of a layer that a standard is about.
struct Selection {
  std::string layer;
  std::string where;         ///< SQL condition, or empty for all features
  std::optional<Amount> of;  ///< what is added up, where the measure adds up
  std::string weight;        ///< overrides the layer's own weight
  Position position;
};

/// How far is near enough: metres or minutes, for all or by a class field of the demand layer.
struct Limit {
  enum class Unit { metres, minutes } unit = Unit::metres;
  double value = 0;
  std::string by;
  std::map<std::string, double> classes;
};

/// The range in which a value is good; an absent end is open.
struct Range {
  std::optional<double> min;
  std::optional<double> max;
};

struct Target {
  Range range;
  std::string by;
  std::map<std::string, Range> classes;

  bool empty() const { return !range.min && !range.max && classes.empty(); }
  /// The range that holds for a class; the common one where the target is not by class.
  Range of(const std::string& class_name) const;
};

/// `near` the features of a selection, at least this class is needed (measure `grade`).
struct GradeRule {
  Selection near;
  Metres within;
  std::string at_least;
};

using Value = std::variant<std::string, double, bool, Selection, std::vector<Selection>, Limit, Amount,
                           std::vector<GradeRule>, std::vector<std::string>>;

/// One way to meet a standard: a measure with its parameters, and the range its value must lie in.
struct Requirement {
  std::string measure;
  std::map<std::string, Value> parameters;
  Target target;
  std::string deadline;  ///< the standard's, ISO date or empty
  Position position;

  template <typename T>
  const T* find(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? nullptr : std::get_if<T>(&found->second);
  }
  std::string text(const std::string& name, std::string fallback = {}) const;
  double number(const std::string& name, double fallback) const;
  std::vector<std::string> words(const std::string& name) const;
  /// A selection that the syntax requires, so that it is there.
  const Selection& selection(const std::string& name) const;
  /// All selections with the keys they stand under, those of rules under "rules".
  std::vector<std::pair<std::string, const Selection*>> selections() const;
};

/// How new facilities for a standard are to be sited, where the plan says so. Layers are roles, conditions are SQL
/// over the candidates; texts are empty and numbers absent where the plan is silent.
struct SiteSpec {
  std::string candidates, where, must, forbid;
  std::string inside, outside;  ///< areas where made-up candidates may and may not lie
  std::string cost, capacity, supply_capacity;
  std::optional<double> grid, spacing;  ///< metres
  std::optional<double> per_unit, density_max, budget, times;
  Position position;
};

/// One checkable rule of a task.
struct Standard {
  std::string id;
  std::string task;  ///< the document's own number or name
  Text title;
  std::string clause;
  std::vector<Requirement> ways;  ///< one, or several of which any may be met
  std::vector<double> shown;      ///< further thresholds to draw
  std::string deadline;           ///< ISO date, or empty
  std::vector<std::string> lead;
  std::vector<std::string> responsible;
  Text assumption;
  SiteSpec site;
  std::vector<std::string> statements;  ///< numbers of the document's statements that this checks
  std::string trust;                    ///< how far its figures were checked: see standard_keys
  Position position;
  std::string text;  ///< its keys as they stand in the plan, in one way of writing
};

}  // namespace gapmap

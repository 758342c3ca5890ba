// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/issue.h"
#include "geo/crs.h"
#include "geo/layer.h"
#include "plan/plan.h"

namespace gapmap {

/// A layer as it was read, whole and in the plan's coordinates, with what the plan expects of it.
struct SurveyedLayer {
  const LayerSpec* spec = nullptr;
  const Layer* layer = nullptr;
  bool is_raster = false;
  bool is_tiling = false;                                ///< its areas should fill a place without overlap: units
  std::string code, name;                                ///< of units: the fields that hold them
  std::set<std::string> people;                          ///< fields that count people or other amounts
  std::map<std::string, std::set<std::string>> classes;  ///< field -> the values that standards know
};

/// All layers of a plan, to be looked over together.
struct Survey {
  Crs crs;
  std::vector<SurveyedLayer> layers;
  /// The units of the first partition; empty where the plan has none.
  const Geometries* units = nullptr;
};

/// Collects what a check finds in one layer. Of one code, the first hundred features are named, the rest counted.
class Findings {
 public:
  Findings(std::string code, Severity severity, const LayerSpec& spec, Issues& issues)
      : code_(std::move(code)), severity_(severity), spec_(spec), issues_(issues) {}
  ~Findings();
  Findings(const Findings&) = delete;
  Findings& operator=(const Findings&) = delete;

  /// About one feature, or the layer where `feature` is empty.
  void add(std::string feature, Text message, std::optional<Point> place = {});
  void add(std::string feature, Text message, std::optional<Point> place, Severity severity);

 private:
  std::string code_;
  Severity severity_;
  const LayerSpec& spec_;
  Issues& issues_;
  std::size_t count_ = 0;
};

/// One kind of trouble that is looked for, in a file of its own, listed once in checks.cpp.
struct InspectCheck {
  std::string_view code;  ///< stable, such as "U201"
  Severity severity;
  Text summary;  ///< what it looks for, one line
  void (*run)(const Survey&, const SurveyedLayer&, Findings&);
};

/// All checks, in the order of the documentation.
std::span<const InspectCheck> inspect_checks();

/// Runs all checks over all layers; the issues come in the order of layers and checks.
Issues inspect_layers(const Survey& survey, int jobs);

/// What to call a feature in a sentence: its name where it has one, else "feature 12".
Text feature_name(const SurveyedLayer& surveyed, std::size_t row);

/// The text column that holds names, by what such columns are called; null where there is none.
const Column* name_column(const Layer& layer);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "output/result.h"
#include "output/shown.h"

namespace gapmap {

/// What printed sheets and written reports are made from, whether the check has just been run or its
/// result file was opened years later. Coordinates in metres of `crs`.
struct Atlas {
  /// Places where a standard is broken or kept, as PlaceList holds them.
  struct Places {
    std::shared_ptr<const Geometries> geometries;
    std::vector<double> amount;          ///< in the item's amount unit
    std::vector<double> distance;        ///< metres; NaN where it does not apply
    std::vector<std::string> unit_code;  ///< of the first partition; "-" outside, "*" where there is none
    std::vector<std::string> finding;    ///< of a catchment: "too many", "too_far"…; empty for other measures
    std::size_t size() const { return amount.size(); }
  };
  /// Features of the input that are shown with a standard.
  struct Features {
    Text title;
    std::shared_ptr<const Geometries> geometries;
  };
  /// How much longer people walk than a straight line, by squares of ground.
  struct Detours {
    std::shared_ptr<const Geometries> squares;
    std::vector<double> amount;          ///< in the item's amount unit
    std::vector<double> straight, walk;  ///< mean metres
  };
  /// One standard.
  struct Item {
    std::string id, task;
    Text task_title;  ///< empty where the plan names none
    Text title;
    std::string clause;
    Text assumption;
    Text basis;              ///< what is counted and on what
    bool is_sloped = false;  ///< whether walks are counted with their slopes
    std::string deadline, lead, responsible;
    std::string value_unit, amount_unit;
    std::vector<Score> scores;  ///< the first row is the whole plan area
    std::optional<Places> gap, served;
    std::vector<Features> facilities;
    std::vector<Features> streets;              ///< lines that are served, for orientation
    std::vector<Features> network;              ///< streets that people walk along
    std::shared_ptr<const Geometries> reached;  ///< pieces of them from which the limit is kept; null where none is
    std::optional<Detours> detours;             ///< of standards along the streets
    bool is_one_by_one() const {
      return !scores.empty() && whole().inside.has_value();
    }  ///< whether each facility is judged for itself

    const Score& whole() const { return scores.front(); }
    /// The rows of all classes together of a partition's units, those in no unit left out.
    std::vector<const Score*> of_units(const std::string& partition) const;
    /// Where the features that play a part are listed.
    std::vector<Features>& features_of(ShownFeatures::Part part);
    bool has_map() const { return gap && gap->geometries->shape() != Shape::none && gap->size() > 0; }
  };
  struct Units {
    std::string role;
    std::vector<Unit> units;
    std::shared_ptr<const Geometries> areas;
  };
  /// What is wrong with the input.
  struct Trouble {
    std::string code, severity, role, feature;
    Text message;
  };

  Text title;
  std::string document, date;  ///< of the plan
  std::string crs, crs_name;   ///< "EPSG:4547" and its words
  Text sources;                ///< the files that were read, in one line
  std::string version;         ///< of gapmap
  std::string started;         ///< of the check: ISO 8601, UTC
  std::vector<Units> partitions;
  std::vector<Item> items;  ///< in the plan's order
  std::vector<Trouble> issues;

  std::map<std::string, Text> layers;  ///< titles by role

  /// What a layer is called: the plan's title, or the role itself.
  Text layer_title(const std::string& role) const;
  /// "2026-11-25", the day of the check.
  std::string day() const { return started.substr(0, 10); }
  /// The tasks in the plan's order, each with its items.
  struct Task {
    std::string name;
    std::vector<const Item*> items;
    const Text& title() const { return items.front()->task_title; }
  };
  std::vector<Task> tasks() const;
  /// What all sheets show: the units, or where there are none, the gaps and facilities; a little more.
  Box ground() const;
};

/// The files of a run's record of inputs (JSON) by name, each once: "district.gpkg、schools.csv". Of a Shapefile the
/// .shp stands for the files beside it.
Text source_words(const std::string& inputs);

/// The atlas of a check that has just been run.
Atlas atlas_of(const ResultView& view, const Scene& scene);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "report/drawn_places.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "output/result.h"
#include "report/encode.h"
#include "report/thinning.h"

namespace gapmap {
namespace {

using Json = nlohmann::ordered_json;

constexpr double cell_step = 0.1;           // metres
constexpr std::size_t most_points = 60000;  // drawn one by one
constexpr std::size_t most_cells = 20000;   // where they are added up
constexpr std::size_t most_shapes = 30000;  // lines and areas of one layer

/// Of a drawn feature, rounded to what is read off a map.
Json rounded(double value, double step) {
  return std::isfinite(value) ? Json(std::round(value / step) * step) : Json();
}

/// In tenths of a metre up to ten metres, then in whole ones, as the page says it.
Json shown_distance(double metres) { return rounded(metres, metres < 10 ? 0.1 : 1); }

/// One drawn layer with what a click tells.
class Places {
 public:
  Places(const ResultFile& file, const std::string& table) : layer_(file.read(table)) { find_columns(); }

  Json json(ShapePool& pool) {
    const Shape shape = layer_.geometries.shape();
    if (shape == Shape::none) return {};
    const std::size_t count = layer_.size();
    if (shape == Shape::point && count > most_points) return cells();
    Json note;
    if (shape != Shape::point && count > most_shapes) {
      keep(rows_by("rank"), most_shapes);
      note = {{"of", count}};
    }
    // In the order of the input, where neighbours stand together: their differences are small and pack well.
    keep(rows_by("feature"), count);
    Json json{{"geometry", pool.add(layer_.geometries)}};
    Json amounts = Json::array(), distances = Json::array(), features = Json::array();
    Dictionary units, classes;
    bool has_distance = false;
    std::int64_t last = 0;
    for (std::size_t i = 0; i < layer_.size(); ++i) {
      amounts.push_back(rounded(amount_at(i), 0.01));
      const double metres = distance_at(i);
      has_distance = has_distance || std::isfinite(metres);
      distances.push_back(shown_distance(metres));
      units.add(unit_ ? unit_->text(i) : "");
      classes.add(class_ ? class_->text(i) : "");
      if (feature_) {
        const auto feature = static_cast<std::int64_t>(feature_->number(i));
        features.push_back(feature - last);
        last = feature;
      }
    }
    json["amount"] = std::move(amounts);
    if (has_distance) json["distance"] = std::move(distances);
    json["unit"] = units.take();
    json["class"] = classes.take();
    if (feature_) json["feature"] = std::move(features);
    if (!note.is_null()) json["thinned"] = note;
    return json;
  }

 private:
  /// The rows by a column, or as they are where there is none of that name.
  std::vector<std::uint32_t> rows_by(std::string_view name) const {
    std::vector<std::uint32_t> rows(layer_.size());
    std::iota(rows.begin(), rows.end(), 0u);
    if (const Column* const column = layer_.find(name); column)
      std::stable_sort(rows.begin(), rows.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return column->number(a) < column->number(b); });
    return rows;
  }

  /// Keeps the first `most` of some rows, in their order.
  void keep(std::vector<std::uint32_t> rows, std::size_t most) {
    rows.resize(std::min(rows.size(), most));
    layer_ = select(layer_, rows);
    find_columns();
  }

  /// Of the layer as it is.
  void find_columns() {
    amount_ = layer_.find("people") ? layer_.find("people") : layer_.find("amount");
    distance_ = layer_.find("distance");
    unit_ = layer_.find("unit_code");
    class_ = layer_.find("class");
    feature_ = layer_.find("feature");
  }

  double amount_at(std::size_t row) const { return amount_ ? amount_->number(row) : 1; }
  double distance_at(std::size_t row) const { return distance_ ? distance_->number(row) : NAN; }

  /// Points added up in squares; the distance is the longest.
  Json cells() {
    const Cells cells = cells_of(layer_.geometries, most_cells);
    Json amounts = Json::array(), distances = Json::array();
    for (const std::vector<std::uint32_t>& members : cells.members) {
      double amount = 0, metres = NAN;
      for (const std::uint32_t row : members) {
        amount += amount_at(row);
        metres = std::fmax(metres, distance_at(row));
      }
      amounts.push_back(rounded(amount, 0.01));
      distances.push_back(shown_distance(metres));
    }
    return {{"geometry", encoded(cells.squares, cell_step)},
            {"amount", amounts},
            {"distance", distances},
            {"cells", {{"side", cells.side}, {"of", layer_.size()}}}};
  }

  Layer layer_;
  const Column *amount_ = nullptr, *distance_ = nullptr, *unit_ = nullptr, *class_ = nullptr, *feature_ = nullptr;
};

}  // namespace

Json drawn_places(const ReportView& view, const std::string& prefix, ShapePool& pool) {
  Json all = Json::object();
  for (std::size_t i = 0; i < view.standards.size(); ++i) {
    const std::string name = layer_name(prefix, view.standards[i].id);
    if (!view.file.has(name)) continue;
    Json json = Places(view.file, name).json(pool);
    if (!json.is_null()) all[std::to_string(i)] = std::move(json);
  }
  return all;
}

}  // namespace gapmap

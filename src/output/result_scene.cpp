// SPDX-License-Identifier: MIT
#include "output/result_scene.h"

#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "measure/reach_task.h"
#include "output/result_styles.h"
#include "output/shown.h"
#include "output/table.h"

namespace gapmap {
namespace {

constexpr std::size_t most_vertices = 300000;

/// Pieces of the demand that lie in one unit of every partition, with what each counts.
struct DemandPieces {
  Geometries geometries;
  std::vector<double> amount;
  std::vector<std::string> class_name;
  std::vector<std::int64_t> feature;
  std::vector<std::vector<std::string>> units;  ///< of each partition
};

class DemandCutter {
 public:
  explicit DemandCutter(const ReachTask& task) : task_(task) { pieces_.units.resize(task.scene.partitions.size()); }

  DemandPieces cut() {
    const Geometries& geometries = task_.demand.geometries();
    pieces_.geometries = Geometries(task_.is_in_places() ? Shape::point : geometries.shape());
    if (!task_.is_in_places() && geometries.shape() == Shape::area) {
      add_areas();
      return std::move(pieces_);
    }
    for (const std::uint32_t row : task_.demand.rows) {
      if (geometries.is_null(row) || task_.limit_of(task_.class_of(row)) < 0) continue;
      if (task_.is_in_places())
        add_places(row);
      else
        add_lines(row);
    }
    return std::move(pieces_);
  }

 private:
  void add_places(std::uint32_t row) {
    const Geometries& geometries = task_.demand.geometries();
    const double amount = amount_of(task_.demand, task_.weight, row);
    if (geometries.shape() != Shape::point) return add_place(row, label_point(geometries, row), amount);
    const std::size_t points = geometries.parts_of(row);
    for (std::size_t i = 0; i < points; ++i)
      add_place(row, geometries.part(row, i)[0], amount / static_cast<double>(points));
  }

  void add_place(std::uint32_t row, Point place, double amount) {
    pieces_.geometries.add_point(place);
    note(row, amount, place);
  }

  /// Cut at the first partition's borders; where there are several, a piece belongs to the unit of its middle.
  void add_lines(std::uint32_t row) {
    const Geometries& geometries = task_.demand.geometries();
    const double whole = length_of(geometries, row);
    if (whole <= 0) return;
    const double per_metre = amount_of(task_.demand, task_.weight, row) / whole;
    for (std::size_t part = 0; part < geometries.parts_of(row); ++part)
      cut_line(0, geometries.part(row, part), [&](Path path) {
        pieces_.geometries.add_feature(path);
        note(row, per_metre * length(path), middle_of(path));
      });
  }

  void cut_line(std::size_t partition, Path line, const std::function<void(Path)>& piece) const {
    if (partition == task_.scene.partitions.size()) return piece(line);
    task_.scene.partitions[partition].cut_line(line,
                                               [&](std::size_t, Path path) { cut_line(partition + 1, path, piece); });
  }

  static Point middle_of(Path path) {
    double left = length(path) / 2;
    for (std::size_t i = 1; i < path.size(); ++i) {
      const double metres = length(path.subspan(i - 1, 2));
      if (metres >= left && metres > 0) {
        const double share = left / metres;
        return {path[i - 1].x + share * (path[i].x - path[i - 1].x),
                path[i - 1].y + share * (path[i].y - path[i - 1].y)};
      }
      left -= metres;
    }
    return path.back();
  }

  /// As they were cut to be measured.
  void add_areas() {
    const Partition::Pieces& pieces = task_.demand.cut(task_.scene.partitions.front(), task_.scene.jobs);
    for (std::size_t i = 0; i < pieces.row.size(); ++i) {
      const std::uint32_t row = pieces.row[i];
      const double whole = area_of(task_.demand.geometries(), row);
      if (whole <= 0 || task_.limit_of(task_.class_of(row)) < 0) continue;
      pieces_.geometries.add_feature(pieces.areas, i);
      note(row, amount_of(task_.demand, task_.weight, row) * area_of(pieces.areas, i) / whole,
           label_point(pieces.areas, i));
    }
  }

  void note(std::uint32_t row, double amount, Point place) {
    pieces_.amount.push_back(amount);
    pieces_.class_name.push_back(task_.class_of(row));
    pieces_.feature.push_back(task_.demand.layer().ids[row]);
    for (std::size_t i = 0; i < task_.scene.partitions.size(); ++i) {
      const Partition& partition = task_.scene.partitions[i];
      pieces_.units[i].push_back(partition.code_of(partition.locate(place)));
    }
  }

  const ReachTask& task_;
  DemandPieces pieces_;
};

Layer demand_table(const std::string& name, const DemandPieces& pieces, const std::vector<Partition>& partitions) {
  std::vector<FieldSpec> fields{integer_field("feature"), number_field("amount"), text_field("class")};
  for (const Partition& partition : partitions) fields.push_back(text_field("unit_" + partition.role()));
  TableBuilder table(name, pieces.geometries.shape(), fields);
  for (std::size_t i = 0; i < pieces.amount.size(); ++i) {
    table.geometry(pieces.geometries, i);
    table.integer("feature", pieces.feature[i]);
    table.number("amount", pieces.amount[i]);
    table.text("class", pieces.class_name[i]);
    for (std::size_t k = 0; k < partitions.size(); ++k) table.text("unit_" + partitions[k].role(), pieces.units[k][i]);
    table.end_row();
  }
  return table.take();
}

/// The facilities of a role with their fields, and what shows each: " primary-reach#0 toilet-streets~0 ", a tag
/// between two spaces. All of them where one is a supply, so that an edited copy can stand in for the file; else
/// those that are shown.
class Facilities {
 public:
  void add(const std::string& standard, const ShownFeatures& shown) {
    role_ = shown.features.role;
    serves_.resize(shown.features.layer().size());
    const std::string tag = shown.tag(standard) + " ";
    for (const std::uint32_t row : shown.features.rows) {
      if (serves_[row].empty()) serves_[row] = " ";
      serves_[row] += tag;
    }
    is_supply_ = is_supply_ || shown.part == ShownFeatures::Part::supply;
    is_dark_ = is_dark_ || (shown.part != ShownFeatures::Part::streets && shown.part != ShownFeatures::Part::network);
  }

  Layer table(const std::string& name) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < serves_.size(); ++row)
      if (is_supply_ || !serves_[row].empty()) rows.push_back(row);
    Texts serves;
    for (const std::uint32_t row : rows) serves.push_back(serves_[row]);
    Layer layer = select(*role_->layer, rows);
    layer.name = name;
    // Under the file's own names.
    for (Column& column : layer.columns)
      if (const auto own = spec().fields.find(column.name); own != spec().fields.end()) column.name = own->second;
    std::set<std::string> names{"serves", "fid", "geom"};
    std::erase_if(layer.columns, [&](const Column& column) { return !names.insert(lower(column.name)).second; });
    layer.columns.insert(layer.columns.begin(), Column{"serves", std::move(serves), {}});
    return layer;
  }

  Shape shape() const { return role_->layer->geometries.shape(); }
  /// Drawn as facilities are, not as the streets that they serve.
  bool is_dark() const { return is_dark_; }
  const LayerSpec& spec() const { return *role_->spec; }

 private:
  const RoleData* role_ = nullptr;
  std::vector<std::string> serves_;
  bool is_supply_ = false, is_dark_ = false;
};

std::string limit_json(const Limit& limit) {
  nlohmann::ordered_json json{{"unit", limit.unit == Limit::Unit::minutes ? "min" : "m"}};
  if (limit.by.empty())
    json["value"] = limit.value;
  else
    json["classes"] = limit.classes;
  return json.dump();
}

/// What the layers that were read are called, and of which year they are.
Layer layers_table(const Plan& plan, const Scene& scene) {
  TableBuilder table("layers", Shape::none,
                     {text_field("role"), text_field("title_zh"), text_field("title_en"), text_field("year"),
                      text_field("source"), integer_field("features")});
  for (const auto& [role, data] : scene.roles) {
    const LayerSpec& spec = plan.layers.at(role);
    table.text("role", role);
    table.text("title_zh", spec.title.zh);
    table.text("title_en", spec.title.en);
    table.text("year", spec.year);
    table.text("source", spec.source);
    table.integer("features", data.cells ? data.cells->size() : static_cast<std::int64_t>(data.layer->size()));
    table.end_row();
  }
  return table.take();
}

/// What makes two standards count the same demand.
std::string demand_key(const Requirement& way, const ReachTask& task) {
  const Selection& demand = way.selection("demand");
  std::string unlimited;
  for (const auto& [name, metres] : task.limit.classes) unlimited += name + "\n";
  return join(std::vector<std::string>{demand.layer, demand.where, demand.weight, reach_class_field(way), unlimited},
              "\t");
}

}  // namespace

struct SceneTables::State {
  GeoPackage& file;
  const ResultView& view;
  const Scene& scene;
  Language language;
  std::map<std::string, Facilities> facilities = {};
  std::map<std::string, std::string> demand_names = {};  ///< key -> table, empty where it is too large
  std::map<std::string, std::size_t> demand_numbers = {};
  TableBuilder shown{"shown",
                     Shape::none,
                     {text_field("standard_id"), text_field("part"), text_field("tag"), text_field("facilities"),
                      text_field("title_zh"), text_field("title_en")}};
  TableBuilder reach{"reach",
                     Shape::none,
                     {text_field("standard_id"), text_field("demand_table"), text_field("facilities"),
                      integer_field("supplies"), text_field("need"), text_field("within"), text_field("along")}};

  void add(const StandardResult& result);
  void finish();
};

SceneTables::SceneTables(GeoPackage& file, const ResultView& view, Language language) {
  if (view.scene) state_ = std::make_unique<State>(State{file, view, *view.scene, language});
}

SceneTables::~SceneTables() = default;

void SceneTables::add(const StandardResult& result) {
  if (state_) state_->add(result);
}

void SceneTables::finish() {
  if (state_) state_->finish();
}

void SceneTables::State::add(const StandardResult& result) {
  const Standard& standard = view.plan.standards[result.standard];
  const Requirement& way = standard.ways[result.way];
  std::vector<std::string> roles;
  std::int64_t supplies = 0;
  for (const ShownFeatures& one : shown_with(way, scene)) {
    facilities[one.role].add(standard.id, one);
    shown.text("standard_id", standard.id);
    shown.text("part", std::string(part_name(one.part)));
    shown.text("tag", one.tag(standard.id));
    shown.text("facilities", "facilities_" + one.role);
    shown.text("title_zh", one.title.zh);
    shown.text("title_en", one.title.en);
    shown.end_row();
    if (one.part != ShownFeatures::Part::supply) continue;
    ++supplies;
    if (std::find(roles.begin(), roles.end(), one.role) == roles.end()) roles.push_back(one.role);
  }
  if (way.measure != "reach") return;
  const ReachTask task(way, scene);
  const auto [known, is_new] = demand_names.try_emplace(demand_key(way, task));
  if (is_new && !task.demand.role->cells && task.demand.geometries().vertices().size() <= most_vertices) {
    const std::string& role = way.selection("demand").layer;
    const std::size_t copy = ++demand_numbers[role];
    known->second = "demand_" + role + (copy > 1 ? "_" + std::to_string(copy) : "");
    const DemandPieces pieces = DemandCutter(task).cut();
    file.add({known->second,
              say("需求：{}", "Demand: {}", role),
              {"服务半径标准所统计的需求，按单元切开", "what reach standards count, cut at unit borders"},
              plain_style(pieces.geometries.shape(), language),
              never_indexed},
             demand_table(known->second, pieces, scene.partitions));
  }
  reach.text("standard_id", standard.id);
  reach.text("demand_table", known->second);
  reach.text("facilities", join(roles, " "));
  reach.integer("supplies", supplies);
  reach.text("need", task.needs_every ? "every" : "any");
  reach.text("within", limit_json(task.limit));
  reach.text("along", way.text("along", "straight"));
  reach.end_row();
}

void SceneTables::State::finish() {
  for (const auto& [role, one] : facilities) {
    const Text& title = one.spec().title;
    file.add({"facilities_" + role,
              say("设施：{}", "Facilities: {}", title.empty() ? same(role) : title),
              {"各标准所计的设施", "the facilities that standards count"},
              shown_style(one.is_dark(), one.shape(), language),
              indexed_where_large},
             one.table("facilities_" + role));
  }
  file.add({"shown",
            {"图上要素", "Shown"},
            {"各标准的图上显示哪些要素", "which features the map of each standard shows"},
            table_style(language)},
           shown.take());
  file.add({"layers", {"图层", "Layers"}, {"读入的图层", "the layers that were read"}, table_style(language)},
           layers_table(view.plan, scene));
  file.add({"reach",
            {"服务半径", "Reach"},
            {"各服务半径标准的需求与设施", "the demand and the facilities of each reach standard"},
            table_style(language)},
           reach.take());
}

}  // namespace gapmap

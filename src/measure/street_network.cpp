// SPDX-License-Identifier: MIT
#include "measure/street_network.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "base/error.h"
#include "network/entries.h"
#include "network/noding.h"
#include "network/slope.h"
#include "network/walking_profile.h"

namespace gapmap {
namespace {

constexpr std::size_t most_listed = 200;  // issues of one kind beyond this are counted only

bool is_osm(const NetworkSpec& spec, const std::string& source) {
  if (!spec.profile.empty()) return spec.profile == "osm";
  const std::string name = lower(source);
  return name.ends_with(".pbf") || name.ends_with(".osm");
}

Issue issue_of(const RoleData& role, const char* code, Severity severity, std::string feature, Text message,
               std::optional<Place> place = {}) {
  return {code, severity, role.spec->role, role.spec->source, std::move(feature), std::move(message), place};
}

std::string id_of(const RoleData& role, std::uint32_t row) { return std::to_string(role.layer->ids[row]); }

}  // namespace

Ground ground_of(const NetworkSpec& spec, const Limit* limit) {
  const bool is_timed = limit && limit->unit == Limit::Unit::minutes;
  return is_timed && !spec.elevation.empty() ? Ground::sloped : Ground::level;
}

std::vector<Need> network_needs(const Requirement& way, const Plan& plan) {
  const NetworkSpec& spec = *plan.network;
  Need streets{spec.layer, "", {}, {}, {Shape::line}};
  if (is_osm(spec, plan.layers.at(spec.layer).source))
    streets.columns = {"highway", "other_tags"};
  else if (!spec.level.empty())
    streets.columns = {spec.level};
  std::vector<Need> all{streets};
  if (!spec.links.empty()) all.push_back({spec.links, "", {}, {}, {Shape::line}});
  if (!spec.barriers.empty()) all.push_back({spec.barriers, "", {}, {}, {Shape::line, Shape::area}});
  if (ground_of(spec, way.find<Limit>("within")) == Ground::sloped) {
    all.push_back({spec.elevation, "", {}, {}, {}});
    all.back().takes_heights = true;
  }
  return all;
}

std::vector<Problem> check_network(const Requirement& way, const Plan& plan) {
  if (!plan.network || plan.network->layer.empty())
    return {
        {way.position,
         {"along = \"walk\" 需要路网", "along = \"walk\" needs streets"},
         {"在方案开头写 network = {layer = \"roads\"}", "write network = {layer = \"roads\"} at the top of the plan"}}};
  const auto layer = plan.layers.find(plan.network->layer);
  if (layer != plan.layers.end() && is_osm(*plan.network, layer->second.source) && plan.network->crossings == "join")
    return {{plan.network->position,
             {"OpenStreetMap 的路只在共用节点处相接", "OpenStreetMap's ways meet at shared nodes only"},
             {"删去 crossings，或写 \"bridge\"", "leave out crossings, or write \"bridge\""}}};
  return {};
}

Features walked_streets(const Scene& scene) {
  Features streets = scene.features(scene.network->layer, "");
  if (!is_osm(*scene.network, streets.role->spec->source)) return streets;
  LazyNetwork& lazy = *scene.lazy_network;
  std::call_once(lazy.rows_once, [&] {
    const Column* highway = streets.layer().find("highway");
    const Column* tags = streets.layer().find("other_tags");
    for (const std::uint32_t row : streets.rows)
      if (is_walkable(highway->text(row), tags->text(row))) lazy.rows.push_back(row);
  });
  streets.rows = lazy.rows;
  return streets;
}

WalkMap::Reached WalkSupply::from(Point place, const Snapped& snapped) const {
  if (inside)
    if (const std::int32_t area = inside->find(place); area != AreaLocator::nowhere)
      return {0, inside_row[static_cast<std::size_t>(area)]};
  return walks->at(snapped);
}

StreetNetwork::StreetNetwork(const NetworkSpec& spec, const Scene& scene)
    : spec_(spec), streets_(scene.features(spec.layer, "")), jobs_(scene.jobs) {
  build(scene);
  index_ = std::make_unique<SnapIndex>(graph_);
  note_pieces();
  if (const auto role = scene.roles.find(spec.elevation); role != scene.roles.end()) elevation_ = &role->second;
}

void StreetNetwork::build(const Scene& scene) {
  const RoleData& role = *streets_.role;
  const bool osm = is_osm(spec_, role.spec->source);
  const Features walked = walked_streets(scene);
  std::vector<std::int32_t> level;
  if (osm) {
    const Column* highway = role.layer->find("highway");
    const Column* tags = role.layer->find("other_tags");
    level.assign(role.layer->size(), 0);
    for (const std::uint32_t row : walked.rows) level[row] = street_level(tags->text(row));
    const auto ways = static_cast<std::size_t>(std::count_if(
        streets_.rows.begin(), streets_.rows.end(), [&](std::uint32_t row) { return !highway->text(row).empty(); }));
    if (ways > walked.rows.size())
      issues_.push_back(issue_of(role, "W105", Severity::note, "",
                                 say("{} 条路不通行人（高速路、私人道路等），不作为步行路网",
                                     "{} ways do not carry people on foot (motorways, private ways…) and are left out",
                                     ways - walked.rows.size())));
  } else if (!spec_.level.empty()) {
    const Column* field = role.layer->find(spec_.level);
    level.assign(role.layer->size(), 0);
    for (const std::uint32_t row : walked.rows) level[row] = street_level_of_field(field->text(row));
  }
  std::vector<StreetLines> layers{{&role.layer->geometries, walked.rows, level}};
  std::vector<const RoleData*> roles{&role};
  if (!spec_.links.empty()) {
    const Features links = scene.features(spec_.links, "");
    layers.push_back({&links.geometries(), links.rows, {}});
    roles.push_back(links.role);
  }
  NodingOptions options;
  options.tolerance = Metres{osm ? 0 : spec_.tolerance};
  const bool bridges = spec_.crossings.empty() ? osm : spec_.crossings == "bridge";
  options.crossings = bridges ? Crossings::bridge : Crossings::join;
  options.jobs = jobs_;
  if (!spec_.barriers.empty()) {
    const Features barriers = scene.features(spec_.barriers, "");
    options.barriers = &barriers.geometries();
    options.barrier_rows = barriers.rows;
  }
  graph_ = make_graph(layers, options);
  if (graph_.edge_count() == 0)
    throw Error(Fault::input, say("{}：没有可步行的街道", "{}: there is no street to walk along", role.place),
                {"检查 network 的 layer 和 profile", "check layer and profile of network"});
  note_mends(roles);

  // A planned street rises evenly between its ends, like a bridge.
  const auto is_lifted = [&](const Edge& edge) {
    return !edge.is_mend() && (edge.source > 0 || (!level.empty() && level[edge.feature] != 0));
  };
  if (!spec_.elevation.empty())
    for (const Edge& edge : graph_.edges()) off_ground_.push_back(is_lifted(edge));

  edge_begin_.assign(role.layer->size() + 1, 0);
  for (const Edge& edge : graph_.edges())
    if (edge.source == 0) ++edge_begin_[edge.feature + 1];
  for (std::size_t i = 1; i < edge_begin_.size(); ++i) edge_begin_[i] += edge_begin_[i - 1];
  edges_.resize(edge_begin_.back());
  std::vector<std::uint32_t> next(edge_begin_.begin(), edge_begin_.end() - 1);
  for (std::uint32_t i = 0; i < graph_.edge_count(); ++i)
    if (const Edge& edge = graph_.edge(i); edge.source == 0) edges_[next[edge.feature]++] = i;
  for (std::size_t row = 0; row + 1 < edge_begin_.size(); ++row)
    std::sort(edges_.begin() + edge_begin_[row], edges_.begin() + edge_begin_[row + 1],
              [&](std::uint32_t a, std::uint32_t b) {
                return std::pair(graph_.edge(a).part, graph_.edge(a).from) <
                       std::pair(graph_.edge(b).part, graph_.edge(b).from);
              });
}

void StreetNetwork::note_mends(const std::vector<const RoleData*>& layers) {
  struct Mend {
    std::string feature;
    const RoleData* role;
    double gap;
    Point at;
  };
  std::vector<Mend> mends;
  for (std::size_t i = 0; i < graph_.edge_count(); ++i) {
    const Edge& edge = graph_.edge(i);
    if (!edge.is_mend() || edge.length < 1000) continue;  // a millimetre is how coordinates are rounded
    const RoleData* role = layers[edge.layer_of_end];
    mends.push_back({id_of(*role, edge.feature), role, to_metres(edge.length), graph_.path(i).front()});
  }
  if (mends.empty()) return;
  std::sort(mends.begin(), mends.end(), [](const Mend& a, const Mend& b) {
    return std::tuple(-a.gap, a.at.x, a.at.y) < std::tuple(-b.gap, b.at.x, b.at.y);
  });
  issues_.push_back(issue_of(*layers.front(), "W101", Severity::warning, "",
                             say("{} 个街道端点离另一条街不到 {} 米而未相接，已按距离连通，最大间隙 {:.2f} 米",
                                 "{} street ends miss another street by less than {} m and were joined to it by the "
                                 "gap's own length, {:.2f} m at most",
                                 mends.size(), spec_.tolerance, mends.front().gap)));
  for (std::size_t i = 0; i < std::min(mends.size(), most_listed); ++i)
    issues_.push_back(issue_of(
        *mends[i].role, "W102", Severity::note, mends[i].feature,
        say("街道端点差 {:.2f} 米未接上，已连通", "a street end misses by {:.2f} m and was joined", mends[i].gap),
        Place{mends[i].at.x, mends[i].at.y}));
}

void StreetNetwork::note_pieces() {
  if (graph_.component_count() < 2) return;
  double islands = 0;
  for (std::size_t i = 1; i < graph_.component_count(); ++i) islands += graph_.component_length(i).value;
  issues_.push_back(issue_of(*streets_.role, "W103", Severity::warning, "",
                             say("路网断成 {} 片：最大一片 {:.1f} 公里，其余共 {:.1f} 公里与之不连通",
                                 "the streets fall into {} pieces: the largest has {:.1f} km, the others {:.1f} km "
                                 "together and no way to it",
                                 graph_.component_count(), graph_.component_length(0).value / 1000, islands / 1000)));
}

void StreetNetwork::note(Ground ground, Issues& issues) const {
  issues.insert(issues.end(), issues_.begin(), issues_.end());
  if (ground == Ground::level) return;
  const Issues& more = slopes().issues;
  issues.insert(issues.end(), more.begin(), more.end());
}

const StreetNetwork::Slopes& StreetNetwork::slopes() const {
  std::call_once(slopes_once_, [&] { slopes_ = climb(); });
  return slopes_;
}

StreetNetwork::Slopes StreetNetwork::climb() const {
  assert(elevation_ && elevation_->heights && "a standard that counts slopes needs heights");
  SlopedStreets sloped = on_slopes(graph_, *elevation_->heights, {off_ground_, jobs_});
  if (sloped.known.value == 0)
    throw Error(Fault::input,
                say("{}：没有一条街道在高程栅格之内", "{}: no street lies on the raster of heights", elevation_->place),
                {"检查栅格的范围和坐标系", "check where the raster lies and its coordinate system"});
  Slopes slopes{std::move(sloped.graph), {}};
  const auto tell = [&](const char* code, Severity severity, Text message, Point at) {
    slopes.issues.push_back(issue_of(*elevation_, code, severity, "", std::move(message), Place{at.x, at.y}));
  };
  if (sloped.unknown.value >= 1)
    tell("W107", Severity::warning,
         say("{:.1f} 公里街道没有高程，步行时间按平地算（共 {:.1f} 公里）",
             "{:.1f} km of street have no height and count as level ground (of {:.1f} km)", sloped.unknown.value / 1000,
             (sloped.unknown.value + sloped.known.value) / 1000),
         *sloped.first_unknown);
  if (sloped.steep > 0)
    tell("W108", Severity::note,
         say("{} 段街道按高程比 1:{:.0f} 还陡，按 1:{:.0f} 计（多为路旁的陡坎或桥隧未标明）",
             "{} stretches of street are steeper than 1 in {:.0f} by their heights and count as that (mostly walls "
             "beside them, or bridges and tunnels not marked as such)",
             sloped.steep, 1 / steepest, 1 / steepest),
         *sloped.first_steep);
  return slopes;
}

SnapOptions StreetNetwork::snapping() const {
  return {Metres{spec_.snap}, spec_.islands == "main" ? Islands::main : Islands::keep};
}

std::vector<Snapped> StreetNetwork::snap(std::span<const Point> places) const {
  return index_->find_all(places, snapping(), jobs_);
}

std::span<const std::uint32_t> StreetNetwork::edges_of(std::uint32_t row) const {
  return {edges_.data() + edge_begin_[row], edges_.data() + edge_begin_[row + 1]};
}

double StreetNetwork::metres_of(const Limit& limit, double value) const {
  return limit.unit == Limit::Unit::minutes ? value * spec_.walk_kmh * 1000 / 60 : value;
}

const WalkSupply& StreetNetwork::walks_to(const Features& supply, Ground ground) const {
  Entry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    entry = &supplies_[{supply.role->cuts.get(), supply.rows.data(), ground}];
    entry->owner = supply.role->cuts;
  }
  std::call_once(entry->once, [&] {
    std::vector<WalkStart> starts = starts_of(supply.geometries(), supply.rows);
    note_unreached(supply, starts, entry->supply.issues);
    note_islands(supply, starts, entry->supply.issues);
    entry->supply.walks = std::make_unique<WalkMap>(graph(ground), std::move(starts));
    if (supply.geometries().shape() != Shape::area) return;
    Geometries areas(Shape::area);
    for (const std::uint32_t row : supply.rows) {
      if (supply.geometries().is_null(row)) continue;
      areas.add_feature(supply.geometries(), row);
      entry->supply.inside_row.push_back(row);
    }
    entry->supply.inside = std::make_unique<AreaLocator>(areas);
  });
  return entry->supply;
}

std::vector<WalkStart> StreetNetwork::starts_of(const Geometries& supply, std::span<const std::uint32_t> rows) const {
  std::vector<WalkStart> starts;
  if (supply.shape() == Shape::point) {
    std::vector<Point> places;
    std::vector<std::uint32_t> row_of;
    for (const std::uint32_t row : rows)
      for (std::size_t i = 0; i < supply.parts_of(row); ++i) {
        places.push_back(supply.part(row, i)[0]);
        row_of.push_back(row);
      }
    const std::vector<Snapped> snapped = snap(places);
    for (std::size_t i = 0; i < places.size(); ++i)
      if (snapped[i].found()) starts.push_back(start_at(snapped[i], row_of[i]));
    return starts;
  }
  starts = find_entries(graph_, supply, rows, Metres{spec_.entry}, jobs_);
  std::set<std::uint32_t> entered;
  for (const WalkStart& start : starts) entered.insert(start.label);
  std::vector<std::uint32_t> rest;
  for (const std::uint32_t row : rows)
    if (!supply.is_null(row) && !entered.contains(row)) rest.push_back(row);
  if (rest.empty() || spec_.snap <= spec_.entry) return starts;
  // Where no street comes near the edge, the nearest one within the largest snapping distance leads in.
  std::map<std::uint32_t, WalkStart> nearest;
  for (const WalkStart& start : find_entries(graph_, supply, rest, Metres{spec_.snap}, jobs_)) {
    const auto [place, is_new] = nearest.try_emplace(start.label, start);
    if (!is_new && start.straight < place->second.straight) place->second = start;
  }
  for (const auto& [row, start] : nearest) starts.push_back(start);
  return starts;
}

void StreetNetwork::note_unreached(const Features& supply, const std::vector<WalkStart>& starts, Issues& issues) const {
  std::set<std::uint32_t> reached;
  for (const WalkStart& start : starts) reached.insert(start.label);
  std::vector<std::uint32_t> far;
  std::size_t count = 0;
  for (const std::uint32_t row : supply.rows) {
    if (supply.geometries().is_null(row)) continue;
    ++count;
    if (!reached.contains(row)) far.push_back(row);
  }
  if (far.empty()) return;
  issues.push_back(issue_of(
      *supply.role, "W202", Severity::error, "",
      say("{} 个设施（共 {} 个）{} 米内没有街道，步行到不了，不提供服务；若街道图层比设施图层小，属正常，"
          "否则请补街道或放宽 network 的 snap",
          "{} of {} supply features have no street within {} m: nobody can walk to them and they serve no one; "
          "expected where the streets cover less ground than the supply, else mend the streets or widen snap "
          "of network",
          far.size(), count, spec_.snap)));
  for (std::size_t i = 0; i < std::min(far.size(), most_listed); ++i) {
    const Point p = label_point(supply.geometries(), far[i]);
    issues.push_back(issue_of(*supply.role, "W207", Severity::error, id_of(*supply.role, far[i]),
                              say("设施 {} 米内没有街道", "no street within {} m of this supply feature", spec_.snap),
                              Place{p.x, p.y}));
  }
}

void StreetNetwork::note_islands(const Features& supply, const std::vector<WalkStart>& starts, Issues& issues) const {
  if (graph_.component_count() < 2) return;
  std::map<std::uint32_t, std::uint32_t> piece;  // of each feature, the largest that it stands on
  for (const WalkStart& start : starts) {
    const std::uint32_t component = graph_.component_of_edge(start.edge);
    const auto [place, is_new] = piece.try_emplace(start.label, component);
    if (!is_new) place->second = std::min(place->second, component);
  }
  std::size_t count = 0;
  for (const auto& [row, component] : piece) count += component != 0;
  if (count == 0) return;
  issues.push_back(
      issue_of(*supply.role, "W203", Severity::error, "",
               say("{} 个设施（共 {} 个）所在的街道与主路网不连通，只服务那一小片；若属数据断头，请修路网，"
                   "或写 network 的 islands = \"main\" 让它们接到主路网",
                   "{} of {} supply features stand on streets with no way to the main network and serve "
                   "only their own piece; where the data are at fault, mend the streets, or let islands "
                   "= \"main\" of network join them to the main one",
                   count, piece.size())));
  std::size_t listed = 0;
  for (const auto& [row, component] : piece) {
    if (component == 0 || ++listed > most_listed) continue;
    const Point p = label_point(supply.geometries(), row);
    issues.push_back(issue_of(*supply.role, "W204", Severity::error, id_of(*supply.role, row),
                              say("设施在一片 {:.0f} 米长的孤立路网上", "stands on an island of {:.0f} m of street",
                                  graph_.component_length(component).value),
                              Place{p.x, p.y}));
  }
}

}  // namespace gapmap

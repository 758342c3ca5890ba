// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "geo/area_locator.h"
#include "measure/measure.h"
#include "network/snap.h"
#include "network/walk.h"

namespace gapmap {

/// What a walk is measured in.
enum class Ground : std::uint8_t {
  level,   ///< metres along the streets; minutes are metres too where the plan names no heights
  sloped,  ///< the metres of level ground that take as long as the walk, uphill or downhill
};

/// Limits in minutes count slopes where the plan's network has `elevation`; metres never do. `limit` may be null.
Ground ground_of(const NetworkSpec& spec, const Limit* limit);

/// What a standard along the streets must be given beside its own layers.
std::vector<Need> network_needs(const Requirement& way, const Plan& plan);

/// What is wrong with a standard along the streets that only the plan's network can tell.
std::vector<Problem> check_network(const Requirement& way, const Plan& plan);

/// The features of the network's layer that carry people on foot: all of drawn lines, of OpenStreetMap those whose
/// tags say so.
Features walked_streets(const Scene& scene);

/// Supply as walks start from it.
struct WalkSupply {
  std::unique_ptr<WalkMap> walks;       ///< labels are rows of the supply's layer
  std::unique_ptr<AreaLocator> inside;  ///< of supply areas: who stands inside has arrived
  std::vector<std::uint32_t> inside_row;
  Issues issues;

  /// From a place and where it joined the streets.
  WalkMap::Reached from(Point place, const Snapped& snapped) const;
};

/// The streets of a plan: one graph, made once and shared by all standards, with the walks to each supply and the
/// snapping of each demand, made when first asked for. Shared by threads.
class StreetNetwork {
 public:
  StreetNetwork(const NetworkSpec& spec, const Scene& scene);

  const NetworkSpec& spec() const { return spec_; }
  const Graph& graph() const { return graph_; }
  /// The same streets with the effort of walking them. Throws Error{Fault::input} where no height is known of any.
  const Graph& graph(Ground ground) const { return ground == Ground::level ? graph_ : slopes().graph; }
  SnapOptions snapping() const;
  /// The layer that the streets were read from.
  const RoleData& streets() const { return *streets_.role; }
  /// Adds mends, pieces, ways that nobody walks; on slopes, where heights are missing or odd.
  void note(Ground ground, Issues& issues) const;

  /// The edges of a line of the street layer, in the order of its parts and along them; empty where nobody walks it.
  std::span<const std::uint32_t> edges_of(std::uint32_t row) const;

  /// Walks to a supply of any shape, over the whole network.
  const WalkSupply& walks_to(const Features& supply, Ground ground) const;
  std::vector<Snapped> snap(std::span<const Point> places) const;
  /// Where walks to a supply of any shape start, labelled by row; features that no street reaches have none.
  std::vector<WalkStart> starts_of(const Geometries& supply, std::span<const std::uint32_t> rows) const;

  /// Metres of a limit or, in minutes, what one walks in them.
  double metres_of(const Limit& limit, double value) const;

 private:
  struct Slopes {
    Graph graph;
    Issues issues;
  };
  void build(const Scene& scene);
  const Slopes& slopes() const;
  Slopes climb() const;
  void note_mends(const std::vector<const RoleData*>& layers);
  void note_pieces();
  void note_unreached(const Features& supply, const std::vector<WalkStart>& starts, Issues& issues) const;
  void note_islands(const Features& supply, const std::vector<WalkStart>& starts, Issues& issues) const;

  NetworkSpec spec_;
  Features streets_;
  int jobs_;
  Graph graph_;
  std::unique_ptr<SnapIndex> index_;
  std::vector<std::uint32_t> edge_begin_, edges_;  // of the street layer's rows
  Issues issues_;
  std::vector<char> off_ground_;  // by edge, where some do not follow the ground
  const RoleData* elevation_ = nullptr;
  mutable std::once_flag slopes_once_;
  mutable Slopes slopes_;

  struct Entry {
    std::once_flag once;
    std::shared_ptr<CutCache> owner;  // keeps the key's address from being used again
    WalkSupply supply;
  };
  mutable std::mutex mutex_;
  mutable std::map<std::tuple<const CutCache*, const std::uint32_t*, Ground>, Entry> supplies_;  // by layer and rows
};

}  // namespace gapmap

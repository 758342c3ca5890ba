// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "geo/cell_stream.h"
#include "geo/height_field.h"
#include "geo/layer.h"
#include "geo/partition.h"
#include "plan/plan.h"

namespace gapmap {

/// Area features cut at unit borders, made once for all standards that ask for the same rows.
class CutCache {
 public:
  const Partition::Pieces& pieces(const Geometries& areas, std::span<const std::uint32_t> rows,
                                  const Partition& partition, int jobs);

 private:
  struct Entry {
    std::once_flag once;
    Partition::Pieces pieces;
  };
  std::mutex mutex_;
  std::map<std::pair<const std::uint32_t*, const Partition*>, Entry> entries_;
};

/// The unit of each feature's place (its point, or a point inside it), found once for all standards.
class PlaceCache {
 public:
  /// By row of the layer; `outside()` of the partition for a feature without geometry.
  const std::vector<std::uint32_t>& buckets(const Geometries& geometries, const Partition& partition, int jobs);

 private:
  struct Entry {
    std::once_flag once;
    std::vector<std::uint32_t> buckets;
  };
  std::mutex mutex_;
  std::map<const Partition*, Entry> entries_;
};

class CellTotals;

/// A layer as it was read for a role, with the rows that each condition selects.
struct RoleData {
  const LayerSpec* spec = nullptr;
  const Layer* layer = nullptr;
  const std::map<std::string, std::vector<std::uint32_t>>* rows = nullptr;
  std::string place;  ///< file and layer, for messages
  bool is_raster = false;
  const CellStream* cells = nullptr;     ///< the people of a large raster, of which `layer` holds none
  const HeightField* heights = nullptr;  ///< of a raster that holds heights, of which `layer` holds none
  std::shared_ptr<CutCache> cuts = std::make_shared<CutCache>();
  std::shared_ptr<PlaceCache> places = std::make_shared<PlaceCache>();
  std::shared_ptr<CellTotals> totals = {};  ///< where there are cells

  /// Makes the role a stream.
  void take_cells(const CellStream& stream);
};

/// The features that a selection means.
struct Features {
  const RoleData* role = nullptr;
  std::span<const std::uint32_t> rows;

  const Layer& layer() const { return *role->layer; }
  /// Whether it is known where the feature lies; a record of a register may have no geometry.
  bool is_placed(std::uint32_t row) const { return layer().has_geometry() && !geometries().is_null(row); }
  const Geometries& geometries() const { return role->layer->geometries; }
  /// The features, which must be areas, cut at the borders of the partition's units.
  const Partition::Pieces& cut(const Partition& partition, int jobs) const {
    return role->cuts->pieces(geometries(), rows, partition, jobs);
  }
  /// The bucket of the place of every feature of the layer, by row.
  const std::vector<std::uint32_t>& buckets(const Partition& partition, int jobs) const {
    return role->places->buckets(geometries(), partition, jobs);
  }
};

class StreetNetwork;

/// The streets of a plan, made when the first standard walks along them.
struct LazyNetwork {
  std::once_flag once;
  std::shared_ptr<const StreetNetwork> streets;
  std::once_flag rows_once;
  std::vector<std::uint32_t> rows;  ///< of its layer: the features that carry people on foot
};

/// Everything that measures look at; immutable and shared by threads.
struct Scene {
  std::vector<Partition> partitions;  ///< at least one; the whole plan area where the plan has no units
  std::map<std::string, RoleData> roles;
  std::optional<NetworkSpec> network;
  int jobs = 1;
  Progress progress = {};  ///< may be called by several threads
  std::shared_ptr<LazyNetwork> lazy_network = std::make_shared<LazyNetwork>();

  /// The streets of the plan's network, which must have one. Throws Error{Fault::input} where nobody can walk there.
  const StreetNetwork& streets() const;

  /// The features of a role for which a condition that was asked for holds.
  Features features(const std::string& role, const std::string& condition) const;
  Features features(const Selection& selection) const { return features(selection.layer, selection.where); }
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "input/raster.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/cancel.h"
#include "base/error.h"

namespace gapmap {
namespace {

class RasterCells : public CellStream {
 public:
  RasterCells(std::shared_ptr<const RasterBlocks> blocks, const Projection& projection, std::vector<Point> sample,
              const std::optional<Box>& extent)
      : blocks_(std::move(blocks)), projection_(projection), sample_(std::move(sample)), extent_(extent) {}

  std::size_t blocks() const override { return blocks_->count(); }
  std::int64_t size() const override { return blocks_->size(); }
  std::int64_t columns() const override { return blocks_->columns(); }

  void read(std::size_t block, CellBlock& into) const override {
    blocks_->read(block, into);
    if (into.id.empty()) return;
    ways_.lend(
        [&] {
          auto way = std::make_unique<Projection>(projection_);
          way->choose(sample_);
          return way;
        },
        [&](const Projection& way) { way.carry(into.centre); });
    leave_out(into);
  }

 private:
  /// Cells that could not be carried, or that lie outside.
  void leave_out(CellBlock& block) const {
    const auto is_kept = [&](Point p) {
      return std::isfinite(p.x) && std::isfinite(p.y) && (!extent_ || extent_->contains(p));
    };
    if (std::all_of(block.centre.begin(), block.centre.end(), is_kept)) return;
    CellBlock kept;
    for (std::size_t tile = 0; tile < block.tiles(); ++tile) {
      for (std::uint32_t square = block.tile_begin[tile]; square < block.tile_begin[tile + 1]; ++square) {
        for (std::uint32_t i = block.square_begin[square]; i < block.square_begin[square + 1]; ++i) {
          const Point p = block.centre[i];
          if (!std::isfinite(p.x) || !std::isfinite(p.y)) ++kept.lost;
          if (!is_kept(p)) continue;
          kept.id.push_back(block.id[i]);
          kept.people.push_back(block.people[i]);
          kept.centre.push_back(p);
        }
        kept.end_square();
      }
      kept.end_tile();
    }
    block = std::move(kept);
  }

  std::shared_ptr<const RasterBlocks> blocks_;
  Projection projection_;
  std::vector<Point> sample_;
  std::optional<Box> extent_;
  mutable Pool<Projection> ways_;
};

}  // namespace

Layer read_raster(const RasterBlocks& blocks, const std::string& role, const std::string& place, std::size_t most) {
  std::vector<std::pair<std::int64_t, double>> cells;
  CellBlock block;
  for (std::size_t i = 0; i < blocks.count(); ++i) {
    stop_if_cancelled();
    blocks.read(i, block);
    for (std::size_t k = 0; k < block.id.size(); ++k) cells.emplace_back(block.id[k], block.people[k]);
    if (cells.size() > most)
      throw Error(
          Fault::input,
          say("{}：有人口的像元超过 {} 个", "{}: more than {} cells of the raster hold people", place,
              grouped(static_cast<double>(most))),
          {"这么大的栅格只用于不带条件的直线 reach 和 ratio；请用 gdalwarp -r sum -tr 合并像元，或给图层写 clip",
           "so large a raster goes with reach in a straight line and ratio only, without a condition; merge "
           "cells by gdalwarp -r sum -tr, or write clip for the layer"});
  }
  std::sort(cells.begin(), cells.end());
  Layer layer;
  layer.name = role;
  layer.geometries = Geometries(Shape::point);
  layer.geometries.reserve(cells.size(), cells.size());
  layer.ids.reserve(cells.size());
  Numbers people;
  people.reserve(cells.size());
  for (const auto& [id, value] : cells) {
    layer.geometries.add_point(blocks.centre(id));
    layer.ids.push_back(id);
    people.push_back(value);
  }
  layer.columns.push_back({"value", std::move(people), {}});
  return layer;
}

std::shared_ptr<const CellStream> stream_raster(std::shared_ptr<const RasterBlocks> blocks,
                                                const Projection& projection, std::vector<Point> sample,
                                                const std::optional<Box>& extent) {
  return std::make_shared<RasterCells>(std::move(blocks), projection, std::move(sample), extent);
}

}  // namespace gapmap

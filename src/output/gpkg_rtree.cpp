// SPDX-License-Identifier: MIT
#include "output/gpkg_rtree.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "base/parallel.h"
#include "output/sqlite_record.h"
#include "output/sqlite_table.h"

namespace gapmap::gpkg {

namespace {

// How SQLite stores a two-dimensional R*Tree on pages of 4096 bytes: nodes of 51 cells, each an
// eight-byte number and four floats (low x, high x, low y, high y), all big-endian; a node starts with
// the height of the tree (in the root only) and its number of cells.
constexpr std::size_t cells_a_node = 51;
constexpr std::size_t header_size = 4;
constexpr std::size_t cell_size = 8 + 4 * sizeof(float);
constexpr std::size_t node_size = header_size + cells_a_node * cell_size;

/// A feature or a node: its number and a box in floats that is never too small.
struct Cell {
  std::int64_t number;
  float low_x, high_x, low_y, high_y;
};

float rounded_down(double value) {
  const auto near = static_cast<float>(value);
  return near <= value ? near : std::nextafter(near, -std::numeric_limits<float>::infinity());
}

float rounded_up(double value) {
  const auto near = static_cast<float>(value);
  return near >= value ? near : std::nextafter(near, std::numeric_limits<float>::infinity());
}

/// Position along a Hilbert curve over a grid of 65536 x 65536 cells.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
  std::uint32_t position = 0;
  for (std::uint32_t side = 1U << 15; side > 0; side >>= 1) {
    const std::uint32_t right = (x & side) ? 1 : 0;
    const std::uint32_t upper = (y & side) ? 1 : 0;
    position += side * side * ((3 * right) ^ upper);
    if (upper == 0) {  // the lower quarters are turned so that the curve stays in one piece
      if (right == 1) {
        x = 0xffff - x;
        y = 0xffff - y;
      }
      std::swap(x, y);
    }
  }
  return position;
}

std::vector<std::uint32_t> curve_order(const std::vector<IndexEntry>& entries, int jobs) {
  Box all;
  for (const IndexEntry& entry : entries) all.add(entry.box);
  const double width = std::max(all.high.x - all.low.x, std::numeric_limits<double>::min());
  const double height = std::max(all.high.y - all.low.y, std::numeric_limits<double>::min());
  const auto grid = [](double share) { return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * 65535.0); };
  // Position and index in one number, which sorts faster than a pair.
  std::vector<std::uint64_t> keys(entries.size());
  constexpr std::size_t entries_at_once = 8192;
  for_each_chunk(entries.size(), entries_at_once, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) {
      const Box& box = entries[index].box;
      const std::uint64_t position = hilbert(grid(((box.low.x + box.high.x) / 2 - all.low.x) / width),
                                             grid(((box.low.y + box.high.y) / 2 - all.low.y) / height));
      keys[index] = position << 32 | index;
    }
  });
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order(entries.size());
  std::transform(keys.begin(), keys.end(), order.begin(),
                 [](std::uint64_t key) { return static_cast<std::uint32_t>(key); });
  return order;
}

/// Where each node of a level starts: cells spread evenly, so that no node is left nearly empty.
std::vector<std::size_t> node_starts(std::size_t cells) {
  const std::size_t nodes = std::max<std::size_t>(1, (cells + cells_a_node - 1) / cells_a_node);
  std::vector<std::size_t> starts(nodes + 1);
  for (std::size_t node = 0; node <= nodes; ++node) starts[node] = node * cells / nodes;
  return starts;
}

Cell around(const Cell* cells, std::size_t count, std::int64_t number) {
  Cell result = cells[0];
  for (std::size_t index = 1; index < count; ++index) {
    result.low_x = std::min(result.low_x, cells[index].low_x);
    result.high_x = std::max(result.high_x, cells[index].high_x);
    result.low_y = std::min(result.low_y, cells[index].low_y);
    result.high_y = std::max(result.high_y, cells[index].high_y);
  }
  result.number = number;
  return result;
}

/// A node of the tree: its height where it is the root, else 0, and its cells among those of all levels.
struct Node {
  std::size_t height = 0, first = 0, count = 0;
};

struct Nodes : TableRows {
  std::vector<Cell> cells;  ///< level by level, the entries' first
  std::vector<Node> nodes;  ///< by number from 1, the root's

  std::size_t size() const override { return nodes.size(); }
  std::int64_t key(std::size_t row) const override { return static_cast<std::int64_t>(row) + 1; }
  static RecordSize size_of_node() {
    RecordSize record;
    record.null();
    record.blob(node_size);
    return record;
  }
  std::size_t record_size(std::size_t) const override { return size_of_node().total(); }
  void write_record(std::size_t row, std::byte* into) const override {
    RecordWriter record(into, size_of_node().header());
    record.null();
    const Node& node = nodes[row];
    std::byte* const start = record.blob(node_size);
    std::byte* at = put_big_endian(put_big_endian(start, node.height, 2), node.count, 2);
    for (std::size_t i = node.first; i < node.first + node.count; ++i) {
      const Cell& cell = cells[i];
      at = put_big_endian(at, static_cast<std::uint64_t>(cell.number), sizeof cell.number);
      for (const float edge : {cell.low_x, cell.high_x, cell.low_y, cell.high_y})
        at = put_big_endian(at, std::bit_cast<std::uint32_t>(edge), sizeof edge);
    }
    std::fill(at, start + node_size, std::byte{0});
  }
};

/// Which node each thing is in.
struct Homes : TableRows {
  struct Home {
    std::int64_t number, node;
  };
  std::vector<Home> homes;

  std::size_t size() const override { return homes.size(); }
  std::int64_t key(std::size_t row) const override { return homes[row].number; }
  RecordSize size_of(std::size_t row) const {
    RecordSize record;
    record.null();
    record.integer(homes[row].node);
    return record;
  }
  std::size_t record_size(std::size_t row) const override { return size_of(row).total(); }
  void write_record(std::size_t row, std::byte* into) const override {
    RecordWriter record(into, size_of(row).header());
    record.null();
    record.integer(homes[row].node);
  }
};

}  // namespace

RtreeRoots write_rtree(PageFile& file, const std::vector<IndexEntry>& entries, int jobs) {
  const std::vector<std::uint32_t> order = curve_order(entries, jobs);
  Nodes tree;
  tree.cells.reserve(entries.size() + entries.size() / (cells_a_node / 2) + 1);
  for (const std::uint32_t index : order) {
    const IndexEntry& entry = entries[index];
    tree.cells.push_back({entry.id, rounded_down(entry.box.low.x), rounded_up(entry.box.high.x),
                          rounded_down(entry.box.low.y), rounded_up(entry.box.high.y)});
  }
  Homes rows, parents;
  rows.homes.resize(entries.size());
  tree.nodes.push_back({});  // the root, which is known last
  std::size_t first = 0, count = entries.size();
  for (std::size_t height = 0; tree.nodes.front().count == 0; ++height) {
    const std::vector<std::size_t> starts = node_starts(count);
    const bool is_root = starts.size() == 2;
    for (std::size_t node = 0; node + 1 < starts.size(); ++node) {
      const Node made{is_root ? height : 0, first + starts[node], starts[node + 1] - starts[node]};
      const std::int64_t number = is_root ? 1 : static_cast<std::int64_t>(tree.nodes.size()) + 1;
      for (std::size_t i = made.first; i < made.first + made.count; ++i) {
        if (height == 0)
          rows.homes[order[i]] = {tree.cells[i].number, number};
        else
          parents.homes.push_back({tree.cells[i].number, number});
      }
      if (is_root) {
        tree.nodes.front() = made;
      } else {
        tree.nodes.push_back(made);
        tree.cells.push_back(around(tree.cells.data() + made.first, made.count, number));
      }
    }
    if (count == 0) break;
    first += count;
    count = starts.size() - 1;
  }
  return {write_table(file, tree, jobs), write_table(file, rows, jobs), write_table(file, parents, jobs)};
}

}  // namespace gapmap::gpkg

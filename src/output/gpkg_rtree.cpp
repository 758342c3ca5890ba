// SPDX-License-Identifier: MIT
#include "output/gpkg_rtree.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

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

std::vector<std::uint32_t> curve_order(const std::vector<IndexEntry>& entries) {
  Box all;
  for (const IndexEntry& entry : entries) all.add(entry.box);
  const double width = std::max(all.high.x - all.low.x, std::numeric_limits<double>::min());
  const double height = std::max(all.high.y - all.low.y, std::numeric_limits<double>::min());
  const auto grid = [](double share) { return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * 65535.0); };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> keys(entries.size());
  for (std::size_t index = 0; index < entries.size(); ++index) {
    const Box& box = entries[index].box;
    keys[index] = {hilbert(grid(((box.low.x + box.high.x) / 2 - all.low.x) / width),
                           grid(((box.low.y + box.high.y) / 2 - all.low.y) / height)),
                   static_cast<std::uint32_t>(index)};
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order(entries.size());
  std::transform(keys.begin(), keys.end(), order.begin(), [](const auto& key) { return key.second; });
  return order;
}

class NodeBytes {
 public:
  NodeBytes() : bytes_(node_size) {}

  Bytes write(std::size_t height, const Cell* cells, std::size_t count) {
    std::fill(bytes_.begin(), bytes_.end(), std::byte{0});
    next_ = 0;
    put(static_cast<std::uint16_t>(height));
    put(static_cast<std::uint16_t>(count));
    for (std::size_t index = 0; index < count; ++index) {
      const Cell& cell = cells[index];
      put(static_cast<std::uint64_t>(cell.number));
      for (const float edge : {cell.low_x, cell.high_x, cell.low_y, cell.high_y}) {
        put(std::bit_cast<std::uint32_t>(edge));
      }
    }
    return bytes_;
  }

 private:
  template <typename Value>
  void put(Value value) {
    for (int shift = (static_cast<int>(sizeof(Value)) - 1) * 8; shift >= 0; shift -= 8) {
      bytes_[next_++] = static_cast<std::byte>((value >> shift) & 0xff);
    }
  }

  std::vector<std::byte> bytes_;
  std::size_t next_ = 0;
};

/// Where each node of a level starts: cells spread evenly, so that no node is left nearly empty.
std::vector<std::size_t> node_starts(std::size_t cells) {
  const std::size_t nodes = (cells + cells_a_node - 1) / cells_a_node;
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

}  // namespace

void fill_rtree(Database& database, const std::string& name, const std::vector<IndexEntry>& entries) {
  if (entries.empty()) return;
  Statement put_node = database.prepare("INSERT OR REPLACE INTO " + sql_name(name + "_node") + " VALUES(?, ?)");
  Statement put_parent = database.prepare("INSERT INTO " + sql_name(name + "_parent") + " VALUES(?, ?)");
  Statement put_row = database.prepare("INSERT INTO " + sql_name(name + "_rowid") + " VALUES(?, ?)");

  std::vector<Cell> cells;
  cells.reserve(entries.size());
  for (const std::uint32_t index : curve_order(entries)) {
    const IndexEntry& entry = entries[index];
    cells.push_back({entry.id, rounded_down(entry.box.low.x), rounded_up(entry.box.high.x),
                     rounded_down(entry.box.low.y), rounded_up(entry.box.high.y)});
  }

  std::vector<std::pair<std::int64_t, std::int64_t>> rows, parents;  // (row or node, the node it is in)
  rows.reserve(entries.size());
  NodeBytes bytes;
  std::int64_t next_node = 2;  // the root is node 1
  for (std::size_t height = 0;; ++height) {
    auto& homes = height == 0 ? rows : parents;
    const std::vector<std::size_t> starts = node_starts(cells.size());
    const bool is_root = starts.size() == 2;
    std::vector<Cell> level;
    for (std::size_t node = 0; node + 1 < starts.size(); ++node) {
      const Cell* const first = cells.data() + starts[node];
      const std::size_t count = starts[node + 1] - starts[node];
      const std::int64_t number = is_root ? 1 : next_node++;
      put_node.run_with(number, bytes.write(is_root ? height : 0, first, count));
      for (std::size_t index = 0; index < count; ++index) homes.emplace_back(first[index].number, number);
      level.push_back(around(first, count, number));
    }
    if (is_root) break;
    cells = std::move(level);
  }

  std::sort(rows.begin(), rows.end());
  for (const auto& [row, node] : rows) put_row.run_with(row, node);
  std::sort(parents.begin(), parents.end());
  for (const auto& [node, parent] : parents) put_parent.run_with(node, parent);
}

}  // namespace gapmap::gpkg

// SPDX-License-Identifier: MIT
#include "geo/cell_grid.h"

#include <algorithm>

namespace gapmap {

CellGrid::CellGrid(const Box& box, std::size_t cells) : box_(box) {
  if (box_.empty()) box_ = {{0, 0}, {0, 0}};
  const double width = box_.high.x - box_.low.x, height = box_.high.y - box_.low.y;
  const double wanted = static_cast<double>(std::clamp<std::size_t>(cells, 1, 1u << 24));
  cell_ = std::max({std::sqrt(width * height / wanted), width / wanted, height / wanted, 1e-6});
  columns_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(width / cell_)));
  rows_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(height / cell_)));
  begin_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/table_view.h"

namespace gapmap {

ColumnView view_of(const Column& column) {
  ColumnView view{column.name, {}, &column.missing};
  std::visit([&](const auto& values) { view.values = std::span(values); }, column.values);
  return view;
}

TableView view_of(const Layer& layer) {
  TableView view{layer.size(), &layer.geometries, {}, {}, {}};
  for (const Column& column : layer.columns) view.columns.push_back(view_of(column));
  return view;
}

}  // namespace gapmap

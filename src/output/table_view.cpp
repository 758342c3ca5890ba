// SPDX-License-Identifier: MIT
#include "output/table_view.h"

namespace gapmap {

TableView view_of(const Layer& layer) {
  TableView view{layer.size(), &layer.geometries, {}, {}, {}};
  for (const Column& column : layer.columns) {
    ColumnView& shown = view.columns.emplace_back(ColumnView{column.name, {}, &column.missing});
    std::visit([&](const auto& values) { shown.values = std::span(values); }, column.values);
  }
  return view;
}

}  // namespace gapmap

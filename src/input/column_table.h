// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include "geo/layer.h"

namespace gapmap {

/// What the virtual table named `features` shows: a layer's columns, or only their names.
struct ColumnTable {
  std::vector<std::string> names;
  const Layer* layer = nullptr;  ///< columns in the order of `names`; null where there are no rows
};

/// Registers the module `columns` on a connection; tables made with it show `*shown` and its rows.
void register_column_table(sqlite3* connection, ColumnTable* shown);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geo/layer.h"

namespace gapmap {

/// SQL conditions over the columns of a layer, evaluated by SQLite over the columns where they lie, so
/// that a condition means the same whatever format the data came in. A condition can only look: nothing
/// can be attached, written or loaded, and what would go on for ever is stopped.
class Conditions {
 public:
  Conditions();
  ~Conditions();

  /// The columns that a condition reads, out of those a source offers. Throws Error{Fault::plan} where it
  /// is not valid SQL or names an unknown column; `place` (file and layer) begins the message.
  std::vector<std::string> columns_of(const std::string& condition, const std::vector<std::string>& available,
                                      const std::string& place);

  /// The rows of the layer for which the condition holds, ascending.
  std::vector<std::uint32_t> rows(const std::string& condition, const Layer& layer, const std::string& place);

 private:
  struct Database;
  std::unique_ptr<Database> database_;
};

}  // namespace gapmap

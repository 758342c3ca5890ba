// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/standard.h"

namespace gapmap {

/// Figures of a document that must agree with each other: a sum or a product, and what the document says of it.
struct Consistency {
  enum class Operation { sum, product } operation = Operation::sum;
  enum class Relation { equals, at_least, at_most } relation = Relation::equals;
  Text title;
  std::string clause;
  std::vector<double> terms;
  double stated = 0;  ///< what `terms` must come to, or the bound that they must keep
  Text note;          ///< what follows for a reader of the results
  Position position;

  /// The terms added up or multiplied.
  double computed() const;
  /// Whether the figures agree, within rounding (1e-9 of the larger).
  bool holds() const;
};

/// What a document says about itself, true or not: one sentence.
struct Finding {
  Text words;
  Text note;
  bool holds = true;
  Position position;
};

/// "26 + 39 + 36 + 43 = 144, but the document says 158".
Finding finding_of(const Consistency& figures);

}  // namespace gapmap

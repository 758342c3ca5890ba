// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapmap {

/// Puts grades in order, the best first. Without a list of its own it reads the numeral in a grade: Arabic (1, 2级),
/// Roman in letters or signs (I, Ⅱ类), Chinese (一类, 二级) or a single letter (A, B级); 1, I, 一 and A are the best.
class GradeOrder {
 public:
  /// `best_first` may be empty.
  explicit GradeOrder(std::vector<std::string> best_first) : best_first_(std::move(best_first)) {}

  /// 1 for the best grade; nothing where the grade cannot be read.
  std::optional<int> rank(std::string_view grade) const;

 private:
  std::vector<std::string> best_first_;
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

namespace gapmap {

/// A sum kept as two numbers of twice the usual precision, so that a thousand million terms lose nothing that could be
/// seen, in whatever order and in whatever groups they are added: the error-free addition of D. E. Knuth, The Art of
/// Computer Programming 2, 4.2.2, theorem B. Sums of 32-bit floats of like size are exact.
class ExactSum {
 public:
  void add(double term) {
    const double sum = high_ + term, part = sum - high_;
    low_ += (high_ - (sum - part)) + (term - part);
    high_ = sum;
  }
  void add(const ExactSum& other) {
    add(other.high_);
    low_ += other.low_;
  }
  void subtract(const ExactSum& other) {
    add(-other.high_);
    low_ -= other.low_;
  }
  double value() const { return high_ + low_; }

 private:
  double high_ = 0, low_ = 0;
};

}  // namespace gapmap

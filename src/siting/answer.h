// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "siting/sparse.h"

namespace gapmap {

/// The best choice found, and what is proven about the best there can be.
struct Answer {
  bool feasible = false;     ///< false and proven: no choice satisfies the problem
  std::vector<Index> sites;  ///< chosen new sites, ascending; existing ones are not listed
  double value = 0;          ///< of the chosen sites, counted again from the problem as it was given
  double bound = 0;          ///< no choice is better than this
  bool proven = false;       ///< the value is the best there can be (real-valued data: to 1e-9 of it)
  double seconds = 0;
};

/// How long to work and whom to tell.
struct Control {
  double seconds = 60;                                     ///< after which the best so far is returned
  int jobs = 1;                                            ///< threads; the answer does not depend on them
  std::uint64_t seed = 1;                                  ///< of the random walks
  std::function<bool(double value, double bound)> listen;  ///< hears of the best so far; false stops the work
};

/// Time and listener of one run. Asked often; looks at the clock only.
class Watch {
 public:
  explicit Watch(const Control& control) : control_(control), begin_(std::chrono::steady_clock::now()) {}

  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }
  double left() const { return stopped_ ? 0 : control_.seconds - seconds(); }
  bool over() const { return left() <= 0; }
  void tell(double value, double bound) {
    if (control_.listen && !control_.listen(value, bound)) stopped_ = true;
  }
  const Control& control() const { return control_; }

 private:
  Control control_;
  std::chrono::steady_clock::time_point begin_;
  bool stopped_ = false;
};

/// When a lower bound proves a value: the bound need only exceed the next better value that can occur.
struct Closing {
  double grain = 0;  ///< 1 where all values are whole numbers, else 0

  bool closes(double bound, double value) const {
    const double slack = 1e-9 * (1 + (value < 0 ? -value : value));
    return bound > value - grain + (grain > 0 ? 1e-6 : 0) - (grain > 0 ? 0 : slack);
  }
};

/// The grain of sums of these numbers.
double grain_of(const std::vector<double>& numbers);

}  // namespace gapmap

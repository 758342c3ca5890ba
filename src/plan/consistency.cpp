// SPDX-License-Identifier: MIT
#include "plan/consistency.h"

#include <algorithm>
#include <cmath>

namespace gapmap {

double Consistency::computed() const {
  double value = operation == Operation::sum ? 0 : 1;
  for (const double term : terms) value = operation == Operation::sum ? value + term : value * term;
  return value;
}

bool Consistency::holds() const {
  const double value = computed();
  const double rounding = 1e-9 * std::max(std::abs(value), std::abs(stated));
  switch (relation) {
    case Relation::at_least: return value >= stated - rounding;
    case Relation::at_most: return value <= stated + rounding;
    default: return std::abs(value - stated) <= rounding;
  }
}

Finding finding_of(const Consistency& figures) {
  std::vector<std::string> terms;
  for (const double term : figures.terms) terms.push_back(exact(term));
  const bool is_sum = figures.operation == Consistency::Operation::sum;
  std::string reckoning = join(terms, is_sum ? " + " : " × ");
  if (terms.size() > 1) reckoning += " = " + exact(figures.computed());
  const std::string stated = exact(figures.stated);
  Text verdict;
  const bool holds = figures.holds();
  switch (figures.relation) {
    case Consistency::Relation::at_least:
      verdict = holds ? say("不少于 {}，一致", "at least {}, as it must be", stated)
                      : say("少于应有的 {}", "less than the {} that it must reach", stated);
      break;
    case Consistency::Relation::at_most:
      verdict = holds ? say("不超过 {}，一致", "at most {}, as it must be", stated)
                      : say("多于文件的 {}", "more than the document's {}", stated);
      break;
    default:
      verdict = holds ? say("与文件的 {} 一致", "as the document's {}", stated)
                      : say("文件写的是 {}", "but the document says {}", stated);
  }
  return {say("{}：{}，{}", "{}: {}, {}", figures.title, reckoning, verdict), figures.note, holds, figures.position};
}

}  // namespace gapmap

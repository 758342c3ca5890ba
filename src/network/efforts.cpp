// SPDX-License-Identifier: MIT
#include "network/efforts.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gapmap {
namespace {

using Step = Efforts::Step;

Micrometres to_tail(const Step& step) { return step.to_tail; }
Micrometres to_head(const Step& step) { return step.to_head; }

/// The value of one column at a place. Steps are a few dozen at most.
template <typename Column>
Micrometres value_at(std::span<const Step> steps, Micrometres along, Column column) {
  if (along <= 0) return column(steps.front());
  std::size_t k = 1;
  while (k + 1 < steps.size() && steps[k].along < along) ++k;
  const Step &a = steps[k - 1], &b = steps[k];
  if (along >= b.along) return column(b);
  const double rate = static_cast<double>(column(b) - column(a)) / static_cast<double>(b.along - a.along);
  return column(a) + std::llround(rate * static_cast<double>(along - a.along));
}

/// The last place at which a column that never falls is no more than `most`; the tail where it is more everywhere.
template <typename Column>
Micrometres last_place(std::span<const Step> steps, Micrometres most, Column column) {
  if (column(steps.front()) >= most) return 0;
  std::size_t k = 1;
  while (k < steps.size() && column(steps[k]) <= most) ++k;
  if (k == steps.size()) return steps.back().along;
  const Step &a = steps[k - 1], &b = steps[k];
  const double rate = static_cast<double>(b.along - a.along) / static_cast<double>(column(b) - column(a));
  return a.along + static_cast<Micrometres>(rate * static_cast<double>(most - column(a)));
}

}  // namespace

void Efforts::add_edge(std::span<const Step> steps) {
  assert(steps.size() > 1 && steps.front().along == 0 && steps.front().to_tail == 0 && steps.back().to_head == 0);
  steps_.insert(steps_.end(), steps.begin(), steps.end());
  begin_.push_back(steps_.size());
}

void Efforts::append(const Efforts& others) {
  const std::size_t before = steps_.size();
  steps_.insert(steps_.end(), others.steps_.begin(), others.steps_.end());
  for (std::size_t edge = 0; edge < others.edge_count(); ++edge) begin_.push_back(before + others.begin_[edge + 1]);
}

Micrometres Efforts::walk(std::size_t edge, Micrometres from, Micrometres to) const {
  const std::span<const Step> steps = steps_of(edge);
  return from <= to ? value_at(steps, from, to_head) - value_at(steps, to, to_head)
                    : value_at(steps, from, to_tail) - value_at(steps, to, to_tail);
}

Micrometres Efforts::first_within(std::size_t edge, Micrometres low, Micrometres most) const {
  const std::span<const Step> steps = steps_of(edge);
  const Micrometres far = value_at(steps, low, to_head) + most;
  if (far >= steps.front().to_head) return 0;
  std::size_t k = 1;
  while (steps[k].to_head > far) ++k;
  const Step &a = steps[k - 1], &b = steps[k];
  const double rate = static_cast<double>(b.along - a.along) / static_cast<double>(a.to_head - b.to_head);
  return b.along - static_cast<Micrometres>(rate * static_cast<double>(far - b.to_head));
}

Micrometres Efforts::last_within(std::size_t edge, Micrometres high, Micrometres most) const {
  const std::span<const Step> steps = steps_of(edge);
  return last_place(steps, value_at(steps, high, to_tail) + most, to_tail);
}

Micrometres Efforts::between(std::size_t edge, Micrometres low, Micrometres high, Micrometres longer) const {
  const std::span<const Step> steps = steps_of(edge);
  // The one walk grows towards the head as the other falls.
  const Micrometres apart = value_at(steps, low, to_tail) - value_at(steps, high, to_head) + longer;
  return last_place(steps, apart, [](const Step& step) { return step.to_tail - step.to_head; });
}

}  // namespace gapmap

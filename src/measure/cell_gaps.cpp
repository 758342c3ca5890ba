// SPDX-License-Identifier: MIT
#include "measure/cell_gaps.h"

#include <algorithm>

namespace gapmap {
namespace {

using Place = CellGaps::Place;

auto key_of(const Place& place, std::int64_t columns, int side) {
  return std::tuple(place.id / columns / side, place.id % columns / side, place.bucket, place.lacking);
}

void join(Place& into, const Place& other) {
  const double people = into.people + other.people, share = other.people / people;
  into.at.x += share * (other.at.x - into.at.x);
  into.at.y += share * (other.at.y - into.at.y);
  into.people = people;
  into.distance = std::max(into.distance, other.distance);
  into.id = std::min(into.id, other.id);
}

}  // namespace

void CellGaps::Found::add(const Place& cell) {
  cells_.push_back(cell);
  const auto key = key_of(cell, columns_, first_side);
  for (std::size_t i = open_; i < squares_.size(); ++i)
    if (key_of(squares_[i], columns_, first_side) == key) return join(squares_[i], cell);
  squares_.push_back(cell);
}

void CellGaps::add(const Found& found) {
  is_few_ = is_few_ && cells_.size() + found.cells_.size() <= most_;
  if (is_few_)
    cells_.insert(cells_.end(), found.cells_.begin(), found.cells_.end());
  else
    cells_ = {};
  squares_.insert(squares_.end(), found.squares_.begin(), found.squares_.end());
  if (squares_.size() > 2 * most_) merge();
}

/// Joins what lies in one square; squares grow until there are few enough.
void CellGaps::merge() {
  for (bool is_first = true; is_first || squares_.size() > most_; is_first = false) {
    if (!is_first) side_ *= 2;
    std::sort(squares_.begin(), squares_.end(), [&](const Place& a, const Place& b) {
      return std::pair(key_of(a, columns_, side_), a.id) < std::pair(key_of(b, columns_, side_), b.id);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < squares_.size(); ++i)
      if (kept > 0 && key_of(squares_[kept - 1], columns_, side_) == key_of(squares_[i], columns_, side_))
        join(squares_[kept - 1], squares_[i]);
      else
        squares_[kept++] = squares_[i];
    squares_.resize(kept);
    if (side_ > (1 << 29)) return;  // one a unit and kind
  }
}

const std::vector<Place>& CellGaps::finish() {
  if (!is_few_) merge();
  std::vector<Place>& places = is_few_ ? cells_ : squares_;
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.id, a.bucket, a.lacking) < std::tie(b.id, b.bucket, b.lacking);
  });
  return places;
}

}  // namespace gapmap

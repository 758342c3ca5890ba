// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/fate.h"
#include "siting/ruled_cover.h"

namespace gapmap {

/// A cover problem under rules as its solver sees it: demands that the same candidates serve alike are one group,
/// conflicts are also cliques of which one site may be chosen.
struct RuledMatrix {
  Sparse column;                 ///< candidate -> groups
  std::vector<double> gain;      ///< beside every item of `column`
  Sparse row;                    ///< group -> candidates
  std::vector<double> row_gain;  ///< beside every item of `row`
  std::vector<double> most;      ///< largest gain of each group
  std::vector<std::uint8_t> need;
  std::vector<double> capacity;
  std::vector<char> is_new;  ///< candidate -> counts as a new site
  std::vector<Fate> fate;    ///< by role
  std::size_t sites = 0;
  double total = 0;  ///< if every group gained its most

  Sparse limit;                   ///< limit -> candidates: first those of the rules, then cliques
  std::vector<double> use;        ///< beside every item of `limit`, scaled like `room`
  std::vector<double> room;       ///< of each limit
  Sparse ruled_by;                ///< candidate -> limits
  std::vector<double> ruled_use;  ///< beside every item of `ruled_by`
  Sparse conflicts;

  std::size_t groups() const { return most.size(); }
  std::size_t candidates() const { return column.size(); }
};

RuledMatrix ruled_matrix(const RuledCover& problem);

/// Closes the free candidates that the open ones rule out; false where the open ones break a rule themselves.
bool settle(const RuledMatrix& matrix, std::vector<Fate>& fate);

/// Decided open sites that count as new, and sites to be added within the rules, one at a time.
class RuledBasket {
 public:
  explicit RuledBasket(const RuledMatrix& matrix);
  bool holds(Index candidate) const { return inside_[candidate] != 0; }
  bool allows(Index candidate) const;
  void add(Index candidate);
  void remove(Index candidate);
  /// In ascending order, existing ones included.
  std::vector<Index> all() const;
  /// New sites only.
  std::vector<Index> chosen() const;

 private:
  const RuledMatrix& matrix_;
  std::vector<char> inside_;
  std::vector<int> blocked_;  ///< open sites in conflict
  std::vector<double> left_;
  std::size_t count_ = 0;
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "siting/sparse.h"

namespace gapmap {

/// How much demand sites with capacities can serve together: a maximum flow from sites to demand, which may be split.
/// E. A. Dinic (1970), Algorithm for solution of a problem of maximum flow in a network with power estimation.
class CapacityFlow {
 public:
  /// `serves`: site -> demands; `size`: of each demand; `capacity`: of each site, may be infinite.
  CapacityFlow(const Sparse& serves, std::span<const double> size, std::span<const double> capacity)
      : serves_(serves), size_(size), capacity_(capacity) {}

  /// Runs the flow from these sites; returns what they serve.
  double run(std::span<const Index> sites);

  double unserved(std::size_t demand) const { return left_[demand]; }
  /// Of the last run: what site number `k` of those given serves of the `n`th demand on its list.
  double flow(std::size_t k, std::size_t n) const { return flow_[begin_[k] + n]; }

 private:
  bool level();
  double push(std::size_t k, double amount);

  const Sparse& serves_;
  std::span<const double> size_, capacity_;
  std::vector<Index> sites_;
  std::vector<double> left_, room_, flow_;
  std::vector<std::size_t> begin_;
  std::vector<std::vector<std::pair<Index, std::size_t>>> servers_;  ///< demand -> (site number, flow index)
  std::vector<int> site_level_, demand_level_;
  std::vector<std::size_t> site_next_, demand_next_;
};

}  // namespace gapmap

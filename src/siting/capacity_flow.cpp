// SPDX-License-Identifier: MIT
#include "siting/capacity_flow.h"

#include <algorithm>

namespace gapmap {
namespace {

constexpr double speck = 1e-9;  // of a person: rounding, not demand

}  // namespace

double CapacityFlow::run(std::span<const Index> sites) {
  sites_.assign(sites.begin(), sites.end());
  left_.assign(size_.begin(), size_.end());
  room_.clear();
  begin_.assign(1, 0);
  servers_.resize(size_.size());
  for (auto& list : servers_) list.clear();
  double served = 0;
  for (std::size_t k = 0; k < sites_.size(); ++k) {
    room_.push_back(capacity_.empty() ? 1e300 : capacity_[sites_[k]]);
    const auto list = serves_[sites_[k]];
    for (std::size_t n = 0; n < list.size(); ++n) servers_[list[n]].push_back({static_cast<Index>(k), begin_[k] + n});
    begin_.push_back(begin_[k] + serves_.length(sites_[k]));
  }
  flow_.assign(begin_.back(), 0);
  // A plain first fill, so that only what must move is moved by the search.
  for (std::size_t k = 0; k < sites_.size(); ++k) {
    const auto list = serves_[sites_[k]];
    for (std::size_t n = 0; n < list.size() && room_[k] > speck; ++n) {
      const double amount = std::min(room_[k], left_[list[n]]);
      if (amount <= 0) continue;
      flow_[begin_[k] + n] += amount;
      left_[list[n]] -= amount;
      room_[k] -= amount;
      served += amount;
    }
  }
  while (level()) {
    site_next_.assign(sites_.size(), 0);
    demand_next_.assign(size_.size(), 0);
    for (std::size_t k = 0; k < sites_.size(); ++k)
      while (room_[k] > speck) {
        const double amount = push(k, room_[k]);
        if (amount <= speck) break;
        room_[k] -= amount;
        served += amount;
      }
  }
  return served;
}

/// Steps from the nearest site with room; true where some unserved demand is reached.
bool CapacityFlow::level() {
  site_level_.assign(sites_.size(), -1);
  demand_level_.assign(size_.size(), -1);
  std::vector<std::size_t> queue;
  for (std::size_t k = 0; k < sites_.size(); ++k)
    if (room_[k] > speck) site_level_[k] = 0, queue.push_back(k);
  bool reaches = false;
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const std::size_t k = queue[head];
    for (const Index i : serves_[sites_[k]]) {
      if (demand_level_[i] >= 0) continue;
      demand_level_[i] = site_level_[k] + 1;
      if (left_[i] > speck) reaches = true;
      for (const auto& [other, at] : servers_[i])
        if (site_level_[other] < 0 && flow_[at] > speck) {
          site_level_[other] = demand_level_[i] + 1;
          queue.push_back(other);
        }
    }
  }
  return reaches;
}

/// Sends up to `amount` from a site, over other sites' demand where need be; returns what was sent.
double CapacityFlow::push(std::size_t k, double amount) {
  const auto list = serves_[sites_[k]];
  for (std::size_t& n = site_next_[k]; n < list.size(); ++n) {
    const Index i = list[n];
    if (demand_level_[i] != site_level_[k] + 1) continue;
    double& mine = flow_[begin_[k] + n];
    if (left_[i] > speck) {
      const double sent = std::min(amount, left_[i]);
      left_[i] -= sent;
      mine += sent;
      return sent;
    }
    for (std::size_t& s = demand_next_[i]; s < servers_[i].size(); ++s) {
      const auto [other, at] = servers_[i][s];
      if (site_level_[other] != demand_level_[i] + 1 || flow_[at] <= speck) continue;
      const double sent = push(other, std::min(amount, flow_[at]));
      if (sent > speck) {
        flow_[at] -= sent;
        mine += sent;
        return sent;
      }
    }
  }
  return 0;
}

}  // namespace gapmap

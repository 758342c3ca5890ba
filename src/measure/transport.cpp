// SPDX-License-Identifier: MIT
#include "measure/transport.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <queue>
#include <tuple>

#include "base/cancel.h"
#include "base/parallel.h"

namespace gapmap {
namespace {

constexpr double rounding = 1e-9;       // relative: less than this is no excess and no room
constexpr std::size_t first_ways = 16;  // of each demand, before prices are known
constexpr double infinite = std::numeric_limits<double>::infinity();

/// One solution over given ways; the last facility stands for "nowhere".
class Allocation {
 public:
  Allocation(const TransportProblem& problem, const std::vector<std::vector<Way>>& ways)
      : problem_(problem),
        ways_(ways),
        nowhere_(static_cast<std::uint32_t>(problem.capacities.size())),
        size_(problem.capacities.size() + 1),
        // Dearer than any chain of moves, so that as much as possible is served.
        refusal_((static_cast<double>(size_) + 1) * (problem.farthest + 1)),
        shares_(problem.amounts.size()),
        load_(size_, 0),
        price_(size_, 0),
        members_(size_),
        lanes_(size_),
        has_moves_(size_, 0),
        cost_(size_, infinite),
        is_settled_(size_, 0),
        before_(size_, 0) {}

  void solve() {
    for (std::uint32_t demand = 0; demand < shares_.size(); ++demand) {
      const Way nearest = ways_[demand].empty() ? Way{nowhere_, refusal_} : ways_[demand].front();
      add(demand, nearest.facility, nearest.distance, problem_.amounts[demand]);
      load_[nearest.facility] += problem_.amounts[demand];
    }
    for (std::uint32_t facility = 0; facility < nowhere_; ++facility)
      while (load_[facility] - problem_.capacities[facility] > slack(facility)) {
        stop_if_cancelled();
        push_from(facility);
      }
  }

  /// The ways that would serve the demand more cheaply than it is served, at the prices found, but were not looked at;
  /// none where it is served as well as it can be. `cheapest` is the lowest price of a facility; all ways up to the
  /// distance `looked_to` were looked at.
  std::vector<Way> missed(std::size_t demand, double cheapest, double looked_to) const {
    double dearest = 0;
    for (const Share& share : shares_[demand]) dearest = std::max(dearest, share.distance + price_[share.facility]);
    const double least_gain = rounding * (problem_.farthest + 1), farthest = dearest - cheapest - least_gain;
    const std::vector<Way>& known = ways_[demand];
    if (looked_to >= farthest) return {};
    std::vector<Way> all;
    for (std::size_t count = 4 * first_ways;; count *= 4) {
      all = problem_.nearest(demand, std::min<std::size_t>(count, nowhere_));
      if (count >= nowhere_ || all.size() < count || all.back().distance >= farthest) break;
    }
    std::erase_if(all, [&](const Way& way) {
      return way.distance + price_[way.facility] >= dearest - least_gain ||
             std::any_of(known.begin(), known.end(), [&](const Way& one) { return one.facility == way.facility; });
    });
    return all;
  }
  double cheapest_price() const { return *std::min_element(price_.begin(), price_.end() - 1); }

  void add_trips(std::vector<Trip>& trips) const {
    for (std::uint32_t demand = 0; demand < shares_.size(); ++demand) {
      std::vector<Share> shares = shares_[demand];
      std::sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) { return a.facility < b.facility; });
      for (const Share& share : shares)
        trips.push_back(share.facility == nowhere_ ? Trip{demand, Trip::nowhere, share.amount, NAN}
                                                   : Trip{demand, share.facility, share.amount, share.distance});
    }
  }

 private:
  struct Share {
    std::uint32_t facility;
    double distance, amount;
  };
  /// The extra distance of a demand that goes to another facility instead.
  struct Move {
    double extra = infinite;
    std::uint32_t demand = 0;
    bool operator>(const Move& other) const {
      return extra != other.extra ? extra > other.extra : demand > other.demand;
    }
  };
  using Heap = std::priority_queue<Move, std::vector<Move>, std::greater<>>;
  /// The moves from one facility to another.
  struct Lane {
    std::uint32_t to;
    Move best;   ///< the cheapest that is still there
    Heap moves;  ///< with those that have left
  };

  double capacity(std::uint32_t facility) const {
    return facility == nowhere_ ? infinite : problem_.capacities[facility];
  }
  double slack(std::uint32_t facility) const {
    return std::isinf(capacity(facility)) ? 0 : rounding * std::max(1.0, load_[facility]);
  }
  bool has_room(std::uint32_t facility) const { return capacity(facility) - load_[facility] > slack(facility); }

  const Share* find(std::uint32_t demand, std::uint32_t facility) const {
    for (const Share& share : shares_[demand])
      if (share.facility == facility) return &share;
    return nullptr;
  }

  void add(std::uint32_t demand, std::uint32_t facility, double distance, double amount) {
    for (Share& share : shares_[demand])
      if (share.facility == facility) return void(share.amount += amount);
    shares_[demand].push_back({facility, distance, amount});
    members_[facility].push_back(demand);
    if (has_moves_[facility]) add_moves(demand, facility, distance);
  }

  void take(std::uint32_t demand, std::uint32_t facility, double amount) {
    std::vector<Share>& shares = shares_[demand];
    const auto share =
        std::find_if(shares.begin(), shares.end(), [&](const Share& one) { return one.facility == facility; });
    share->amount -= amount;
    if (share->amount > 0) return;
    shares.erase(share);
    if (!has_moves_[facility]) return;
    for (const Way& way : ways_[demand]) renew(demand, facility, way.facility);
    renew(demand, facility, nowhere_);
  }

  void add_moves(std::uint32_t demand, std::uint32_t from, double distance) {
    for_each_move(demand, from, distance, [&](std::uint32_t to, const Move& move) {
      std::vector<Lane>& lanes = lanes_[from];
      auto lane = lane_to(from, to);
      if (lane == lanes.end() || lane->to != to) lane = lanes.insert(lane, {to, {}, {}});
      lane->moves.push(move);
      if (lane->best > move) lane->best = move;
    });
  }

  template <typename Use>
  void for_each_move(std::uint32_t demand, std::uint32_t from, double distance, const Use& use) const {
    for (const Way& way : ways_[demand])
      if (way.facility != from) use(way.facility, Move{way.distance - distance, demand});
    if (from != nowhere_) use(nowhere_, Move{refusal_ - distance, demand});
  }

  /// The lane between two facilities, or where it would stand.
  std::vector<Lane>::iterator lane_to(std::uint32_t from, std::uint32_t to) {
    return std::lower_bound(lanes_[from].begin(), lanes_[from].end(), to,
                            [](const Lane& lane, std::uint32_t number) { return lane.to < number; });
  }

  /// A demand has left: where it was the best to move, the next one still there is.
  void renew(std::uint32_t demand, std::uint32_t from, std::uint32_t to) {
    if (to == from) return;
    const auto lane = lane_to(from, to);
    if (lane == lanes_[from].end() || lane->to != to || lane->best.demand != demand) return;
    Heap& heap = lane->moves;
    while (!heap.empty() && !find(heap.top().demand, from)) heap.pop();
    lane->best = heap.empty() ? Move{} : heap.top();
  }

  /// The heaps of a facility are made when a search first comes by: most are never needed.
  void require_moves(std::uint32_t facility) {
    if (has_moves_[facility]) return;
    has_moves_[facility] = 1;
    std::vector<std::pair<std::uint32_t, Move>> moves;
    for (const std::uint32_t demand : members_[facility])
      if (const Share* share = find(demand, facility))
        for_each_move(demand, facility, share->distance,
                      [&](std::uint32_t to, const Move& move) { moves.emplace_back(to, move); });
    std::stable_sort(moves.begin(), moves.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto first = moves.begin(); first != moves.end();) {
      std::vector<Move> same;
      const std::uint32_t to = first->first;
      for (; first != moves.end() && first->first == to; ++first) same.push_back(first->second);
      Heap heap(std::greater<>(), std::move(same));
      const Move best = heap.top();
      lanes_[facility].push_back({to, best, std::move(heap)});
    }
  }

  /// Dijkstra from an overfull facility to the nearest one with room (there always is one: nowhere).
  void push_from(std::uint32_t source) {
    for (const std::uint32_t facility : reached_) {
      cost_[facility] = infinite;
      is_settled_[facility] = 0;
    }
    reached_.assign(1, source);
    settled_.clear();
    std::priority_queue<std::pair<double, std::uint32_t>, std::vector<std::pair<double, std::uint32_t>>, std::greater<>>
        next;
    cost_[source] = 0;
    std::uint32_t here = source;
    while (here == source || !has_room(here)) {
      is_settled_[here] = 1;
      settled_.push_back(here);
      require_moves(here);
      const double base = cost_[here] - price_[here];
      for (const Lane& lane : lanes_[here]) {
        const double there = std::max(cost_[here], base + lane.best.extra + price_[lane.to]);
        if (is_settled_[lane.to] || there >= cost_[lane.to]) continue;
        if (std::isinf(cost_[lane.to])) reached_.push_back(lane.to);
        cost_[lane.to] = there;
        before_[lane.to] = here;
        next.emplace(there, lane.to);
      }
      do {
        assert(!next.empty() && "whoever has a place can be refused it");
        here = next.top().second;
        next.pop();
      } while (is_settled_[here]);
    }
    for (const std::uint32_t facility : settled_) price_[facility] += cost_[here] - cost_[facility];
    push_along(source, here);
  }

  void push_along(std::uint32_t source, std::uint32_t target) {
    double amount = std::min(load_[source] - capacity(source), capacity(target) - load_[target]);
    chain_.assign(1, target);
    moved_.clear();
    while (chain_.back() != source) {
      const std::uint32_t to = chain_.back(), from = before_[to];
      moved_.push_back(lane_to(from, to)->best.demand);
      amount = std::min(amount, find(moved_.back(), from)->amount);
      chain_.push_back(from);
    }
    for (std::size_t k = moved_.size(); k-- > 0;) {
      add(moved_[k], chain_[k], distance_of(moved_[k], chain_[k]), amount);
      take(moved_[k], chain_[k + 1], amount);
    }
    load_[source] -= amount;
    load_[target] += amount;
  }

  double distance_of(std::uint32_t demand, std::uint32_t facility) const {
    for (const Way& way : ways_[demand])
      if (way.facility == facility) return way.distance;
    return refusal_;
  }

  const TransportProblem& problem_;
  const std::vector<std::vector<Way>>& ways_;
  std::uint32_t nowhere_;
  std::size_t size_;  ///< facilities and nowhere
  double refusal_;
  std::vector<std::vector<Share>> shares_;
  std::vector<double> load_;
  std::vector<double> price_;                        ///< what a place costs beside the distance; 0 where there is room
  std::vector<std::vector<std::uint32_t>> members_;  ///< with those that have left
  std::vector<std::vector<Lane>> lanes_;             ///< of each facility, by where they lead
  std::vector<char> has_moves_;
  // Of one search.
  std::vector<double> cost_;
  std::vector<char> is_settled_;
  std::vector<std::uint32_t> before_, reached_, settled_, chain_, moved_;
};

/// Without capacities everybody goes to the nearest.
std::vector<Trip> to_nearest(const TransportProblem& problem) {
  std::vector<Trip> trips(problem.amounts.size());
  for_each_chunk(trips.size(), 1024, problem.jobs, [&](std::size_t begin, std::size_t end) {
    stop_if_cancelled();
    for (std::size_t demand = begin; demand < end; ++demand) {
      const std::vector<Way> ways = problem.nearest(demand, 1);
      const Way way = ways.empty() ? Way{Trip::nowhere, NAN} : ways.front();
      trips[demand] = {static_cast<std::uint32_t>(demand), way.facility, problem.amounts[demand], way.distance};
    }
  });
  return trips;
}

}  // namespace

std::vector<Trip> transport(const TransportProblem& problem) {
  const std::size_t facilities = problem.capacities.size();
  const bool is_limited = std::any_of(problem.capacities.begin(), problem.capacities.end(),
                                      [](double capacity) { return std::isfinite(capacity); });
  if (!is_limited) return to_nearest(problem);
  const std::size_t count = std::min(first_ways, facilities);
  std::vector<std::vector<Way>> ways(problem.amounts.size());
  std::vector<double> looked_to(ways.size(), infinite);
  for_each_chunk(ways.size(), 256, problem.jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t demand = begin; demand < end; ++demand) {
      ways[demand] = problem.nearest(demand, count);
      if (ways[demand].size() == count && count < facilities) looked_to[demand] = ways[demand].back().distance;
    }
  });
  for (;;) {
    Allocation allocation(problem, ways);
    allocation.solve();
    std::atomic<bool> is_done = true;
    if (count < facilities) {
      const double cheapest = allocation.cheapest_price();
      for_each_chunk(ways.size(), 256, problem.jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t demand = begin; demand < end; ++demand) {
          const std::vector<Way> missed = allocation.missed(demand, cheapest, looked_to[demand]);
          if (missed.empty()) continue;
          is_done = false;
          std::vector<Way>& all = ways[demand];
          all.insert(all.end(), missed.begin(), missed.end());
          std::sort(all.begin(), all.end(), [](const Way& one, const Way& other) {
            return std::tie(one.distance, one.facility) < std::tie(other.distance, other.facility);
          });
        }
      });
    }
    if (!is_done) continue;
    std::vector<Trip> trips;
    allocation.add_trips(trips);
    return trips;
  }
}

}  // namespace gapmap

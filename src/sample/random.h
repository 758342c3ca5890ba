// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace gapmap::sample {

/// One step of splitmix64 (Steele, Lea and Flood 2014): spreads any number over 64 bits.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

/// A number that stands for a list of numbers: the seed of whatever they name.
constexpr std::uint64_t hashed(std::initializer_list<std::uint64_t> parts) {
  std::uint64_t hash = 0;
  for (const std::uint64_t part : parts) hash = mixed(hash ^ mixed(part));
  return hash;
}

/// 0 <= x < 1 from the upper 53 bits.
constexpr double unit_real(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

/// Random numbers that are the same with every library: the standard distributions are not. Draw one a
/// statement: C++ leaves open in which order the arguments of a call are worked out.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() { return mixed(state_++ * 0x2545f4914f6cdd1dU + 1); }
  double real() { return unit_real(next()); }
  double between(double low, double high) { return low + (high - low) * real(); }
  std::int64_t below(std::int64_t count) { return static_cast<std::int64_t>(real() * static_cast<double>(count)); }
  bool chance(double share) { return real() < share; }

 private:
  std::uint64_t state_;
};

/// Counts whole things out of a running sum of expectations, so that totals come out right whatever
/// the single amounts are.
class Tally {
 public:
  /// How many things fall due when `expected` more are due.
  std::int64_t take(double expected) {
    due_ += expected;
    const double whole = std::floor(due_);
    due_ -= whole;
    return static_cast<std::int64_t>(whole);
  }

 private:
  double due_ = 0.5;
};

}  // namespace gapmap::sample

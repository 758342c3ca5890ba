// SPDX-License-Identifier: MIT
#include "base/parallel.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

namespace gapmap {

TEST_CASE("things made at once are used one by one, in order, and few of them wait") {
  for (const int jobs : {1, 2, 8}) {
    CAPTURE(jobs);
    constexpr std::size_t count = 500;
    std::vector<int> made(count, 0);
    std::vector<std::size_t> used;
    std::atomic<int> waiting{0}, most{0};
    make_and_use(
        count, jobs,
        [&](std::size_t i) {
          made[i] = 1;
          const int here = ++waiting;
          for (int seen = most; here > seen && !most.compare_exchange_weak(seen, here);) {
          }
        },
        [&](std::size_t i) {
          CHECK(made[i] == 1);
          used.push_back(i);
          --waiting;
        });
    CHECK(used.size() == count);
    for (std::size_t i = 0; i < used.size(); ++i) CHECK(used[i] == i);
    CHECK(most <= jobs + 1);
  }
}

TEST_CASE("a fault in making or using comes out of make_and_use") {
  const auto fail_at = [](std::size_t bad) {
    return [bad](std::size_t i) {
      if (i == bad) throw std::runtime_error("no");
    };
  };
  const auto nothing = [](std::size_t) {};
  CHECK_THROWS_AS(make_and_use(100, 2, fail_at(40), nothing), std::runtime_error);
  CHECK_THROWS_AS(make_and_use(100, 2, nothing, fail_at(40)), std::runtime_error);
}

}  // namespace gapmap

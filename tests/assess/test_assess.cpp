// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

#include "assess/assessment.h"

namespace gapmap {
namespace {

/// Standards of one way whose readings are known: the i-th serves i of 100.
struct Known {
  Plan plan;
  Scene scene;
  std::vector<std::size_t> standards;

  Known(std::size_t count, int jobs) {
    scene.partitions.push_back(Partition::whole());
    scene.jobs = jobs;
    for (std::size_t i = 0; i < count; ++i) {
      plan.standards.emplace_back().ways.emplace_back();
      standards.push_back(i);
    }
  }
  std::optional<StandardResult> result(std::size_t standard) const {
    // The later, the sooner: results come in the order of the standards, not in that of their making.
    std::this_thread::sleep_for(std::chrono::microseconds(20 * (standards.size() - standard)));
    StandardResult known;
    known.standard = standard;
    known.reading.tallies.emplace_back(scene.partitions.front().bucket_count());
    known.reading.tallies[0].add(scene.partitions.front().outside(), "", {static_cast<double>(standard), 100});
    known.reading.value_unit = "share";
    return known;
  }
};

}  // namespace

TEST_CASE("results are handed on one after the other in their order, each complete, whatever the number of threads") {
  for (const int jobs : {1, 2, 4}) {
    CAPTURE(jobs);
    const Known town(60, jobs);
    std::vector<double> used;
    const Assessment assessment = assess(
        town.plan, town.standards, town.scene, {}, [&](std::size_t standard) { return town.result(standard); },
        [&](const StandardResult& one) {
          REQUIRE(one.standard == used.size());
          used.push_back(one.whole().value.value_or(-1));
        });
    REQUIRE(used.size() == town.standards.size());
    for (std::size_t i = 0; i < used.size(); ++i) {
      CHECK(used[i] == Approx(static_cast<double>(i) / 100));
      CHECK(assessment.results[i].standard == i);
    }
  }
}

TEST_CASE("what fails while a result is used ends the assessment") {
  for (const int jobs : {1, 4}) {
    const Known town(30, jobs);
    std::size_t used = 0;
    CHECK_THROWS_AS(
        assess(
            town.plan, town.standards, town.scene, {}, [&](std::size_t standard) { return town.result(standard); },
            [&](const StandardResult&) {
              if (++used == 5) throw std::runtime_error("the disk is full");
            }),
        std::runtime_error);
    CHECK(used == 5);
  }
}

}  // namespace gapmap

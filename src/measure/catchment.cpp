// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "measure/catchment_problem.h"
#include "measure/list.h"

namespace gapmap {
namespace {

std::vector<Need> needs(const Requirement& way, const Plan& plan) {
  const Selection &demand = way.selection("demand"), &supply = way.selection("supply");
  std::vector<Need> all{{demand.layer, demand.where, {}, {}, {}}, {supply.layer, supply.where, {}, {}, {}}};
  need_demand_weight(all[0], demand, plan);
  if (const std::string capacity = way.text("capacity"); !capacity.empty()) all[1].numbers.insert(capacity);
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan&) {
  std::vector<Problem> problems;
  if (way.text("along", "straight") == "walk")
    problems.push_back({way.position,
                        {"catchment 还不能按步行距离计算", "catchment cannot measure along the streets yet"},
                        {"先用 along = \"straight\"", "use along = \"straight\" for now"}});
  if (const double share = way.number("share", 1); share < 0 || share > 1)
    problems.push_back(
        {way.position, say("share 应在 0 到 1 之间，这里是 {}", "share must be between 0 and 1, not {}", share), {}});
  if (!way.target.by.empty())
    problems.push_back({way.position,
                        {"catchment 的 target 不能分级", "the target of a catchment cannot be by class"},
                        {"用 where 分成几个标准", "write several standards, with a where each"}});
  return problems;
}

/// The reading of an allocation: facilities by unit, held against the target one by one.
class CatchmentReading {
 public:
  CatchmentReading(const Requirement& way, const Scene& scene)
      : scene_(scene),
        range_(way.target.range),
        demand_(scene.features(way.selection("demand"))),
        supply_(scene.features(way.selection("supply"))),
        weight_(Weight::of_demand(way.selection("demand"), *demand_.role)),
        capacity_(way.text("capacity")),
        places_(catchment_places(demand_, weight_, supply_, capacity_)) {
    reading_.amount_unit = weight_.unit(true);
    reading_.value_unit = reading_.amount_unit + "/facility";
    reading_.one_by_one.emplace().share = way.number("share", 1);
    reading_.one_by_one->beyond_breaks = !capacity_.empty();
    note_missing(demand_, weight_, reading_.issues);
    if (!capacity_.empty()) note_missing(supply_, {{Amount::What::field, capacity_}}, reading_.issues);
    for (PlaceList* list : {&reading_.gap.emplace(), &reading_.served.emplace()}) {
      list->geometries = Geometries(Shape::point);
      list->texts("finding");
    }
  }

  Reading read() {
    const std::vector<Trip> trips = allocate();
    std::vector<double> load(places_.facilities.size(), 0);
    for (const Trip& trip : trips)
      if (trip.facility != Trip::nowhere) load[trip.facility] += trip.amount;
    for (std::size_t i = 0; i < scene_.partitions.size(); ++i) count(i, trips, load);
    for (std::size_t k = 0; k < load.size(); ++k) list_facility(k, load[k]);
    if (!capacity_.empty())
      for (const Trip& trip : trips)
        if (trip.facility == Trip::nowhere) list_beyond(trip);
    return std::move(reading_);
  }

 private:
  std::vector<Trip> allocate() const {
    const StraightWays ways(places_, supply_);
    TransportProblem problem;
    for (const CatchmentPlaces::Demand& demand : places_.demands) problem.amounts.push_back(demand.amount);
    for (const CatchmentPlaces::Facility& facility : places_.facilities)
      problem.capacities.push_back(facility.capacity);
    problem.nearest = [&](std::size_t demand, std::size_t most) { return ways.nearest(demand, most); };
    problem.farthest = ways.farthest();
    problem.jobs = scene_.jobs;
    return transport(problem);
  }

  /// Too many (positive) or too few (negative) people for the target.
  double excess(double load) const {
    if (range_.max && load > *range_.max) return load - *range_.max;
    if (range_.min && load < *range_.min) return load - *range_.min;
    return 0;
  }

  void count(std::size_t i, const std::vector<Trip>& trips, const std::vector<double>& load) {
    const Partition& partition = scene_.partitions[i];
    Tally& tally = reading_.tallies.emplace_back(partition.bucket_count());
    Tally& kept = reading_.one_by_one->kept.emplace_back(partition.bucket_count());
    Tally& beyond = reading_.one_by_one->beyond.emplace_back(partition.bucket_count());
    tally.know("");
    for (std::size_t k = 0; k < load.size(); ++k) {
      const std::size_t bucket = partition.locate(places_.facilities[k].place);
      tally.add(bucket, "", {load[k], 1});
      kept.add(bucket, "", {excess(load[k]) == 0 ? 1.0 : 0.0, 1});
      if (capacity_.empty()) beyond.add(bucket, "", {std::max(0.0, excess(load[k])), 0});
    }
    if (capacity_.empty()) return;
    for (const Trip& trip : trips)
      if (trip.facility == Trip::nowhere)
        beyond.add(partition.locate(places_.demands[trip.demand].place), "", {trip.amount, 0});
  }

  void list(PlaceList& places, Point at, std::int64_t feature, double amount, double distance, std::string finding) {
    places.geometries.add_point(at);
    places.add(feature, scene_.partitions.front().locate(at), "", amount, distance);
    places.texts("finding").push_back(std::move(finding));
  }

  void list_facility(std::size_t k, double load) {
    const CatchmentPlaces::Facility& facility = places_.facilities[k];
    const Partition& partition = scene_.partitions.front();
    // Those outside serve people of whom the plan knows a part only.
    if (!partition.is_whole() && partition.locate(facility.place) == partition.outside()) return;
    const double too_many = excess(load);
    list(too_many == 0 ? *reading_.served : *reading_.gap, facility.place, supply_.layer().ids[facility.row],
         too_many == 0 ? load : too_many, NAN,
         too_many == 0  ? "in range"
         : too_many > 0 ? "too many"
                        : "too few");
  }

  void list_beyond(const Trip& trip) {
    const CatchmentPlaces::Demand& demand = places_.demands[trip.demand];
    // What is turned away is so for all who live in the place alike.
    for (const auto& [row, amount] : demand.rows)
      list(*reading_.gap, demand.place, demand_.layer().ids[row], trip.amount * (amount / demand.amount), NAN,
           "beyond capacity");
  }

  const Scene& scene_;
  const Range& range_;
  Features demand_, supply_;
  Weight weight_;
  std::string capacity_;
  CatchmentPlaces places_;
  Reading reading_;
};

Reading read(const Requirement& way, const Scene& scene) { return CatchmentReading(way, scene).read(); }

}  // namespace

Measure catchment_measure() {
  return {
      "catchment",
      {"服务人口：每处设施分到多少人", "catchment: how many people each facility has"},
      {"人各归最近的设施（有 capacity "
       "时在不超容量的前提下总距离最短），数值为每处设施的平均人数；目标范围逐处评判，inside "
       "为落在范围内的设施比例，达到 share "
       "才算达标；缺口为范围之外的设施及超出（正）或不足（负）的人数，以及超出容量的人",
       "everybody goes to the nearest facility (with `capacity`, the least total distance with none above its "
       "capacity); the value is the mean of people per facility; the target holds for each facility: `inside` is the "
       "share of them in the range, and `share` of them must be; gaps are the facilities outside the range, with how "
       "many people are too many (positive) or too few (negative), and the people beyond capacity, whom no verdict "
       "but unmet allows"},
      {
          {"demand", ValueKind::selection, true, "需求：哪些人", "who goes to the facilities", "", {}},
          {"supply", ValueKind::selection, true, "设施", "the facilities", "", {}},
          {"along",
           ValueKind::choice,
           false,
           "直线或步行",
           "straight or along the streets",
           "straight",
           {"straight", "walk"}},
          {"capacity",
           ValueKind::field,
           false,
           "容量字段（学位、床位）",
           "field of the supply: how many it can take",
           "no limit",
           {}},
          {"share",
           ValueKind::number,
           false,
           "须落在目标范围内的设施比例",
           "share of the facilities that must be in the target range",
           "1",
           {}},
      },
      R"TOML([[standard]]
id       = "people-per-health-centre"
task     = 6
title    = {zh = "3—10 万人设社区卫生服务中心", en = "A health centre for 30,000 to 100,000 people"}
measure  = "catchment"
demand   = {layer = "residents"}
supply   = {layer = "clinics", where = "kind = 'center'"}
target   = {min = 30000, max = 100000}
)TOML",
      needs,
      read,
      check};
}

}  // namespace gapmap

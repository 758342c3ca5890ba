// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "measure/catchment_problem.h"
#include "measure/catchment_walk.h"
#include "measure/detour_tally.h"
#include "measure/list.h"
#include "measure/walk_notes.h"
#include "measure/walk_streets.h"

namespace gapmap {
namespace {

bool is_walk(const Requirement& way) { return way.text("along", "straight") == "walk"; }

std::vector<Need> needs(const Requirement& way, const Plan& plan) {
  const Selection &demand = way.selection("demand"), &supply = way.selection("supply");
  std::vector<Need> all{{demand.layer, demand.where, {}, {}, {}}, {supply.layer, supply.where, {}, {}, {}}};
  need_demand_weight(all[0], demand, plan);
  if (const std::string capacity = way.text("capacity"); !capacity.empty()) all[1].numbers.insert(capacity);
  if (is_walk(way))
    for (Need& need : network_needs(way, plan)) all.push_back(std::move(need));
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan& plan) {
  std::vector<Problem> problems;
  if (is_walk(way)) problems = check_network(way, plan);
  const auto* within = way.find<Limit>("within");
  if (within && !within->by.empty())
    problems.push_back({way.position,
                        {"catchment 的 within 不能分级", "the limit of a catchment cannot be by class"},
                        {"用 where 分成几个标准", "write several standards, with a where each"}});
  if (within && within->unit == Limit::Unit::minutes && !is_walk(way))
    problems.push_back({way.position,
                        {"分钟只能与 along = \"walk\" 一起用", "minutes go with along = \"walk\" only"},
                        {"直线距离请写米数", "write metres for a straight line"}});
  if (const double share = way.number("share", 1); share < 0 || share > 1)
    problems.push_back(
        {way.position, say("share 应在 0 到 1 之间，这里是 {}", "share must be between 0 and 1, not {}", share), {}});
  if (!way.target.by.empty())
    problems.push_back({way.position,
                        {"catchment 的 target 不能分级", "the target of a catchment cannot be by class"},
                        {"用 where 分成几个标准", "write several standards, with a where each"}});
  return problems;
}

/// Who comes to a facility, and from how far.
struct Load {
  double amount = 0;
  double travelled = 0;  ///< amount times metres
  double farthest = 0;   ///< metres
  void add(const Trip& trip) {
    amount += trip.amount;
    travelled += trip.amount * trip.distance;
    farthest = std::max(farthest, trip.distance);
  }
};

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
    const auto* within = way.find<Limit>("within");
    if (within) limit_ = is_walk(way) ? scene.streets().metres_of(*within, within->value) : within->value;
    if (is_walk(way)) {
      const Ground ground = ground_of(scene.streets().spec(), within);
      auto walk = std::make_unique<WalkWays>(places_, supply_, scene.streets(), ground, limit_);
      walk_ = walk.get();
      ways_ = std::move(walk);
    } else {
      ways_ = std::make_unique<StraightWays>(places_, supply_, limit_);
    }
    reading_.amount_unit = weight_.unit(true);
    reading_.value_unit = reading_.amount_unit + "/facility";
    reading_.one_by_one.emplace().share = way.number("share", 1);
    reading_.one_by_one->beyond_breaks = !capacity_.empty();
    note_missing(demand_, weight_, reading_.issues);
    if (!capacity_.empty()) note_missing(supply_, {{Amount::What::field, capacity_}}, reading_.issues);
    for (PlaceList* list : {&reading_.gap.emplace(), &reading_.served.emplace()}) {
      list->geometries = Geometries(Shape::point);
      list->texts("finding");
      for (const char* column : {"load", "mean_distance", "farthest"}) list->more.push_back({column, Numbers{}, {}});
      if (!capacity_.empty()) list->more.push_back({"capacity", Numbers{}, {}});
    }
  }

  Reading read() {
    const std::vector<Trip> trips = allocate();
    std::vector<Load> load(places_.facilities.size());
    for (const Trip& trip : trips)
      if (trip.facility != Trip::nowhere) load[trip.facility].add(trip);
    for (std::size_t i = 0; i < scene_.partitions.size(); ++i) count(i, trips, load);
    for (std::size_t k = 0; k < load.size(); ++k) list_facility(k, load[k]);
    // Where there is no facility at all, nobody's place tells anything.
    if (!capacity_.empty() || !places_.facilities.empty())
      for (const Trip& trip : trips)
        if (trip.facility == Trip::nowhere) list_left(trip);
    if (walk_) show_walks(*walk_);
    return std::move(reading_);
  }

 private:
  std::vector<Trip> allocate() const {
    TransportProblem problem;
    for (const CatchmentPlaces::Demand& demand : places_.demands) problem.amounts.push_back(demand.amount);
    for (const CatchmentPlaces::Facility& facility : places_.facilities)
      problem.capacities.push_back(facility.capacity);
    problem.nearest = [&](std::size_t demand, std::size_t most) { return ways_->nearest(demand, most); };
    problem.farthest = ways_->farthest();
    problem.jobs = scene_.jobs;
    return transport(problem);
  }

  /// Too many (positive) or too few (negative) people for the target.
  double excess(double load) const {
    if (range_.max && load > *range_.max) return load - *range_.max;
    if (range_.min && load < *range_.min) return load - *range_.min;
    return 0;
  }

  void count(std::size_t i, const std::vector<Trip>& trips, const std::vector<Load>& load) {
    const Partition& partition = scene_.partitions[i];
    Tally& tally = reading_.tallies.emplace_back(partition.bucket_count());
    Tally& kept = reading_.one_by_one->kept.emplace_back(partition.bucket_count());
    Tally& beyond = reading_.one_by_one->beyond.emplace_back(partition.bucket_count());
    tally.know("");
    for (std::size_t k = 0; k < load.size(); ++k) {
      const std::size_t bucket = partition.locate(places_.facilities[k].place);
      tally.add(bucket, "", {load[k].amount, 1});
      kept.add(bucket, "", {excess(load[k].amount) == 0 ? 1.0 : 0.0, 1});
      if (capacity_.empty()) beyond.add(bucket, "", {std::max(0.0, excess(load[k].amount)), 0});
    }
    if (capacity_.empty()) return;
    for (const Trip& trip : trips)
      if (trip.facility == Trip::nowhere)
        beyond.add(partition.locate(places_.demands[trip.demand].place), "", {trip.amount, 0});
  }

  void list(PlaceList& places, Point at, std::int64_t feature, double amount, double distance, std::string finding,
            const std::vector<double>& more) {
    places.geometries.add_point(at);
    places.add(feature, scene_.partitions.front().locate(at), "", amount, distance);
    places.texts("finding").push_back(std::move(finding));
    for (std::size_t k = 1; k < places.more.size(); ++k)
      std::get<Numbers>(places.more[k].values).push_back(k <= more.size() ? more[k - 1] : NAN);
  }

  void list_facility(std::size_t k, const Load& load) {
    const CatchmentPlaces::Facility& facility = places_.facilities[k];
    const Partition& partition = scene_.partitions.front();
    // Those outside serve people of whom the plan knows a part only.
    if (!partition.is_whole() && partition.locate(facility.place) == partition.outside()) return;
    const double too_many = excess(load.amount);
    const bool is_used = load.amount > 0;
    list(too_many == 0 ? *reading_.served : *reading_.gap, facility.place, supply_.layer().ids[facility.row],
         too_many == 0 ? load.amount : too_many, NAN,
         too_many == 0  ? "in range"
         : too_many > 0 ? "too many"
                        : "too few",
         {load.amount, is_used ? load.travelled / load.amount : NAN, is_used ? load.farthest : NAN, facility.capacity});
  }

  /// Who goes nowhere: no facility within the limit, or no seat left.
  void list_left(const Trip& trip) {
    const CatchmentPlaces::Demand& demand = places_.demands[trip.demand];
    const bool has_way = !ways_->nearest(trip.demand, 1).empty();
    const CatchmentWays::Fate fate = has_way ? CatchmentWays::Fate{"beyond capacity", NAN} : ways_->fate(trip.demand);
    // What is turned away is so for all who live in the place alike.
    for (const auto& [row, amount] : places_.members_of(demand))
      list(*reading_.gap, demand.place, demand_.layer().ids[row], trip.amount * (amount / demand.amount), fate.distance,
           fate.reason, {});
  }

  void show_walks(const WalkWays& walk) {
    const StreetNetwork& network = scene_.streets();
    network.note(walk.ground(), reading_.issues);
    reading_.issues.insert(reading_.issues.end(), walk.issues().begin(), walk.issues().end());
    WalkNotes notes(network);
    for (std::size_t i = 0; i < places_.demands.size(); ++i) {
      const CatchmentPlaces::Demand& demand = places_.demands[i];
      notes.add(demand.place, demand_.layer().ids[places_.members_of(demand).front().row], demand.amount,
                walk.joined(i), !walk.nearest(i, 1).empty());
    }
    notes.write(*demand_.role, reading_.issues);
    // Where capacities turn people away, neither streets nor the nearest facility tell who goes where.
    if (!capacity_.empty()) return;
    tally_detours(walk);
    if (!std::isfinite(limit_)) return;
    reading_.walk->streets = nearest_streets(network, walk.walks(), {limit_}, [&](std::uint32_t facility) {
      return supply_.layer().ids[places_.facilities[facility].row];
    });
  }

  /// How much longer the walks to the nearest facility are than straight lines, and whom only a circle serves.
  void tally_detours(const WalkWays& walk) {
    const Partition& partition = scene_.partitions.front();
    const StraightWays straight(places_, supply_, std::numeric_limits<double>::infinity());
    DetourTally detours(partition);
    PlaceList& hidden = reading_.walk.emplace().hidden;
    hidden.geometries = Geometries(Shape::point);
    hidden.more = {{"reason", Texts{}, {}}, {"straight", Numbers{}, {}}};
    for (std::size_t i = 0; i < places_.demands.size(); ++i) {
      const CatchmentPlaces::Demand& demand = places_.demands[i];
      const std::vector<Way> near = straight.nearest(i, 1), walked = walk.nearest(i, 1);
      if (near.empty()) continue;
      const CatchmentWays::Fate fate = walked.empty() ? walk.fate(i) : CatchmentWays::Fate{"", walked[0].distance};
      const std::size_t bucket = partition.locate(demand.place);
      const bool is_near = near[0].distance <= limit_ + 1e-6;
      detours.add({demand.place, bucket, demand.amount, near[0].distance, fate.distance, is_near, !walked.empty()});
      if (!is_near || !walked.empty()) continue;
      for (const auto& [row, amount] : places_.members_of(demand)) {
        hidden.geometries.add_point(demand.place);
        hidden.add(demand_.layer().ids[row], bucket, "", amount, fate.distance);
        std::get<Texts>(hidden.more[0].values).emplace_back(fate.reason);
        std::get<Numbers>(hidden.more[1].values).push_back(near[0].distance);
      }
    }
    detours.write(*reading_.walk);
  }

  const Scene& scene_;
  const Range& range_;
  Features demand_, supply_;
  Weight weight_;
  std::string capacity_;
  CatchmentPlaces places_;
  double limit_ = std::numeric_limits<double>::infinity();  ///< metres
  std::unique_ptr<CatchmentWays> ways_;
  const WalkWays* walk_ = nullptr;  ///< the same, where they go along the streets
  Reading reading_;
};

Reading read(const Requirement& way, const Scene& scene) { return CatchmentReading(way, scene).read(); }

}  // namespace

Measure catchment_measure() {
  return {
      "catchment",
      {"服务人口：每处设施分到多少人", "catchment: how many people each facility has"},
      {"人各归最近的设施（有 capacity "
       "时在不超容量的前提下总距离最短；有 within "
       "时不去更远的设施），数值为每处设施的平均人数；目标范围逐处评判，inside "
       "为落在范围内的设施比例，达到 share "
       "才算达标；缺口为范围之外的设施及超出（正）或不足（负）的人数，以及没有去处的人：超出容量、太远、无路、离街太远",
       "everybody goes to the nearest facility (with `capacity`, the least total distance with none above its "
       "capacity, and with `within` nobody farther than that); the value is the mean of people per facility; the "
       "target holds for each facility: `inside` is the "
       "share of them in the range, and `share` of them must be; gaps are the facilities outside the range, with how "
       "many people are too many (positive) or too few (negative), and the people who have none to go to: beyond "
       "capacity, too far, without a way, off the streets; with `capacity` no verdict but unmet allows any of them"},
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
          {"within",
           ValueKind::limit,
           false,
           "最远距离：米；步行可写 \"15 min\"",
           "how far people go at most: metres; \"15 min\" along walk",
           "no limit",
           {}},
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

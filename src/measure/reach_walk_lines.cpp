// SPDX-License-Identifier: MIT
#include "measure/reach_walk_lines.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "base/error.h"

namespace gapmap {
namespace {

// Cuts fall on whole micrometres, and no street of note is cut more than once in ten metres.
constexpr double walk_error = 1e-7;

class LineReader {
 public:
  LineReader(const WalkTask& task, Reading& reading) : task_(task), reading_(reading) {
    reading_.error_bound = walk_error;
    for (std::optional<PlaceList>* list : {&reading_.gap, &reading_.served}) {
      list->emplace();
      (*list)->geometries = Geometries(Shape::line);
    }
    reading_.gap->more = {{"reason", Texts{}, {}}};
    if (task_.reach.is_every_of_several()) reading_.gap->texts("lacks");
  }

  void read() {
    const ReachTask& reach = task_.reach;
    std::size_t closed = 0;
    for (const std::uint32_t row : reach.demand.rows) {
      const std::string class_name = reach.class_of(row);
      const double limit = task_.limit_of(class_name);
      const double whole = length_of(reach.demand.geometries(), row);
      if (limit < 0 || whole <= 0) continue;
      row_ = row;
      per_metre_ = amount_of(reach.demand, reach.weight, row) / whole;
      class_name_ = class_name;
      const std::span<const std::uint32_t> edges = task_.network.edges_of(row);
      for (const std::uint32_t edge : edges) read_edge(edge, to_micrometres(limit));
      if (!edges.empty()) continue;
      ++closed;
      for (std::size_t part = 0; part < reach.demand.geometries().parts_of(row); ++part)
        add(reach.demand.geometries().part(row, part), false, "off_streets", ~0u);
    }
    if (closed > 0) note_closed(closed);
  }

 private:
  void read_edge(std::uint32_t edge, Micrometres limit) {
    const Micrometres end = task_.network.graph().edge(edge).length;
    Micrometres at = 0;
    for (const EdgeStretch& stretch : task_.within(edge, limit)) {
      add_unserved(edge, {at, stretch.from}, limit);
      add(edge, stretch, true, 0);
      at = stretch.to;
    }
    add_unserved(edge, {at, end}, limit);
  }

  /// Where every one of several supplies is needed, cut where those that are too far change.
  void add_unserved(std::uint32_t edge, EdgeStretch unserved, Micrometres limit) {
    if (unserved.from >= unserved.to) return;
    if (!task_.reach.is_every_of_several()) return add(edge, unserved, false, 0);
    std::vector<std::vector<EdgeStretch>> near;
    std::set<Micrometres> cuts{unserved.from, unserved.to};
    for (std::size_t supply = 0; supply < task_.reach.supplies.size(); ++supply)
      for (const EdgeStretch& stretch : near.emplace_back(task_.within(edge, limit, supply)))
        for (const Micrometres cut : {stretch.from, stretch.to})
          if (cut > unserved.from && cut < unserved.to) cuts.insert(cut);
    for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
      const EdgeStretch piece{*cut, *std::next(cut)};
      std::uint32_t lacking = 0;
      for (std::size_t supply = 0; supply < near.size(); ++supply)
        if (std::none_of(near[supply].begin(), near[supply].end(),
                         [&](EdgeStretch one) { return one.from <= piece.from && piece.to <= one.to; }))
          lacking |= 1u << supply;
      add(edge, piece, false, lacking);
    }
  }

  void add(std::uint32_t edge, EdgeStretch stretch, bool is_served, std::uint32_t lacking) {
    if (stretch.from >= stretch.to) return;
    Geometries piece(Shape::line);
    append_stretch(task_.network.graph(), edge, stretch.from, stretch.to, piece);
    const WalkTask::Decision middle =
        is_served ? WalkTask::Decision{} : task_.decide_on(edge, (stretch.from + stretch.to) / 2);
    add(piece.part(0), is_served, middle.walk >= unreachable ? "no_way" : "too_far", lacking);
  }

  /// `lacking` are the supplies (bit k for supply k) that are too far, where every one of several is needed.
  void add(Path path, bool is_served, const char* reason, std::uint32_t lacking) {
    const std::vector<Partition>& partitions = task_.reach.scene.partitions;
    for (std::size_t i = 0; i < partitions.size(); ++i)
      partitions[i].cut_line(path, [&](std::size_t bucket, Path piece) {
        const double amount = per_metre_ * length(piece);
        reading_.tallies[i].add(bucket, class_name_, {is_served ? amount : 0, amount});
        if (i > 0 || length(piece) < on_limit) return;
        PlaceList& list = is_served ? *reading_.served : *reading_.gap;
        list.geometries.add_feature(piece);
        task_.reach.add_place(list, row_, bucket, amount, NAN);
        if (is_served) return;
        std::get<Texts>(list.more[0].values).emplace_back(reason);
        if (task_.reach.is_every_of_several()) list.texts("lacks").push_back(task_.reach.supply_names(lacking));
      });
  }

  void note_closed(std::size_t closed) {
    const LayerSpec& spec = *task_.reach.demand.role->spec;
    reading_.issues.push_back(
        {"W206",
         Severity::warning,
         spec.role,
         spec.source,
         "",
         say("{} 条作为需求的街道不通行人，按未服务计",
             "{} streets of the demand do not carry people on foot and count as unserved", closed),
         {}});
  }

  const WalkTask& task_;
  Reading& reading_;
  std::uint32_t row_ = 0;
  double per_metre_ = 0;
  std::string class_name_;
};

}  // namespace

void reach_walk_lines(const WalkTask& task, Reading& reading) {
  if (task.reach.demand.role->layer != task.network.streets().layer)
    throw Error(Fault::plan,
                say("沿街步行时，线状需求须是路网图层“{}”本身，不能是“{}”",
                    "along the streets, demand of lines must be the network's own layer \"{}\", not \"{}\"",
                    task.network.spec().layer, task.reach.demand.role->spec->role),
                {"让 demand 用路网图层，并以 where 选出要检查的街道",
                 "let demand be the network's layer, and choose the streets by where"});
  LineReader(task, reading).read();
}

}  // namespace gapmap

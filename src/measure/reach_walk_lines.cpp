// SPDX-License-Identifier: MIT
#include "measure/reach_walk_lines.h"

#include <algorithm>
#include <cmath>

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
        add(reach.demand.geometries().part(row, part), false, "off_streets");
    }
    if (closed > 0) note_closed(closed);
  }

 private:
  void read_edge(std::uint32_t edge, Micrometres limit) {
    const Micrometres end = task_.network.graph().edge(edge).length;
    Micrometres at = 0;
    for (const EdgeStretch& stretch : task_.within(edge, limit)) {
      add(edge, at, stretch.from, false);
      add(edge, stretch.from, stretch.to, true);
      at = stretch.to;
    }
    add(edge, at, end, false);
  }

  void add(std::uint32_t edge, Micrometres from, Micrometres to, bool is_served) {
    if (from >= to) return;
    Geometries piece(Shape::line);
    append_stretch(task_.network.graph(), edge, from, to, piece);
    const WalkTask::Decision middle = is_served ? WalkTask::Decision{} : task_.decide_on(edge, (from + to) / 2);
    add(piece.part(0), is_served, middle.walk >= unreachable ? "no_way" : "too_far");
  }

  void add(Path path, bool is_served, const char* reason) {
    const std::vector<Partition>& partitions = task_.reach.scene.partitions;
    for (std::size_t i = 0; i < partitions.size(); ++i)
      partitions[i].cut_line(path, [&](std::size_t bucket, Path piece) {
        const double amount = per_metre_ * length(piece);
        reading_.tallies[i].add(bucket, class_name_, {is_served ? amount : 0, amount});
        if (i > 0 || length(piece) < on_limit) return;
        PlaceList& list = is_served ? *reading_.served : *reading_.gap;
        list.geometries.add_feature(piece);
        task_.reach.add_place(list, row_, bucket, amount, NAN);
        if (!is_served) std::get<Texts>(list.more[0].values).emplace_back(reason);
      });
  }

  void note_closed(std::size_t closed) {
    const LayerSpec& spec = *task_.reach.demand.role->spec;
    reading_.issues.push_back(
        {"N206",
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

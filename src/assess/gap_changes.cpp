// SPDX-License-Identifier: MIT
#include "assess/gap_changes.h"

#include <cmath>
#include <tuple>

namespace gapmap {
namespace {

constexpr double same_place = 0.01;   // metres: coordinates of one point, written twice
constexpr double same_amount = 1e-9;  // relative

/// All pieces of one feature of demand in one unit.
struct Gap {
  std::string unit_code, unit_name, class_name;
  std::int64_t feature = 0;
  double amount = 0;
  Box box;
  std::vector<std::size_t> rows;
  bool is_paired = false;

  Point middle() const { return {(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}; }
};

using Key = std::tuple<std::string, std::string, std::int64_t>;

std::vector<Gap> gaps_of(const Layer& layer) {
  const auto text = [&](std::string_view column, std::size_t row) {
    const Column* found = layer.find(column);
    return found ? found->text(row) : std::string();
  };
  const Column* amounts = layer.find("people");
  if (!amounts) amounts = layer.find("amount");
  const Column* features = layer.find("feature");
  std::vector<Gap> gaps;
  std::map<Key, std::size_t> places;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    const double number = features ? features->number(row) : NAN;
    const std::int64_t feature =
        std::isfinite(number) ? static_cast<std::int64_t>(number) : static_cast<std::int64_t>(layer.ids[row]);
    const auto [place, is_new] = places.try_emplace({text("unit_code", row), text("class", row), feature}, gaps.size());
    if (is_new)
      gaps.push_back({text("unit_code", row), text("unit_name", row), text("class", row), feature, 0, {}, {}});
    Gap& gap = gaps[place->second];
    const double amount = amounts ? amounts->number(row) : 1;
    gap.amount += std::isfinite(amount) ? amount : 0;
    if (layer.has_geometry()) gap.box.add(layer.geometries.box(row));
    gap.rows.push_back(row);
  }
  return gaps;
}

Key key_of(const Gap& gap) { return {gap.unit_code, gap.class_name, gap.feature}; }

/// A place to the nearest centimetre, with what lies there, for gaps whose ids have changed.
std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t> place_of(const Gap& gap) {
  const auto rounded = [](double metres) { return static_cast<std::int64_t>(std::llround(metres / same_place)); };
  if (gap.box.empty()) return {0, 0, 0, 0};
  return {rounded(gap.box.low.x), rounded(gap.box.low.y), rounded(gap.box.high.x), rounded(gap.box.high.y)};
}

void add_place(GapChanges& changes, const Layer& layer, const Gap& gap) {
  if (layer.has_geometry())
    for (const std::size_t row : gap.rows)
      for (std::size_t i = 0; i < layer.geometries.parts_of(row); ++i)
        changes.places.add_part(layer.geometries.part(row, i));
  changes.places.end_feature();
}

class Pairing {
 public:
  Pairing(const Layer& before, const Layer& after) : before_(gaps_of(before)), after_(gaps_of(after)) {
    pair_of_.assign(before_.size(), none);
    for (std::size_t i = 0; i < after_.size(); ++i) by_key_[key_of(after_[i])] = i;
    pair_by_id(true);
    pair_by_place();
    pair_by_id(false);
  }

  GapChanges changes(const Layer& before, const Layer& after) const {
    GapChanges made;
    const Shape shape = after.has_geometry() ? after.geometries.shape() : before.geometries.shape();
    made.places = Geometries(shape);
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const Gap& was = before_[i];
      GapChange change{GapFate::closed, was.unit_code, was.unit_name, was.class_name, was.feature, was.amount, 0, 0};
      if (pair_of_[i] == none) {
        add_place(made, before, was);
      } else {
        const Gap& is = after_[pair_of_[i]];
        change = {GapFate::same, is.unit_code, is.unit_name, is.class_name, is.feature, was.amount, is.amount, 0};
        if (!was.box.empty() && !is.box.empty() && !was.box.grown(same_place).intersects(is.box)) {
          change.fate = GapFate::moved;
          change.moved = std::hypot(was.middle().x - is.middle().x, was.middle().y - is.middle().y);
        } else if (std::abs(is.amount - was.amount) > same_amount * std::max(is.amount, was.amount)) {
          change.fate = is.amount > was.amount ? GapFate::grew : GapFate::shrank;
        }
        add_place(made, after, is);
      }
      made.all.push_back(std::move(change));
    }
    for (const Gap& is : after_)
      if (!is.is_paired) {
        made.all.push_back({GapFate::opened, is.unit_code, is.unit_name, is.class_name, is.feature, 0, is.amount, 0});
        add_place(made, after, is);
      }
    return made;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void pair(std::size_t i, std::size_t k) {
    pair_of_[i] = k;
    before_[i].is_paired = after_[k].is_paired = true;
  }

  void pair_by_id(bool must_overlap) {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (before_[i].is_paired) continue;
      const auto found = by_key_.find(key_of(before_[i]));
      if (found == by_key_.end() || after_[found->second].is_paired) continue;
      const Box& other = after_[found->second].box;
      if (must_overlap && !before_[i].box.empty() && !before_[i].box.grown(same_place).intersects(other)) continue;
      pair(i, found->second);
    }
  }

  void pair_by_place() {
    std::multimap<decltype(place_of(Gap{})), std::size_t> places;
    for (std::size_t k = 0; k < after_.size(); ++k)
      if (!after_[k].is_paired && !after_[k].box.empty()) places.emplace(place_of(after_[k]), k);
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (before_[i].is_paired || before_[i].box.empty()) continue;
      const auto found = places.find(place_of(before_[i]));
      if (found == places.end()) continue;
      pair(i, found->second);
      places.erase(found);
    }
  }

  std::vector<Gap> before_, after_;
  std::vector<std::size_t> pair_of_;
  std::map<Key, std::size_t> by_key_;
};

}  // namespace

std::string_view gap_fate_name(GapFate fate) {
  constexpr std::string_view names[] = {"closed", "opened", "moved", "grew", "shrank", "same"};
  return names[static_cast<std::size_t>(fate)];
}

GapChanges gap_changes(const Layer& before, const Layer& after) {
  return Pairing(before, after).changes(before, after);
}

std::map<std::string, GapCount> count_gaps(const GapChanges& changes) {
  std::map<std::string, GapCount> counts;
  for (const GapChange& change : changes.all)
    for (const std::string& unit : {std::string("*"), change.unit_code}) {
      GapCount& count = counts[unit];
      ++count.gaps[static_cast<std::size_t>(change.fate)];
      count.before += change.before;
      count.after += change.after;
      if (change.unit_code == "*") break;  // a plan without units: counted once
    }
  return counts;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/gap_classes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "output/map_view.h"
#include "output/palette.h"
#include "output/words.h"

namespace gapmap {
namespace {

constexpr std::size_t grades = std::size(palette::gaps);
constexpr double shares[grades - 1] = {0.5, 0.8, 0.95};

/// Whether each amount is but the size of its place.
bool are_own_sizes(const Atlas::Places& gap) {
  for (std::size_t i = 0; i < gap.size(); ++i)
    if (const double size = area_of(*gap.geometries, i); std::abs(gap.amount[i] - size) > 0.01 * size) return false;
  return true;
}

/// Fewer grades still run to the darkest colour, so that the worst always looks worst.
std::string grade_colour(std::size_t grade, std::size_t count) {
  return count == 1 ? palette::gap : palette::gaps[grades - count + grade];
}

}  // namespace

std::vector<double> round_limits(const std::vector<double>& values, const std::vector<double>& weights) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  const double low = values[order.front()], high = values[order.back()];
  std::vector<double> limits;
  double sum = 0;
  std::size_t next = 0;
  for (const std::size_t i : order) {
    sum += weights[i];
    for (; next < std::size(shares) && sum >= shares[next] * all; ++next) {
      const double limit = round_near(values[i]);
      if (limit > low && limit < high && (limits.empty() || limit > limits.back())) limits.push_back(limit);
    }
  }
  return limits;
}

Text range_words(const std::vector<double>& limits, std::size_t grade, const Text& unit) {
  const auto number = [](double value) { return grouped(value, value == std::floor(value) ? 0 : 1); };
  if (limits.empty()) return {};
  if (unit.en.empty()) {  // counted things have no unit in English
    const Text words = range_words(limits, grade, {unit.zh, "-"});
    return {words.zh, words.en.substr(0, words.en.size() - 2)};
  }
  if (grade == 0) return say("不超过 {} {}", "up to {} {}", number(limits.front()), unit);
  if (grade == limits.size()) return say("{} {}以上", "over {} {}", number(limits.back()), unit);
  return say("{}–{} {}", "{}–{} {}", number(limits[grade - 1]), number(limits[grade]), unit);
}

namespace {

/// "缺 25–60 公顷": limits in the unit that the largest reads best in, the same in all grades.
Text grade_words(const std::vector<double>& limits, std::size_t grade, const std::string& unit, bool is_distance) {
  if (limits.empty()) return {};
  Text words;
  for (const Language language : {Language::zh, Language::en}) {
    const ShownAmount largest = shown_amount(limits.back(), unit, language);
    std::vector<double> scaled;
    for (const double limit : limits) scaled.push_back(limit * largest.number / limits.back());
    const Text range = range_words(scaled, grade, same(largest.unit));
    (language == Language::zh ? words.zh : words.en) = range.in(language);
  }
  // "缺 25 公顷以上", but "缺不超过 25 公顷".
  return is_distance ? words : say(grade == 0 ? "缺{}" : "缺 {}", "{} missing", words);
}

}  // namespace

GapClasses classify(const Atlas::Places& gap, const std::string& amount_unit, bool is_one_by_one) {
  GapClasses result;
  std::vector<double> values, weights;
  std::vector<std::size_t> graded;
  const auto is_known = [](double distance) { return std::isfinite(distance); };
  // What no street leads to has no distance, and is a class of its own; facilities have none by their nature.
  const bool has_distance = !is_one_by_one && std::any_of(gap.distance.begin(), gap.distance.end(), is_known);
  // People without a facility to go to are no facility with too many people.
  const auto has_none = [&](std::size_t i) {
    return is_one_by_one && !gap.finding.empty() && !gap.finding[i].starts_with("too ");
  };
  // Lacking amounts of whole units say how bad it is; sizes of pieces only say how they were cut.
  const bool is_by_amount = !has_distance && gap.geometries->shape() == Shape::area && amount_unit != "people" &&
                            amount_unit != "m" && gap.size() <= 1000 && !are_own_sizes(gap);
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const double amount = gap.amount[i];
    if (amount < 0 || has_none(i) || (has_distance && !is_known(gap.distance[i]))) continue;
    graded.push_back(i);
    values.push_back(has_distance ? gap.distance[i] : amount);
    weights.push_back(has_distance ? amount : 1);
  }
  std::vector<double> limits;
  if (!graded.empty() && (has_distance || is_by_amount)) limits = round_limits(values, weights);
  std::vector<GapClasses::Class> all;
  for (std::size_t grade = 0; grade <= limits.size(); ++grade)
    all.push_back({grade_words(limits, grade, has_distance ? "m" : amount_unit, has_distance),
                   grade_colour(grade, limits.size() + 1), 0, 0, false});
  if (is_one_by_one) all.front().words = {"过多", "too many"};
  all.push_back({is_one_by_one ? Text{"过少", "too few"} : Text{"过多", "too many"}, palette::surplus, 0, 0, true});
  all.push_back({is_one_by_one ? Text{"没有去处", "nowhere to go"} : Text{"走不到", "no way there"},
                 is_one_by_one ? palette::gaps[0] : palette::no_way, 0, 0, false});
  std::vector<std::uint32_t> of(gap.size(), static_cast<std::uint32_t>(all.size() - 2));
  for (std::size_t i = 0; i < gap.size(); ++i)
    if (has_none(i) || (has_distance && !is_known(gap.distance[i]))) of[i] = static_cast<std::uint32_t>(all.size() - 1);
  for (std::size_t k = 0; k < graded.size(); ++k)
    of[graded[k]] =
        static_cast<std::uint32_t>(std::lower_bound(limits.begin(), limits.end(), values[k]) - limits.begin());
  for (std::size_t i = 0; i < gap.size(); ++i) {
    all[of[i]].amount += std::abs(gap.amount[i]);
    ++all[of[i]].count;
  }
  std::vector<std::uint32_t> renamed(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    renamed[i] = static_cast<std::uint32_t>(result.classes.size());
    if (all[i].count > 0) result.classes.push_back(std::move(all[i]));
  }
  for (const std::uint32_t one : of) result.of.push_back(renamed[one]);
  return result;
}

}  // namespace gapmap

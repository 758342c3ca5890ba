// SPDX-License-Identifier: MIT
#include "inspect/datum_doctor.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/area_locator.h"
#include "geo/china.h"
#include "geo/nearest.h"

namespace gapmap {
namespace {

constexpr std::size_t fewest_points = 30, most_points = 2000;
constexpr double deviations = 5;         // of the sign test
constexpr double clearly_closer = 0.75;  // of the next best median distance
constexpr double beside_street = 150;    // metres
constexpr double standard_errors = 3;    // of the mean difference of logarithms
constexpr double blur = 10;              // metres that say nothing: half a street's width
constexpr double margin = 1000;          // metres around the streets: BD-09 is at most so far off

using Readings = std::array<std::vector<Point>, 3>;

Point raw_of(Point wgs84, Datum stated) {
  if (stated == Datum::wgs84) return wgs84;
  const Point gcj02 = china::wgs84_to_gcj02(wgs84);
  return stated == Datum::gcj02 ? gcj02 : china::gcj02_to_bd09(gcj02);
}

Point read_as(Point raw, Datum datum) {
  if (datum == Datum::wgs84) return raw;
  return china::gcj02_to_wgs84(datum == Datum::gcj02 ? raw : china::bd09_to_gcj02(raw));
}

/// The points in the three datums, each in the plane of `crs`; empty outside China.
Readings readings_of(std::vector<Point> points, Datum stated, const Crs& crs) {
  Readings readings;
  const Crs degrees = Crs::parse("EPSG:4326");
  Transform(crs, degrees, {}).apply(points);
  Box box;
  for (const Point p : points)
    if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
  if (box.empty() || china::wgs84_to_gcj02(box.low) == box.low || china::wgs84_to_gcj02(box.high) == box.high)
    return {};
  const Transform back(degrees, crs, box);
  for (std::size_t datum = 0; datum < 3; ++datum) {
    for (const Point p : points) readings[datum].push_back(read_as(raw_of(p, stated), static_cast<Datum>(datum)));
    back.apply(readings[datum]);
  }
  return readings;
}

/// Evenly spread over the layer, so that a sorted layer is sampled whole.
std::vector<Point> sample_of(std::span<const Point> points, const Box& near) {
  std::vector<Point> within;
  for (const Point p : points)
    if (near.contains(p)) within.push_back(p);
  if (within.size() <= most_points) return within;
  std::vector<Point> sample;
  for (std::size_t i = 0; i < most_points; ++i) sample.push_back(within[i * within.size() / most_points]);
  return sample;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Whether `wins` against `losses` is more than chance.
bool is_significant(std::size_t wins, std::size_t losses) {
  const double count = static_cast<double>(wins + losses);
  return count > 0 && static_cast<double>(wins) - static_cast<double>(losses) >= deviations * std::sqrt(count);
}

/// Without the points that stand at no street in any datum: where the streets end, whatever moves points towards
/// them seems right.
std::array<std::vector<double>, 3> at_streets(const std::array<std::vector<double>, 3>& distances) {
  std::array<std::vector<double>, 3> kept;
  for (std::size_t i = 0; i < distances[0].size(); ++i) {
    if (std::min({distances[0][i], distances[1][i], distances[2][i]}) > beside_street) continue;
    for (std::size_t datum = 0; datum < 3; ++datum) kept[datum].push_back(distances[datum][i]);
  }
  return kept;
}

/// How many standard errors the mean of log(theirs) - log(ours) lies above zero. Distances count as at least `blur`.
double favour(const std::vector<double>& ours, const std::vector<double>& theirs) {
  const double count = static_cast<double>(ours.size());
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const double difference = std::log((theirs[i] + blur) / (ours[i] + blur));
    sum += difference;
    squares += difference * difference;
  }
  const double variance = (squares - sum * sum / count) / (count - 1);
  return variance > 0 ? sum / std::sqrt(variance * count) : 0;
}

void judge_by_streets(const std::array<std::vector<double>, 3>& all, DatumDiagnosis& diagnosis) {
  const std::array<std::vector<double>, 3> distances = at_streets(all);
  if (distances[0].size() < fewest_points) return;
  const std::array<double, 3> medians{median(distances[0]), median(distances[1]), median(distances[2])};
  std::array<std::size_t, 3> order{0, 1, 2};
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return medians[a] < medians[b]; });
  const std::size_t best = order[0];
  const bool is_clearly_closer = medians[best] <= clearly_closer * medians[order[1]];
  bool is_certain = is_clearly_closer, is_likely = is_clearly_closer;
  std::size_t closest = 0;
  for (std::size_t i = 0; i < distances[best].size(); ++i) {
    bool is_closest = true;
    for (std::size_t datum = 0; datum < 3; ++datum)
      is_closest = is_closest && (datum == best || distances[best][i] < distances[datum][i]);
    closest += is_closest;
  }
  for (std::size_t datum = 0; datum < 3; ++datum) {
    if (datum == best) continue;
    std::size_t wins = 0, losses = 0;
    for (std::size_t i = 0; i < distances[best].size(); ++i) {
      wins += distances[best][i] < distances[datum][i];
      losses += distances[best][i] > distances[datum][i];
    }
    is_certain = is_certain && is_significant(wins, losses);
    is_likely = is_likely && favour(distances[best], distances[datum]) >= standard_errors;
  }
  diagnosis.closer =
      static_cast<double>(closest) / static_cast<double>(std::max<std::size_t>(1, distances[best].size()));
  if (is_likely && !is_certain) diagnosis.likely = static_cast<Datum>(best);
  if (!is_certain) return;
  diagnosis.best = static_cast<Datum>(best);
  diagnosis.is_certain = true;
}

void judge_by_units(const std::array<std::vector<char>, 3>& inside, DatumDiagnosis& diagnosis) {
  for (std::size_t best = 0; best < 3; ++best) {
    bool is_certain = true;
    for (std::size_t datum = 0; datum < 3; ++datum) {
      if (datum == best) continue;
      std::size_t wins = 0, losses = 0;
      for (std::size_t i = 0; i < inside[best].size(); ++i) {
        wins += inside[best][i] > inside[datum][i];
        losses += inside[best][i] < inside[datum][i];
      }
      is_certain = is_certain && is_significant(wins, losses);
    }
    if (!is_certain) continue;
    diagnosis.best = static_cast<Datum>(best);
    diagnosis.is_certain = true;
  }
}

}  // namespace

std::optional<DatumDiagnosis> diagnose_datum(std::span<const Point> points, Datum stated, const Geometries* streets,
                                             const Geometries* units, const Crs& crs) {
  const bool has_streets = streets && streets->size() > 0, has_units = units && units->size() > 0;
  if (!has_streets && !has_units) return std::nullopt;
  const std::vector<Point> sample = sample_of(points, (has_streets ? streets : units)->box().grown(margin));
  if (sample.size() < fewest_points) return std::nullopt;
  const Readings readings = readings_of(sample, stated, crs);
  if (readings[0].empty()) return std::nullopt;

  DatumDiagnosis diagnosis;
  diagnosis.stated = diagnosis.best = stated;
  diagnosis.points = sample.size();
  std::array<std::vector<double>, 3> distances;
  std::array<std::vector<char>, 3> inside;
  if (has_units) {
    const AreaLocator locator(*units);
    for (std::size_t datum = 0; datum < 3; ++datum) {
      for (const Point p : readings[datum]) inside[datum].push_back(locator.find(p) != AreaLocator::nowhere);
      diagnosis.fits[datum].share_inside =
          std::accumulate(inside[datum].begin(), inside[datum].end(), 0.0) / static_cast<double>(sample.size());
    }
  }
  if (has_streets) {
    std::vector<std::uint32_t> rows(streets->size());
    std::iota(rows.begin(), rows.end(), 0u);
    const Nearest nearest(*streets, rows);
    for (std::size_t datum = 0; datum < 3; ++datum) {
      for (const Point p : readings[datum]) distances[datum].push_back(nearest.find(p).distance);
      diagnosis.fits[datum].median_distance = median(distances[datum]);
    }
    judge_by_streets(distances, diagnosis);
  } else {
    judge_by_units(inside, diagnosis);
  }
  return diagnosis;
}

}  // namespace gapmap

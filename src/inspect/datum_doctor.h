// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "geo/crs.h"
#include "geo/geometry.h"

namespace gapmap {

/// The datums that longitudes and latitudes from China are found in.
enum class Datum { wgs84, gcj02, bd09 };

inline std::string_view datum_name(Datum datum) {
  constexpr std::string_view names[] = {"WGS 84 / CGCS2000", "GCJ-02", "BD-09"};
  return names[static_cast<std::size_t>(datum)];
}

/// How well points fit a reference when they are read in one of the datums.
struct DatumFit {
  double median_distance = 0;  ///< metres to the nearest street; 0 where there are none
  double share_inside = 0;     ///< of the points inside the units
};

/// What the doctor found.
struct DatumDiagnosis {
  Datum stated = Datum::wgs84;
  Datum best = Datum::wgs84;     ///< the one that the evidence is for; `stated` where it is weak
  bool is_certain = false;       ///< whether the evidence for `best` is strong
  std::optional<Datum> likely;   ///< where it is not: the one that streets speak for by three standard errors
  std::array<DatumFit, 3> fits;  ///< by Datum
  std::size_t points = 0;        ///< that were looked at
  double closer = 0;             ///< share of the points nearer to a street in `best` than in any other datum
};

/// Says in which datum points lie, relative to streets and units whose datum is right.
///
/// Points in the wrong datum are 20 to 1,000 m off, so that their distances to the nearest street are those of
/// random places; in the right datum most stand beside a street. The same points are read in all three datums;
/// the verdict is certain where one brings the median at least a quarter closer than any other, and so many points
/// individually closer that chance would not do it once in a million times (a sign test, five standard
/// deviations: neighbours err together, and clustered places at random reach four). Where the points are too few for
/// that, the mean logarithm of their distances may still speak for one datum. Without streets, the share inside the
/// units decides by the same test. Nothing is said outside China, where the datums are one, or for fewer than 30
/// points.
///
/// `points` are in the system `crs` as read in `stated`; `streets` (lines) and `units` (areas) may be null.
std::optional<DatumDiagnosis> diagnose_datum(std::span<const Point> points, Datum stated, const Geometries* streets,
                                             const Geometries* units, const Crs& crs);

}  // namespace gapmap

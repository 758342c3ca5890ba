// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "geo/geometry.h"

namespace gapmap {

/// A coordinate reference system as PROJ knows it, always used with x = easting or longitude first.
class Crs {
 public:
  /// From "EPSG:4547", WKT or PROJJSON. Throws Error{Fault::plan} if PROJ does not know it.
  static Crs parse(const std::string& definition);

  bool is_geographic() const;
  /// Projected, with both axes in metres.
  bool is_metric() const;
  /// A projected system whose distances are not distances on the ground (Web Mercator and its kin).
  bool is_web_mercator() const;
  std::string name() const;       ///< "CGCS2000 / 3-degree Gauss-Kruger CM 114E"
  std::string authority() const;  ///< "EPSG", or empty
  int code() const;               ///< 4547, or 0
  std::string wkt() const;        ///< WKT 1 in GDAL's form, as GeoPackage readers expect it
  /// "EPSG:4547", or the name where there is no code.
  std::string label() const;
  /// Where it is made for, in degrees (longitude, latitude); empty where PROJ does not say.
  Box degrees_of_use() const;
  /// The same in its own coordinates, easting first.
  Box area_of_use() const;
  /// By how much lengths measured in this projected system at a place (easting first) differ from those on the ground,
  /// at most, as a share of them; infinite where it cannot tell. Far from where a system is made for, maps are
  /// distorted without bound. Zero for geographic systems.
  double scale_error(Point place) const;
  /// Whether this is the system of that code, "EPSG:4547", as it is defined.
  bool is_called(const std::string& code) const;
  /// Same coordinates for the same place.
  bool equals(const Crs& other) const;

  /// A fitting projected system in metres for places around a longitude and latitude: the CGCS2000
  /// 3-degree zone in China, the UTM zone elsewhere. Such as "EPSG:4547".
  static std::string fitting(Point longitude_latitude);

  class Definition;
  const Definition& definition() const { return *definition_; }

 private:
  explicit Crs(std::shared_ptr<const Definition> definition) : definition_(std::move(definition)) {}
  /// A box of degrees in the system's own coordinates.
  Box projected(const Box& degrees) const;

  std::shared_ptr<const Definition> definition_;
};

/// Carries coordinates from one system to another. Not shared between threads.
class Transform {
 public:
  /// `area` in degrees (longitude, latitude) chooses the best operation there.
  Transform(const Crs& from, const Crs& to, const Box& area);
  ~Transform();
  Transform(Transform&&) noexcept;

  bool is_identity() const;
  /// In place; a point that cannot be carried becomes (infinity, infinity).
  void apply(std::span<Point> points) const;
  /// What PROJ states of the operation: metres, or nothing where it is unknown.
  std::optional<double> accuracy() const;
  std::string description() const;
  /// Whether PROJ knows no way between the two datums and leaves them as if they were one, although their
  /// ellipsoids say that places differ by more than a metre or two.
  bool is_ballpark() const;
  /// A grid file that a better operation needs and that is not installed; empty where none is missing.
  std::string missing_grid() const;

 private:
  struct Operation;
  std::unique_ptr<Operation> operation_;
};

}  // namespace gapmap

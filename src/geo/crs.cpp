// SPDX-License-Identifier: MIT
#include "geo/crs.h"

#include <proj.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <vector>

#include "base/error.h"
#include "base/handle.h"

namespace gapmap {

namespace {

using Context = Handle<PJ_CONTEXT, proj_context_destroy>;
using Object = Handle<PJ, proj_destroy>;
using Objects = Handle<PJ_OBJ_LIST, proj_list_destroy>;
using Area = Handle<PJ_AREA, proj_area_destroy>;
using Confidences = Handle<int, proj_int_list_destroy>;

/// A PROJ context of one thread: never on the network, and silent; it keeps what PROJ last complained of.
class Session {
 public:
  Session() : context_(proj_context_create()) {
    proj_context_set_enable_network(context_.get(), 0);
    proj_log_level(context_.get(), PJ_LOG_ERROR);
    proj_log_func(context_.get(), &message_,
                  [](void* message, int, const char* words) { *static_cast<std::string*>(message) = words; });
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  PJ_CONTEXT* get() const { return context_.get(); }
  const std::string& message() const { return message_; }

 private:
  std::string message_;
  Context context_;
};

std::string words(const char* text) { return text ? text : ""; }

/// The system in the plane: without a height beside it.
Object horizontal(PJ_CONTEXT* context, Object crs) {
  while (crs && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) {
    crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
  }
  return crs;
}

/// Without a datum shift wrapped around it.
Object unbound(PJ_CONTEXT* context, const PJ* crs) {
  if (proj_get_type(crs) == PJ_TYPE_BOUND_CRS) return Object{proj_get_source_crs(context, crs)};
  return Object{proj_clone(context, crs)};
}

/// With x first, if PROJ can say so of this system: axis order is no difference to us.
Object easting_first(PJ_CONTEXT* context, Object crs) {
  if (!crs) return crs;
  if (Object turned{proj_normalize_for_visualization(context, crs.get())}) return turned;
  return crs;
}

struct Identity {
  std::string authority;
  int code = 0;
  bool operator==(const Identity&) const = default;
};

Identity identity_of(const PJ* crs) {
  const std::string code = words(proj_get_id_code(crs, 0));
  const bool is_number = !code.empty() && code.size() < 10 && std::all_of(code.begin(), code.end(), [](char letter) {
    return letter >= '0' && letter <= '9';
  });
  if (!is_number) return {};
  return {words(proj_get_id_auth_name(crs, 0)), std::atoi(code.c_str())};
}

/// The EPSG code of a definition that carries none, where PROJ is sure of it: .prj files of ArcGIS mostly.
Identity identified(PJ_CONTEXT* context, const PJ* crs) {
  int* raw_confidences = nullptr;
  const Objects matches{proj_identify(context, crs, "EPSG", nullptr, &raw_confidences)};
  const Confidences confidences{raw_confidences};
  constexpr int same_but_for_the_name = 90;
  if (!matches || proj_list_get_count(matches.get()) == 0) return {};
  const int count = proj_list_get_count(matches.get());
  if (confidences.get()[0] < same_but_for_the_name) return {};
  if (count > 1 && confidences.get()[1] >= confidences.get()[0]) return {};
  const Object match{proj_list_get(context, matches.get(), 0)};
  return match ? identity_of(match.get()) : Identity{};
}

bool is_projected(const PJ* crs) { return proj_get_type(crs) == PJ_TYPE_PROJECTED_CRS; }

bool has_metre_axes(PJ_CONTEXT* context, const PJ* crs) {
  const Object system{proj_crs_get_coordinate_system(context, crs)};
  if (!system) return false;
  for (int axis = 0; axis < 2; ++axis) {
    double factor = 0;
    if (!proj_cs_get_axis_info(context, system.get(), axis, nullptr, nullptr, nullptr, &factor, nullptr, nullptr,
                               nullptr)) {
      return false;
    }
    if (factor != 1.0) return false;
  }
  return true;
}

/// Whether the projection stretches the whole world onto a cylinder along the equator.
bool is_mercator(PJ_CONTEXT* context, const PJ* crs) {
  const Object conversion{proj_crs_get_coordoperation(context, crs)};
  if (!conversion) return false;
  const char* name = nullptr;
  proj_coordoperation_get_method_info(context, conversion.get(), &name, nullptr, nullptr);
  const std::string method = words(name);
  return method.starts_with("Popular Visualisation Pseudo Mercator") || method.starts_with("Mercator") ||
         method.starts_with("Equidistant Cylindrical");
}

}  // namespace

/// What is asked of a system, worked out once: PROJ's own objects are not for several threads.
class Crs::Definition {
 public:
  std::string source;  ///< PROJJSON or the words it was parsed from; makes the same object in any context
  std::string base;    ///< the same of the system in degrees that a projected one is drawn from; empty for others
  std::string name;
  std::string wkt;
  Identity identity;
  bool bound = false;  ///< with a datum shift of its own
  bool geographic = false;
  bool metric = false;
  bool mercator = false;
  Box degrees;  ///< where it is made for

  /// The same in its own coordinates, once it is asked for: finding PROJ's operation takes longer than reading a layer.
  mutable Box area;
  mutable std::once_flag area_is_known;

  Object open(const Session& session) const { return Object{proj_create(session.get(), source.c_str())}; }
};

Crs Crs::parse(const std::string& definition) {
  const Session session;
  Object crs{proj_create(session.get(), definition.c_str())};
  if (crs && proj_is_crs(crs.get())) crs = horizontal(session.get(), std::move(crs));
  if (!crs || !proj_is_crs(crs.get())) {
    throw Error(
        Fault::plan,
        say("无法识别坐标参考系“{}”", "unknown coordinate reference system '{}'", printable(shorten(definition, 200))),
        say("请写成 EPSG 代码，例如 crs = \"EPSG:4547\"（CGCS2000 三度带，中央经线 114°）{}",
            "give an EPSG code such as crs = \"EPSG:4547\" (CGCS2000, 3-degree zone, central meridian 114E){}",
            session.message().empty() ? "" : " [" + session.message() + "]"));
  }
  auto parsed = std::make_shared<Definition>();
  const Object plain = unbound(session.get(), crs.get());
  const PJ* bare = plain ? plain.get() : crs.get();
  parsed->source = words(proj_as_projjson(session.get(), crs.get(), nullptr));
  if (parsed->source.empty()) parsed->source = definition;
  if (const Object degrees{is_projected(bare) ? proj_crs_get_geodetic_crs(session.get(), bare) : nullptr})
    parsed->base = words(proj_as_projjson(session.get(), degrees.get(), nullptr));
  parsed->name = words(proj_get_name(bare));
  const char* const one_line[] = {"MULTILINE=NO", nullptr};
  parsed->wkt = words(proj_as_wkt(session.get(), bare, PJ_WKT1_GDAL, one_line));
  if (parsed->wkt.empty()) parsed->wkt = words(proj_as_wkt(session.get(), bare, PJ_WKT2_2019, one_line));
  parsed->identity = identity_of(bare);
  if (parsed->identity.code == 0) parsed->identity = identified(session.get(), bare);
  parsed->bound = proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS;
  const PJ_TYPE type = proj_get_type(bare);
  parsed->geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
  parsed->metric = is_projected(bare) && has_metre_axes(session.get(), bare);
  parsed->mercator = is_projected(bare) && is_mercator(session.get(), bare);
  double west = 0, south = 0, east = 0, north = 0;
  constexpr double unknown = -1000;
  if (proj_get_area_of_use(session.get(), bare, &west, &south, &east, &north, nullptr) && west != unknown &&
      west <= east)
    parsed->degrees = {{west, south}, {east, north}};
  return Crs(std::move(parsed));
}

Box Crs::degrees_of_use() const { return definition_->degrees; }

Box Crs::area_of_use() const {
  if (definition_->degrees.empty() || is_geographic()) return definition_->degrees;
  std::call_once(definition_->area_is_known, [&] { definition_->area = projected(definition_->degrees); });
  return definition_->area;
}

Box Crs::projected(const Box& degrees) const {
  std::vector<Point> border;
  constexpr int steps = 8;  // meridians bend
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const double x = degrees.low.x + t * (degrees.high.x - degrees.low.x);
    const double y = degrees.low.y + t * (degrees.high.y - degrees.low.y);
    for (const Point p :
         {Point{x, degrees.low.y}, Point{x, degrees.high.y}, Point{degrees.low.x, y}, Point{degrees.high.x, y}})
      border.push_back(p);
  }
  // From the degrees of its own datum: what lies between two datums is nothing to an area of use, and PROJ takes long
  // to look for it.
  Transform(parse(definition_->base.empty() ? "EPSG:4326" : definition_->base), *this, {}).apply(border);
  Box box;
  for (const Point p : border)
    if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
  return box;
}

double Crs::scale_error(Point place) const {
  if (is_geographic()) return 0;
  constexpr double untold = std::numeric_limits<double>::infinity();
  Point degrees[] = {place};
  Transform(*this, parse("EPSG:4326"), {}).apply(degrees);
  const Session session;
  const Object crs = definition_->open(session);
  // PROJ takes the scales of a system whose northing comes first for those of another place.
  const Object plain = crs ? easting_first(session.get(), unbound(session.get(), crs.get())) : Object{};
  if (!plain || !std::isfinite(degrees[0].x) || !std::isfinite(degrees[0].y)) return untold;
  constexpr double degree = 3.14159265358979323846 / 180;
  const PJ_FACTORS factors = proj_factors(plain.get(), proj_coord(degrees[0].x * degree, degrees[0].y * degree, 0, 0));
  const bool is_told = factors.tissot_semiminor > 0 && std::isfinite(factors.tissot_semimajor);
  if (!is_told) return untold;
  return std::max(std::abs(factors.tissot_semimajor - 1), std::abs(factors.tissot_semiminor - 1));
}

bool Crs::is_geographic() const { return definition_->geographic; }
bool Crs::is_metric() const { return definition_->metric; }
bool Crs::is_web_mercator() const { return definition_->mercator; }
std::string Crs::name() const { return definition_->name; }
std::string Crs::authority() const { return definition_->identity.authority; }
int Crs::code() const { return definition_->identity.code; }
std::string Crs::wkt() const { return definition_->wkt; }

std::string Crs::label() const { return code() ? authority() + ":" + std::to_string(code()) : name(); }

bool Crs::is_called(const std::string& code_words) const {
  return !definition_->bound && code() != 0 && code_words == label();
}

bool Crs::equals(const Crs& other) const {
  if (definition_ == other.definition_ || definition_->source == other.definition_->source) return true;
  const bool is_bound = definition_->bound || other.definition_->bound;
  if (!is_bound && code() && definition_->identity == other.definition_->identity) return true;
  const Session session;
  const Object one = easting_first(session.get(), definition_->open(session));
  const Object two = easting_first(session.get(), other.definition_->open(session));
  return one && two &&
         proj_is_equivalent_to_with_ctx(session.get(), one.get(), two.get(),
                                        PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

std::string Crs::fitting(Point longitude_latitude) {
  const double latitude = longitude_latitude.y;
  if (!std::isfinite(longitude_latitude.x) || !std::isfinite(latitude)) {
    throw Error(Fault::plan, {"没有位置，无法选择坐标参考系", "no place to choose a coordinate reference system for"},
                {"请在方案中写明 crs", "state crs in the plan"});
  }
  const double longitude = std::remainder(longitude_latitude.x, 360.0);
  if (longitude >= 73 && longitude <= 135 && latitude >= 18 && latitude <= 54) {
    constexpr int first_code = 4534, first_meridian = 75, last_meridian = 135, zone_width = 3;
    const int nearest = static_cast<int>(std::lround(longitude / zone_width)) * zone_width;
    const int meridian = std::clamp(nearest, first_meridian, last_meridian);
    return "EPSG:" + std::to_string(first_code + (meridian - first_meridian) / zone_width);
  }
  const int zone = std::clamp(static_cast<int>(std::floor((longitude + 180) / 6)) + 1, 1, 60);
  return "EPSG:" + std::to_string((latitude >= 0 ? 32600 : 32700) + zone);
}

struct Transform::Operation {
  Session session;
  Object carry;  ///< empty where there is nothing to do
  Object source, target;
  Box area;  ///< degrees

  /// The operation that carried the last point; PROJ may choose among several by place.
  Object used() const {
    if (Object last{proj_trans_get_last_used_operation(carry.get())}) return last;
    return Object{proj_clone(session.get(), carry.get())};
  }
};

Transform::Transform(const Crs& from, const Crs& to, const Box& area) : operation_(std::make_unique<Operation>()) {
  if (from.equals(to)) return;
  const Session& session = operation_->session;
  const Object source = from.definition().open(session);
  const Object target = to.definition().open(session);
  const Area place{area.empty() ? nullptr : proj_area_create()};
  if (place) proj_area_set_bbox(place.get(), area.low.x, area.low.y, area.high.x, area.high.y);
  const auto operation_for = [&](PJ_AREA* where) {
    return Object{source && target
                      ? proj_create_crs_to_crs_from_pj(session.get(), source.get(), target.get(), where, nullptr)
                      : nullptr};
  };
  Object carry = operation_for(place.get());
  // Coordinates that are not where the target is made for are carried all the same; they may be wrong, but that
  // is for the reader of the data to say.
  if (!carry && place) carry = operation_for(nullptr);
  if (carry) carry.reset(proj_normalize_for_visualization(session.get(), carry.get()));
  if (!carry) {
    throw Error(Fault::plan,
                say("无法从 {} 换算到 {}", "no way to carry coordinates from {} to {}", from.label(), to.label()),
                session.message().empty()
                    ? Text{"请检查两个坐标参考系是否写对", "check that both coordinate reference systems are right"}
                    : same(session.message()));
  }
  operation_->carry = std::move(carry);
  operation_->source = Object{proj_clone(session.get(), source.get())};
  operation_->target = Object{proj_clone(session.get(), target.get())};
  operation_->area = area;
}

Transform::~Transform() = default;
Transform::Transform(Transform&&) noexcept = default;

bool Transform::is_identity() const { return !operation_->carry; }

void Transform::apply(std::span<Point> points) const {
  if (points.empty()) return;
  if (!is_identity()) {
    proj_errno_reset(operation_->carry.get());
    proj_trans_generic(operation_->carry.get(), PJ_FWD, &points[0].x, sizeof(Point), points.size(), &points[0].y,
                       sizeof(Point), points.size(), nullptr, 0, 0, nullptr, 0, 0);
  }
  constexpr double nowhere = std::numeric_limits<double>::infinity();
  for (Point& point : points) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) point = {nowhere, nowhere};
  }
}

std::optional<double> Transform::accuracy() const {
  if (is_identity()) return 0.0;
  const Object used = operation_->used();
  const double metres = used ? proj_coordoperation_get_accuracy(operation_->session.get(), used.get()) : -1;
  if (metres < 0) return std::nullopt;
  return metres;
}

bool Transform::is_ballpark() const {
  if (is_identity() || description().find("Ballpark") == std::string::npos) return false;
  PJ_CONTEXT* context = operation_->session.get();
  // WGS 84, CGCS2000, ETRS89 and their kin are one system to a planner: geocentric, on nearly the same ellipsoid.
  const auto is_geocentric = [&](const PJ* crs) {
    constexpr double modern_axis = 6378137;  // metres
    const Object ellipsoid{proj_get_ellipsoid(context, crs)};
    double axis = 0;
    return ellipsoid && proj_ellipsoid_get_parameters(context, ellipsoid.get(), &axis, nullptr, nullptr, nullptr) &&
           axis == modern_axis;
  };
  return !is_geocentric(operation_->source.get()) || !is_geocentric(operation_->target.get());
}

std::string Transform::missing_grid() const {
  constexpr double good_enough = 1;  // metre
  if (is_identity() || accuracy().value_or(good_enough + 1) <= good_enough) return {};
  PJ_CONTEXT* context = operation_->session.get();
  const Handle<PJ_OPERATION_FACTORY_CONTEXT, proj_operation_factory_context_destroy> factory{
      proj_create_operation_factory_context(context, nullptr)};
  const Box& area = operation_->area;
  if (!area.empty())
    proj_operation_factory_context_set_area_of_interest(context, factory.get(), area.low.x, area.low.y, area.high.x,
                                                        area.high.y);
  proj_operation_factory_context_set_spatial_criterion(context, factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_grid_availability_use(context, factory.get(), PROJ_GRID_AVAILABILITY_IGNORED);
  const Objects found{
      proj_create_operations(context, operation_->source.get(), operation_->target.get(), factory.get())};
  if (!found || proj_list_get_count(found.get()) == 0) return {};
  const Object best{proj_list_get(context, found.get(), 0)};
  if (!best || proj_coordoperation_is_instantiable(context, best.get())) return {};
  for (int i = 0; i < proj_coordoperation_get_grid_used_count(context, best.get()); ++i) {
    const char* name = nullptr;
    int is_available = 0;
    if (proj_coordoperation_get_grid_used(context, best.get(), i, &name, nullptr, nullptr, nullptr, nullptr, nullptr,
                                          &is_available) &&
        !is_available)
      return words(name);
  }
  return {};
}

std::string Transform::description() const {
  if (is_identity()) return {};
  const Object used = operation_->used();
  return used ? words(proj_pj_info(used.get()).description) : std::string{};
}

}  // namespace gapmap

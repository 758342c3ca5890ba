// SPDX-License-Identifier: MIT
#include "input/placing.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "input/missing_crs.h"

namespace gapmap {
namespace {

class Placer {
 public:
  Placer(Layer& layer, std::optional<Projection>& projection, const PlacingTask& task, Issues& issues)
      : layer_(layer), projection_(projection), task_(task), issues_(issues) {}

  void run() {
    if (!projection_) assume_crs();
    turn_axes();
    find_zeros();
    find_degrees();
    find_meridian_crossers();
    projection_->apply(layer_.geometries.vertices());
    drop_what_cannot_be_carried();
    note_accuracy();
    note_distortion();
  }

 private:
  void issue(std::string code, Severity severity, std::string feature, Text message, std::optional<Place> place = {}) {
    issues_.push_back(
        {std::move(code), severity, task_.spec.role, task_.spec.source, std::move(feature), std::move(message), place});
  }

  void assume_crs() {
    if (layer_.geometries.box().empty())
      throw Error(Fault::input,
                  say("{}：没有一个要素有可用的坐标", "{}: no feature has usable coordinates", task_.place),
                  {"检查坐标字段和分隔符，以及是否有引号没有成对",
                   "check the coordinate columns and the delimiter, and whether a quotation mark is never closed"});
    const AssumedCrs assumed = assumed_crs(layer_.geometries.box(), task_.target);
    if (assumed.definition.empty() || !task_.may_assume_crs) {
      Text hint = say("在方案的图层“{}”里写明 crs，例如 crs = \"EPSG:4490\" 或 \"gcj02\"",
                      "say it in the plan's layer \"{}\", such as crs = \"EPSG:4490\" or \"gcj02\"", task_.spec.role);
      if (!assumed.why.empty() && assumed.definition.empty()) hint = say("{}；{}", "{}; {}", hint, assumed.why);
      throw Error(Fault::input, say("{}：没有坐标系", "{}: there is no coordinate reference system", task_.place),
                  hint);
    }
    issue("L104", Severity::warning, "",
          say("文件没有坐标系：{}", "the file names no coordinate reference system: {}", assumed.why));
    LayerSpec spec = task_.spec;
    spec.crs = assumed.definition;
    projection_.emplace(spec, nullptr, task_.target, task_.place);
  }

  /// Where nothing lies where its system, or the plan's, is made for, and nearly everything would the other way round.
  void turn_axes() {
    Box usual = projection_->is_geographic() ? task_.target.degrees_of_use() : projection_->area_of_use();
    if (usual.empty()) return;
    const double margin = projection_->is_geographic() ? 3 : 0.2 * (usual.high.x - usual.low.x);
    usual = usual.grown(margin);
    std::size_t as_is = 0, turned = 0, count = 0;
    for (Point p : layer_.geometries.vertices()) {
      if (projection_->is_turned()) std::swap(p.x, p.y);
      if (p.x == 0 && p.y == 0) continue;
      as_is += usual.contains(p);
      turned += usual.contains({p.y, p.x});
      ++count;
    }
    if (count == 0 || as_is * 50 > count || turned * 10 < count * 9) return;
    projection_->turn();
    issue("L106", Severity::warning, "",
          {"横纵坐标（经纬度）写反了，已按相反的次序读取",
           "easting and northing (or longitude and latitude) are swapped; they were read the other way round"});
  }

  /// (0, 0) far from everything else is how programs write "unknown".
  void find_zeros() {
    if (layer_.geometries.shape() != Shape::point) return;
    Box others;
    std::vector<long long> zeros;
    for (std::size_t i = 0; i < layer_.size(); ++i)
      for (std::size_t part = 0; part < layer_.geometries.parts_of(i); ++part) {
        const Point p = layer_.geometries.part(i, part)[0];
        if (p.x == 0 && p.y == 0)
          zeros.push_back(layer_.ids[i]);
        else
          others.add(p);
      }
    const double far = projection_->is_geographic() ? 1 : 50'000;
    if (zeros.empty() || others.empty() || others.grown(far).contains({0, 0})) return;
    issue("G106", Severity::error, zeros.size() == 1 ? std::to_string(zeros.front()) : "",
          say("{} 个点的坐标是 (0, 0)，多半是位置缺失（要素 {}）",
              "{} points stand at (0, 0), which mostly means that no place was recorded (features {})", zeros.size(),
              first_ids(zeros)));
  }

  /// A file may name a system in metres and hold degrees, as after a system was assigned where it should have been
  /// converted. Within 200 m of a false origin there is no district.
  void find_degrees() {
    if (projection_->is_geographic()) return;
    const Box box = layer_.geometries.box();
    if (box.empty() || !Box{{-180, -90}, {180, 90}}.contains(box.low) ||
        !Box{{-180, -90}, {180, 90}}.contains(box.high))
      return;
    issue("C104", Severity::error, "",
          say("坐标像是经纬度，而坐标系 {} 以米为单位；若是经纬度请写 crs = \"EPSG:4490\"",
              "the coordinates look like degrees, but {} is in metres; if they are degrees write crs = \"EPSG:4490\"",
              projection_->label()));
  }

  /// Where longitudes jump from 180 to -180, an edge runs round the world.
  void find_meridian_crossers() {
    if (!projection_->is_geographic()) return;
    std::vector<long long> crossers;
    for (std::size_t i = 0; i < layer_.size(); ++i) {
      const Box box = layer_.geometries.is_null(i) ? Box() : layer_.geometries.box(i);
      const double width = projection_->is_turned() ? box.high.y - box.low.y : box.high.x - box.low.x;
      if (!box.empty() && width > 180) crossers.push_back(layer_.ids[i]);
    }
    if (crossers.empty() || layer_.geometries.shape() == Shape::point) return;
    issue("G110", Severity::error, crossers.size() == 1 ? std::to_string(crossers.front()) : "",
          say("{} 个要素跨越 180° 经线，边会绕地球一圈，长度和面积没有意义；请在该经线处切开（要素 {}）",
              "{} features cross the meridian of 180°, where their edges run round the world: their lengths and areas "
              "mean "
              "nothing; cut them there (features {})",
              crossers.size(), first_ids(crossers)));
  }

  void drop_what_cannot_be_carried() {
    const Geometries& found = layer_.geometries;
    std::vector<long long> lost;
    std::size_t with_geometry = 0;
    Geometries kept(found.shape());
    for (std::size_t i = 0; i < found.size(); ++i) {
      bool is_fine = true;
      for (std::size_t part = 0; part < found.parts_of(i); ++part)
        for (const Point p : found.part(i, part)) is_fine = is_fine && std::isfinite(p.x) && std::isfinite(p.y);
      with_geometry += !found.is_null(i);
      if (!is_fine) lost.push_back(layer_.ids[i]);
    }
    if (lost.empty()) return;
    if (lost.size() * 2 > with_geometry)
      throw Error(Fault::input,
                  say("{}：有坐标不能从 {} 换算到 {}（要素 {}）",
                      "{}: a coordinate cannot be carried from {} to {} (features {})", task_.place,
                      projection_->label(), task_.target.label(), first_ids(lost)),
                  {"坐标系可能写错，或经纬度写反", "the system may be wrong, or longitude and latitude swapped"});
    std::size_t next = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (next < lost.size() && lost[next] == layer_.ids[i]) {
        kept.end_feature();
        ++next;
      } else {
        kept.add_feature(found, i);
      }
    }
    layer_.geometries = std::move(kept);
    issue("G105", Severity::error, lost.size() == 1 ? std::to_string(lost.front()) : "",
          say("{} 个要素的坐标不能从 {} 换算，不参与计算（要素 {}）",
              "{} features have coordinates that cannot be carried from {} and do not count (features {})", lost.size(),
              projection_->label(), first_ids(lost)));
  }

  void note_accuracy() {
    if (projection_->is_ballpark())
      issue(
          "C101", Severity::warning, "",
          say("PROJ 不知道 {} 与方案坐标系之间的基准转换，按同一基准处理，可能偏差约 100 米",
              "PROJ knows no datum shift from {} to the plan's system and treats both as one; positions may be off by "
              "about 100 m",
              projection_->label()));
    if (const std::string grid = projection_->missing_grid(); !grid.empty())
      issue("C102", Severity::warning, "",
            say("缺少更精确换算所需的格网文件 {}",
                "the grid {} that a more accurate transformation needs is not installed", printable(grid)));
  }

  /// Where half of the vertices lie west and half east, half south and half north; of a thousand where there are more.
  std::optional<Point> middle() const {
    constexpr std::size_t enough = 1000;
    const std::vector<Point>& all = std::as_const(layer_).geometries.vertices();
    std::vector<double> xs, ys;
    for (std::size_t i = 0; i < all.size(); i += 1 + all.size() / enough)
      if (std::isfinite(all[i].x) && std::isfinite(all[i].y)) {
        xs.push_back(all[i].x);
        ys.push_back(all[i].y);
      }
    if (xs.empty()) return std::nullopt;
    const auto half = static_cast<std::ptrdiff_t>(xs.size() / 2);
    std::nth_element(xs.begin(), xs.begin() + half, xs.end());
    std::nth_element(ys.begin(), ys.begin() + half, ys.end());
    return Point{xs[static_cast<std::size_t>(half)], ys[static_cast<std::size_t>(half)]};
  }

  /// Lengths and areas are those of the plan's system, which holds near its own meridian only.
  void note_distortion() {
    const std::optional<Point> place = middle();
    if (!place || task_.target.is_geographic() || task_.target.is_web_mercator()) return;
    // A national grid may be bent by more at its ends; whoever made it knew.
    if (task_.target.area_of_use().contains(*place)) return;
    constexpr double bearable = 0.002;
    const double error = task_.target.scale_error(*place);
    if (error < bearable) return;
    issue("C103", Severity::warning, "",
          std::isfinite(error)
              ? say("图层离 {} 的适用范围很远，长度在那里偏差约 {} %；请换用当地的坐标系",
                    "the layer lies far from where {} holds: lengths there are off by about {} %; choose a system of "
                    "that "
                    "place",
                    task_.target.label(), grouped(100 * error, 1))
              : say("图层离 {} 的适用范围很远，长度在那里没有意义；请换用当地的坐标系",
                    "the layer lies far from where {} holds, and lengths there mean nothing; choose a system of that "
                    "place",
                    task_.target.label()));
  }

  Layer& layer_;
  std::optional<Projection>& projection_;
  const PlacingTask& task_;
  Issues& issues_;
};

}  // namespace

void place_layer(Layer& layer, std::optional<Projection>& projection, const PlacingTask& task, Issues& issues) {
  Placer(layer, projection, task, issues).run();
}

std::string first_ids(const std::vector<long long>& ids) {
  constexpr std::size_t most = 10;
  std::string words;
  for (std::size_t i = 0; i < std::min(most, ids.size()); ++i) words += (i ? ", " : "") + std::to_string(ids[i]);
  return ids.size() > most ? words + ", …" : words;
}

}  // namespace gapmap

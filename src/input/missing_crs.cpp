// SPDX-License-Identifier: MIT
#include "input/missing_crs.h"

#include <cmath>

namespace gapmap {
namespace {

/// The CGCS2000 zones whose eastings begin with their number: 3-degree zones 25 to 45, 6-degree zones 13 to 23.
std::string numbered_zone(const Box& box) {
  const int low = static_cast<int>(std::floor(box.low.x / 1e6)), high = static_cast<int>(std::floor(box.high.x / 1e6));
  if (low != high) return {};
  if (low >= 25 && low <= 45) return "EPSG:" + std::to_string(4513 + low - 25);
  if (low >= 13 && low <= 23) return "EPSG:" + std::to_string(4491 + low - 13);
  return {};
}

}  // namespace

AssumedCrs assumed_crs(const Box& box, const Crs& plan) {
  if (box.empty()) return {};
  if (std::abs(box.low.x) <= 180 && std::abs(box.high.x) <= 180 && std::abs(box.low.y) <= 180 &&
      std::abs(box.high.y) <= 180)
    return {"EPSG:4326",
            {"坐标像是经纬度，按 WGS 84 / CGCS2000 读取；如来自国内地图服务请写 crs = \"gcj02\"",
             "the coordinates look like degrees and were taken for WGS 84 / CGCS2000; if they come from a Chinese map "
             "service, write crs = \"gcj02\""}};
  const Box usual = plan.area_of_use();
  if (!usual.empty() && usual.contains(box.low) && usual.contains(box.high))
    return {
        plan.label(),
        say("坐标大小与方案坐标系相符，按 {} 读取；若为西安 80 或北京 54，会差约 100 米",
            "the coordinates have the size of the plan's own and were taken for {}; Xi'an 80 or Beijing 54 would be "
            "off by about 100 m",
            plan.label())};
  if (const std::string zone = numbered_zone(box); !zone.empty())
    return {{},
            say("横坐标带有带号，像是 {}（CGCS2000）", "the eastings carry a zone number, as in {} (CGCS2000)", zone)};
  return {};
}

}  // namespace gapmap

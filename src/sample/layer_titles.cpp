// SPDX-License-Identifier: MIT
#include "sample/layer_titles.h"

#include <array>

namespace gapmap {
namespace {

struct Title {
  std::string_view name, zh, en;
};

constexpr std::array<Title, 16> titles{{
    {"subdistricts", "街道办和乡镇", "Subdistricts and towns"},
    {"built_up", "建成区", "Built-up area"},
    {"residents", "居民", "Residents"},
    {"roads", "道路", "Streets"},
    {"toilets", "公厕", "Public toilets"},
    {"lamps", "路灯", "Street lamps"},
    {"schools", "学校和幼儿园", "Schools and kindergartens"},
    {"clinics", "医疗机构", "Clinics and hospitals"},
    {"parking", "停车场", "Parking"},
    {"water_points", "直饮水点", "Drinking-water points"},
    {"projects", "项目", "Projects"},
    {"parks", "公园游园", "Parks"},
    {"green", "绿地", "Green land"},
    {"water", "水面", "Water"},
    {"rivers", "河道", "Rivers"},
    {"compounds", "住宅小区", "Residential compounds"},
}};

}  // namespace

Text sample_layer_title(std::string_view name) {
  for (const Title& title : titles)
    if (title.name == name) return {std::string(title.zh), std::string(title.en)};
  return same(std::string(name));
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "plan/keys.h"

namespace gapmap {

std::span<const Parameter> plan_keys() {
  static const std::vector<Parameter> keys{
      {"gapmap", ValueKind::number, true, "格式版本，现为 1", "version of this format: 1", "", {}},
      {"id", ValueKind::text, true, "方案代号", "short name of the plan", "", {}},
      {"title", ValueKind::bilingual, true, "方案名称", "title of the plan", "", {}},
      {"source", ValueKind::table, false, "依据的文件", "the official document: {document, date}", "", {}},
      {"crs",
       ValueKind::text,
       true,
       "投影坐标系，单位米；auto 为按数据所在地选择",
       "projected system in metres, such as EPSG:4547; auto for the one that fits the data's place",
       "",
       {}},
      {"units",
       ValueKind::table,
       false,
       "评分单元",
       "the units that scores are given for: {layer, code, name}",
       "the whole plan area",
       {}},
      {"network", ValueKind::table, false, "步行路网", "streets for along = \"walk\": {layer, snap, …}", "", {}},
      {"layers", ValueKind::table, true, "图层", "role -> where it is read from", "", {}},
      {"task", ValueKind::table, false, "任务", "the document's numbered items, [[task]]", "", {}},
      {"consistency",
       ValueKind::table,
       false,
       "文件自身应当一致的数字",
       "figures of the document that must agree, [[consistency]]",
       "",
       {}},
      {"standard", ValueKind::table, true, "标准", "the checkable rules, [[standard]]", "", {}},
  };
  return keys;
}

std::span<const Parameter> units_keys() {
  static const std::vector<Parameter> keys{
      {"layer", ValueKind::layer, true, "单元图层", "layer of the unit polygons", "", {}},
      {"code", ValueKind::text, false, "代码字段", "field of the code", "code", {}},
      {"name", ValueKind::text, false, "名称字段", "field of the name", "name", {}},
  };
  return keys;
}

std::span<const Parameter> network_keys() {
  static const std::vector<Parameter> keys{
      {"layer", ValueKind::layer, true, "街道图层", "layer of the streets", "", {}},
      {"snap", ValueKind::length, false, "离路最远距离", "largest distance from a street, metres", "100", {}},
      {"walk_kmh", ValueKind::number, false, "步行速度", "walking speed, km/h", "4.8", {}},
      {"tolerance", ValueKind::length, false, "接头容差", "ends this near to a line join it, metres", "1", {}},
      {"crossings",
       ValueKind::choice,
       false,
       "交叉处理",
       "lines that cross without a shared vertex; OpenStreetMap's always pass over each other",
       "join",
       {"join", "bridge"}},
      {"islands",
       ValueKind::choice,
       false,
       "孤立路网上的设施",
       "the nearest street, or where in reach one of the largest connected piece",
       "keep",
       {"keep", "main"}},
      {"profile",
       ValueKind::choice,
       false,
       "路网类型",
       "centre lines as drawn, or OpenStreetMap with its tags",
       "osm for .osm and .pbf",
       {"drawn", "osm"}},
      {"level",
       ValueKind::field,
       false,
       "桥隧字段",
       "field of a drawn layer: 0 on the ground, others above or below",
       "",
       {}},
      {"entry",
       ValueKind::length,
       false,
       "面状设施入口距离",
       "streets this near to a supply area lead into it, metres",
       "20",
       {}},
      {"barriers", ValueKind::layer, false, "障碍图层", "lines and areas that nobody crosses", "", {}},
      {"links", ValueKind::layer, false, "新增连接图层", "further streets, such as a planned footbridge", "", {}},
      {"elevation",
       ValueKind::layer,
       false,
       "高程栅格：以分钟为限的步行计坡度",
       "raster of ground heights: walks in minutes count slopes",
       "level ground",
       {}},
  };
  return keys;
}

std::span<const Parameter> layer_keys() {
  static const std::vector<Parameter> keys{
      {"source",
       ValueKind::text,
       false,
       "文件路径或连接；不写则要用 --layer 接上",
       "path or connection that GDAL opens; without it, bind the layer by --layer",
       "",
       {}},
      {"layer", ValueKind::text, false, "图层名", "layer of the source", "the only one", {}},
      {"sql", ValueKind::text, false, "查询语句", "SELECT in SQLite dialect, in place of layer", "", {}},
      {"where", ValueKind::condition, false, "筛选条件", "features to keep", "all", {}},
      {"fields", ValueKind::fields, false, "字段对照", "standard's name -> the file's own", "", {}},
      {"weight", ValueKind::text, false, "权重字段", "people: a field, or area, length, count", "by shape", {}},
      {"crs", ValueKind::text, false, "坐标系", "overrides the file's; gcj02, bd09 or EPSG:…", "the file's", {}},
      {"encoding", ValueKind::text, false, "文字编码", "overrides the file's, such as GBK", "the file's", {}},
      {"x", ValueKind::text, false, "横坐标字段", "column of easting or longitude", "", {}},
      {"y", ValueKind::text, false, "纵坐标字段", "column of northing or latitude", "", {}},
      {"unit",
       ValueKind::table,
       false,
       "没有几何的记录属于哪个单元：字段，或 {name, code}",
       "unit of a record without geometry: a field, or {name, code}",
       "",
       {}},
      {"at", ValueKind::choice, false, "权重位置", "where an area's weight sits", "surface", {"surface", "point"}},
      {"clip",
       ValueKind::length,
       false,
       "只读单元外框周围这么多米以内的要素",
       "read only what lies within so many metres of the units' box",
       "all",
       {}},
      {"year", ValueKind::task, false, "数据年份", "year of the data, printed beside figures", "", {}},
      {"title", ValueKind::bilingual, false, "图层名称", "the layer's name for people", "", {}},
  };
  return keys;
}

std::span<const Parameter> task_keys() {
  static const std::vector<Parameter> keys{
      {"number", ValueKind::task, true, "任务编号", "the document's own number", "", {}},
      {"title", ValueKind::bilingual, true, "任务名称", "title of the task", "", {}},
      {"lead", ValueKind::words, false, "牵头单位", "leading departments of its standards", "", {}},
      {"responsible", ValueKind::words, false, "责任单位", "responsible departments of its standards", "", {}},
      {"deadline", ValueKind::date, false, "完成时限", "deadline of its standards", "", {}},
  };
  return keys;
}

std::span<const Parameter> consistency_keys() {
  static const std::vector<Parameter> keys{
      {"title", ValueKind::bilingual, true, "名称", "what the figures are about", "", {}},
      {"clause", ValueKind::text, false, "原文", "the words of the document", "", {}},
      {"sum", ValueKind::numbers, false, "相加的数", "figures that are added up", "", {}},
      {"product", ValueKind::numbers, false, "相乘的数", "figures that are multiplied", "", {}},
      {"equals", ValueKind::number, false, "应等于", "what they must come to", "", {}},
      {"at_least", ValueKind::number, false, "应不少于", "what they must reach", "", {}},
      {"at_most", ValueKind::number, false, "应不超过", "what they must not exceed", "", {}},
      {"note", ValueKind::bilingual, false, "说明", "what follows for a reader of the results", "", {}},
  };
  return keys;
}

std::span<const Parameter> standard_keys() {
  static const std::vector<Parameter> keys{
      {"id", ValueKind::text, true, "标准代号", "short name, unique in the plan: letters, digits, -", "", {}},
      {"task", ValueKind::task, true, "任务编号", "the document's own number", "", {}},
      {"title", ValueKind::bilingual, true, "标准名称", "title of the standard", "", {}},
      {"clause", ValueKind::text, false, "原文", "the words of the document that this checks", "", {}},
      {"measure", ValueKind::text, false, "量算方法", "the kind of arithmetic", "", {}},
      {"any", ValueKind::ways, false, "任一满足", "several ways, any of which may be met", "", {}},
      {"target", ValueKind::target, false, "目标", "range of a good value: {min, max}", "", {}},
      {"shown", ValueKind::numbers, false, "另示阈值", "further thresholds to draw", "", {}},
      {"deadline", ValueKind::date, false, "完成时限", "date by which it must be met", "", {}},
      {"lead", ValueKind::words, false, "牵头单位", "leading department or departments", "", {}},
      {"responsible", ValueKind::words, false, "责任单位", "responsible departments", "", {}},
      {"site", ValueKind::table, false, "选址要求", "how new facilities are sited: {candidates, spacing, …}", "", {}},
      {"assumption", ValueKind::bilingual, false, "假定", "what is assumed where the document is silent", "", {}},
      {"statements",
       ValueKind::words,
       false,
       "所查条目",
       "numbers of the document's statements that this checks",
       "",
       {}},
      {"trust",
       ValueKind::choice,
       false,
       "数值的可信程度",
       "O official text seen, R reprint seen, S secondary source, D draft, M unverified",
       "",
       {"O", "R", "S", "D", "M"}},
  };
  return keys;
}

std::span<const Parameter> site_keys() {
  static const std::vector<Parameter> keys{
      {"candidates", ValueKind::layer, false, "候选点图层", "layer of the candidates", "made up", {}},
      {"where", ValueKind::condition, false, "候选点的筛选条件", "which candidates", "all", {}},
      {"must", ValueKind::condition, false, "必选的候选点", "candidates that are chosen in any case", "", {}},
      {"forbid", ValueKind::condition, false, "不可选的候选点", "candidates that are not", "", {}},
      {"inside", ValueKind::layer, false, "允许建设的面", "areas where made-up candidates may lie", "the units", {}},
      {"outside", ValueKind::layer, false, "禁止建设的面", "areas where they may not", "", {}},
      {"grid", ValueKind::length, false, "自动候选点的间距", "metres between made-up candidates", "", {}},
      {"spacing", ValueKind::length, false, "最小间距", "metres to other sites and to what stands", "", {}},
      {"per_unit", ValueKind::number, false, "每单元上限", "most new sites in a unit", "", {}},
      {"density_max", ValueKind::number, false, "每平方公里上限", "most per km2 of a unit, standing included", "", {}},
      {"cost", ValueKind::field, false, "造价字段", "field of a candidate's cost", "", {}},
      {"budget", ValueKind::number, false, "总造价上限", "most that all new sites cost", "", {}},
      {"capacity", ValueKind::task, false, "新址容量", "what a site can serve: a number or a field", "", {}},
      {"supply_capacity", ValueKind::field, false, "现有容量字段", "what a standing one can serve", "", {}},
      {"times", ValueKind::number, false, "需要几处", "facilities within the limit that everyone needs", "1", {}},
  };
  return keys;
}

std::span<const Parameter> selection_keys() {
  static const std::vector<Parameter> keys{
      {"layer", ValueKind::layer, true, "图层", "a role of [layers]", "", {}},
      {"where", ValueKind::condition, false, "筛选条件", "features that count", "all", {}},
      {"of", ValueKind::amount, false, "统计量", "count, length, area or a field", "count", {}},
      {"weight", ValueKind::text, false, "权重字段", "overrides the layer's weight", "the layer's", {}},
  };
  return keys;
}

}  // namespace gapmap

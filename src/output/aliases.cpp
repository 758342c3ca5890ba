// SPDX-License-Identifier: MIT
#include "output/aliases.h"

#include <algorithm>

namespace gapmap {

namespace {

const std::vector<FieldAlias>& table() {
  static const std::vector<FieldAlias> aliases = {
      {"fid", {"序号", "Number"}},
      {"id", {"标识", "Identifier"}},
      // What is checked, and where.
      {"standard_id", {"标准编号", "Standard"}},
      {"task", {"任务序号", "Task"}},
      {"title", {"标题", "Title"}},
      {"title_zh", {"标题（中文）", "Title (Chinese)"}},
      {"title_en", {"标题（英文）", "Title (English)"}},
      {"clause", {"文件原文", "Clause of the document"}},
      {"measure", {"检查方法", "Measure"}},
      {"along", {"距离算法", "Distance along"}},
      {"within", {"服务半径（米）", "Within (m)"}},
      {"basis", {"计算依据", "Computed on"}},
      {"assumption", {"假设", "Assumption"}},
      {"assumption_en", {"假设（英文）", "Assumption (English)"}},
      {"deadline", {"完成时限", "Deadline"}},
      {"lead", {"牵头单位", "Lead department"}},
      {"responsible", {"责任单位", "Responsible departments"}},
      {"partition", {"统计分区", "Partition"}},
      {"unit_code", {"单元代码", "Unit code"}},
      {"unit_name", {"单元名称", "Unit name"}},
      {"class", {"类别", "Class"}},
      // Scores.
      {"value", {"现状值", "Value"}},
      {"value_unit", {"现状值单位", "Unit of the value"}},
      {"target_min", {"目标下限", "Target minimum"}},
      {"target_max", {"目标上限", "Target maximum"}},
      {"verdict", {"结论", "Verdict"}},
      {"worst_verdict", {"最差结论", "Worst verdict"}},
      {"inside", {"在目标范围内的比例", "Share inside the target"}},
      {"shown", {"另示阈值", "Further thresholds"}},
      {"demand", {"需求总量", "Demand"}},
      {"served", {"已满足", "Served"}},
      {"missing", {"缺口", "Missing"}},
      {"unit_of_measure", {"计量单位", "Unit of measure"}},
      {"error_bound", {"误差上限", "Error bound"}},
      {"dropped", {"未计入", "Left out"}},
      {"met", {"达标项数", "Standards met"}},
      {"unmet", {"未达标项数", "Standards unmet"}},
      {"no_data", {"无数据项数", "Standards without data"}},
      // Gaps.
      {"people", {"人数（人）", "People"}},
      {"amount", {"数量", "Amount"}},
      {"distance", {"最近距离（米）", "Nearest distance (m)"}},
      {"area", {"面积（平方米）", "Area (m²)"}},
      {"length", {"长度（米）", "Length (m)"}},
      {"rank", {"缺口排名（1 为最差）", "Rank (1 = worst)"}},
      {"has", {"现有等级", "Class it has"}},
      {"reached", {"实际到达日期", "Reached on"}},
      {"reason", {"原因：太远、无路、离街太远", "Reason: too far, no way, off the streets"}},
      {"nearest", {"最近设施编号", "Nearest facility"}},
      {"straight", {"直线距离（米）", "Straight distance (m)"}},
      {"to_street", {"到街道距离（米）", "Distance to the street (m)"}},
      {"walk", {"步行距离（米）", "Walking distance (m)"}},
      {"least", {"步行距离最短（米）", "Shortest walk (m)"}},
      {"most", {"步行距离最长（米）", "Longest walk (m)"}},
      {"detour", {"绕行系数（步行/直线）", "Detour (walk over straight)"}},
      {"covered_straight", {"直线达标数量", "Covered as the crow flies"}},
      {"covered_walk", {"步行达标数量", "Covered on foot"}},
      {"only_straight", {"直线达标而步行不达标", "Covered straight, not on foot"}},
      {"finding", {"情况", "Finding"}},
      {"street", {"街段长度", "Length of street"}},
      {"lacks", {"缺少的设施", "What is lacking"}},
      {"needed", {"应达到", "Needed"}},
      {"facility", {"设施", "Facility"}},
      // Sites.
      {"people_gained", {"新增服务人数（人）", "People gained"}},
      {"share_after", {"建成后覆盖率", "Share afterwards"}},
      {"model", {"选址模型", "Model"}},
      {"optimality_gap", {"最优性差距", "Optimality gap"}},
      {"candidate_id", {"候选点编号", "Candidate"}},
      {"places_gained", {"新增服务处数", "Places gained"}},
      {"farthest", {"最远（米）", "Farthest (m)"}},
      {"cost", {"造价", "Cost"}},
      {"serves", {"服务对象", "Serves"}},
      {"site_rank", {"由第几号选址服务", "Served by site"}},
      {"sites", {"新增个数", "New sites"}},
      {"share", {"覆盖率", "Share"}},
      {"chosen", {"已选", "Chosen"}},
      // Before and after.
      {"direction", {"变化", "Direction"}},
      {"change", {"变化值", "Change"}},
      {"value_before", {"之前的值", "Value before"}},
      {"value_after", {"之后的值", "Value after"}},
      {"verdict_before", {"之前的结论", "Verdict before"}},
      {"verdict_after", {"之后的结论", "Verdict after"}},
      {"demand_before", {"之前的需求", "Demand before"}},
      {"demand_after", {"之后的需求", "Demand after"}},
      {"served_before", {"之前已满足", "Served before"}},
      {"served_after", {"之后已满足", "Served after"}},
      {"missing_before", {"之前的缺口", "Missing before"}},
      {"fate", {"缺口变化", "Fate of the gap"}},
      {"moved", {"移动（米）", "Moved"}},
      {"closed", {"已补上", "Closed"}},
      {"opened", {"新出现", "Opened"}},
      {"grew", {"扩大", "Grew"}},
      {"shrank", {"缩小", "Shrank"}},
      {"same", {"不变", "Same"}},
      {"amount_before", {"之前数量", "Amount before"}},
      {"amount_after", {"之后数量", "Amount after"}},
      {"missing_after", {"之后的缺口", "Missing after"}},
      // Input and its trouble.
      {"role", {"图层用途", "Role of the layer"}},
      {"source", {"数据来源", "Source"}},
      {"feature", {"要素编号", "Feature"}},
      {"features", {"要素数", "Features"}},
      {"severity", {"严重程度", "Severity"}},
      {"code", {"代码", "Code"}},
      {"message", {"说明", "Message"}},
      {"message_en", {"说明（英文）", "Message (English)"}},
      {"layer", {"图层", "Layer"}},
      {"field", {"字段", "Field"}},
      {"alias", {"字段别名", "Alias"}},
      {"name", {"名称", "Name"}},
      {"kind", {"种类", "Kind"}},
      {"kind_en", {"种类（英文）", "Kind (English)"}},
      {"population", {"人口（人）", "Population"}},
      {"weight", {"权重", "Weight"}},
      {"year", {"数据年份", "Year of the data"}},
      {"description", {"描述", "Description"}},
      // The run.
      {"version", {"软件版本", "Version of gapmap"}},
      {"gapmap_version", {"软件版本", "Version of gapmap"}},
      {"plan_id", {"方案编号", "Plan"}},
      {"plan_title", {"方案名称", "Title of the plan"}},
      {"plan_title_en", {"方案名称（英文）", "Title of the plan (English)"}},
      {"plan_document", {"依据文件", "Document of the plan"}},
      {"plan_date", {"文件日期", "Date of the document"}},
      {"plan_sha256", {"方案文件 SHA-256", "SHA-256 of the plan"}},
      {"sha256", {"文件 SHA-256", "SHA-256 of the file"}},
      {"inputs", {"输入数据", "Inputs"}},
      {"crs", {"坐标参考系", "Coordinate reference system"}},
      {"libraries", {"程序库版本", "Versions of libraries"}},
      {"command_line", {"命令行", "Command line"}},
      {"command", {"命令行", "Command line"}},
      {"started", {"开始时间", "Started"}},
      {"seconds", {"用时（秒）", "Seconds taken"}},
  };
  return aliases;
}

}  // namespace

std::span<const FieldAlias> field_aliases() { return table(); }

Text field_alias(std::string_view field) {
  const std::string wanted = lower(field);
  const auto is_wanted = [&](const FieldAlias& one) { return one.field == wanted; };
  const auto found = std::find_if(table().begin(), table().end(), is_wanted);
  return found == table().end() ? Text{} : found->alias;
}

}  // namespace gapmap

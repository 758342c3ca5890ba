// SPDX-License-Identifier: MIT
#include "output/basis_words.h"

#include <map>

#include "measure/street_network.h"
#include "output/condition_words.h"
#include "plan/roles.h"

namespace gapmap {
namespace {

constexpr std::string_view elevation_words = "; elevation: ";

/// Whether a way is counted along slopes.
bool is_sloped(const Plan& plan, const Requirement& way) {
  return plan.network && way.text("along") == "walk" &&
         ground_of(*plan.network, way.find<Limit>("within")) == Ground::sloped;
}

/// What the keys of standards are called where their layers are listed.
Text key_words(const std::string& key) {
  static const std::map<std::string, Text> keys{
      {"demand", {"需求", "demand"}},       {"supply", {"设施", "supply"}},
      {"area", {"范围", "area"}},           {"units", {"单元", "units"}},
      {"numerator", {"分子", "numerator"}}, {"denominator", {"分母", "denominator"}},
      {"rules", {"所临", "near"}},          {"where", {"条件", "condition"}},
      {"among", {"统计对象", "among"}},     {"elevation", {"高程", "elevation"}}};
  const auto found = keys.find(key);
  return found == keys.end() ? same(key) : found->second;
}

const LayerSpec* spec_of(const Plan& plan, const std::string& role) {
  const auto found = plan.layers.find(role);
  return found == plan.layers.end() ? nullptr : &found->second;
}

Text layer_words(const Plan& plan, const std::string& role) {
  if (const LayerSpec* const spec = spec_of(plan, role); spec && !spec->title.empty()) return spec->title;
  const Role* const known = find_role(role);
  return known ? known->title : same(role);
}

}  // namespace

std::string basis_of(const Plan& plan, const Requirement& way) {
  std::string words;
  const auto add = [&](const std::string& key, const Selection& selection) {
    if (!words.empty()) words += "; ";
    words += key + ": " + selection.layer;
    if (const LayerSpec* const spec = spec_of(plan, selection.layer); spec && !spec->year.empty())
      words += " " + spec->year;
    if (!selection.where.empty()) words += " (" + selection.where + ")";
  };
  for (const auto& [key, selection] : way.selections()) add(key, *selection);
  if (const std::string where = way.text("where"); !where.empty()) words += "; where: " + where;
  if (const std::string among = way.text("among"); !among.empty()) words += "; among: " + among;
  if (is_sloped(plan, way)) words += std::string(elevation_words) + plan.network->elevation + " (Tobler 1993)";
  return words;
}

bool counts_slopes(const std::string& basis) { return basis.find(elevation_words) != std::string::npos; }

Text basis_words(const Plan& plan, const Requirement& way) {
  Text words;
  const auto add = [&](const std::string& key, const Text& what) {
    // A layer without a part of its own needs no word for it.
    const Text part = key == "layer" ? what : say("{}：{}", "{}: {}", key_words(key), what);
    words = words.empty() ? part : say("{}；{}", "{}; {}", words, part);
  };
  std::string last, role;
  for (const auto& [key, selection] : way.selections()) {
    Text what = layer_words(plan, selection->layer);
    if (const LayerSpec* const spec = spec_of(plan, selection->layer); spec && !spec->year.empty())
      what = say("{} {}", "{} {}", what, spec->year);
    if (!selection->where.empty())
      what = say("{}（{}）", "{} ({})", what, condition_words(selection->layer, selection->where));
    // Several of a kind are one list.
    if (key == last)
      words = say("{}，{}", "{}, {}", words, what);
    else
      add(key, what);
    last = key;
    if (role.empty()) role = selection->layer;
  }
  for (const char* const key : {"where", "among"})
    if (const std::string where = way.text(key); !where.empty()) add(key, condition_words(role, where));
  if (is_sloped(plan, way))
    add("elevation", say("{}（按坡度计步行时间，Tobler 1993）", "{} (slopes change walking time, Tobler 1993)",
                         layer_words(plan, plan.network->elevation)));
  return words;
}

}  // namespace gapmap

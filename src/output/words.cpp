// SPDX-License-Identifier: MIT
#include "output/words.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "plan/roles.h"

namespace gapmap {
namespace {

/// Fields that the ready plans count by; any other field speaks for itself.
const std::map<std::string, Text>& field_words() {
  static const std::map<std::string, Text> fields{
      {"beds", {"床", "beds"}},         {"berths", {"泊位", "berths"}}, {"vehicles", {"车", "vehicles"}},
      {"classes", {"班", "classes"}},   {"seats", {"个学位", "seats"}}, {"households", {"户", "households"}},
      {"population", {"人", "people"}}, {"yuan", {"元", "yuan"}}};
  return fields;
}

/// The unit that a field of a usual layer counts in, as the layer's description gives it; any other unit is itself.
std::string base_unit(const std::string& unit) {
  if (field_words().contains(unit)) return unit;
  for (const Role& role : known_roles())
    if (const RoleField* const field = role.find(unit); field && !field->unit.empty() && field->unit != unit)
      return base_unit(field->unit);
  return unit;
}

/// Whether there is no half of it.
bool is_whole_thing(const std::string& unit) {
  return unit == "count" || unit == "people" || (unit != "yuan" && field_words().contains(unit));
}

/// Whether its targets say their unit, since they may be shown in another than the value is.
bool is_scaled(const std::string& unit) { return unit == "m" || unit == "m2" || unit == "yuan"; }

/// "幼儿园" where a title explains the values one by one: "类别：kindergarten 幼儿园、primary 小学".
std::string explained_in(const std::string& title, const std::string& value) {
  for (const std::string_view before : {"：", "、"}) {
    const std::string start = std::string(before) + value + " ";
    const std::size_t at = title.find(start);
    if (at == std::string::npos) continue;
    const std::size_t from = at + start.size();
    return title.substr(from, title.find("、", from) - from);
  }
  return {};
}

std::string with_blanks(std::string value) {
  std::replace(value.begin(), value.end(), '_', ' ');
  return value;
}

}  // namespace

std::string number_words(double value, const std::string& unit) {
  if (unit == "share") {
    const double percent = value * 100;
    const bool is_rounded_up = percent < 100 && percent > 99.95;
    if (value == 0 || value == 1) return grouped(percent) + " %";
    return (is_rounded_up ? ">99.9" : grouped(percent, 1)) + " %";
  }
  const double size = std::abs(value);
  return grouped(value, size >= 1000 || value == std::floor(value) ? 0 : size >= 10 ? 1 : 2);
}

Text unit_words(const std::string& unit) {
  if (unit == "people") return {"人", "people"};
  if (unit == "m") return {"米", "m"};
  if (unit == "m2") return {"平方米", "m²"};
  if (unit == "count") return {"个", ""};
  if (unit == "people/facility") return {"人/处", "people each"};
  if (unit == "count/km2") return {"个/平方公里", "/km²"};
  // A ratio of two: "beds/1000 population".
  if (const std::size_t slash = unit.find('/'); slash != std::string::npos) {
    std::string per = unit.substr(slash + 1), number;
    if (const std::size_t blank = per.find(' '); blank != std::string::npos) {
      number = per.substr(0, blank);
      per = per.substr(blank + 1);
    }
    const Text many = number.empty()     ? Text{}
                      : number == "1000" ? Text{"千", "1000 "}
                      : number == "100"  ? Text{"百", "100 "}
                                         : same(number + " ");
    const Text part = unit_words(unit.substr(0, slash)), whole = per == "count" ? Text{"处", ""} : unit_words(per);
    Text words = say("{}/{}{}", "{}/{}{}", part, many, whole);
    // "m² per person" of one, "beds/1000 people" of many.
    if (number.empty() && whole.en == "people") words.en = part.en + " per person";
    // Counted things have no unit in English.
    if (whole.en.empty() && many.en.empty()) words.en = part.en + " each";
    return words;
  }
  if (const auto known = field_words().find(unit); known != field_words().end()) return known->second;
  const std::string base = base_unit(unit);
  return base == unit ? same(unit) : unit_words(base);
}

ShownAmount shown_amount(double amount, const std::string& unit, Language language) {
  const std::string base = base_unit(unit);
  const double size = std::abs(amount);
  const bool is_zh = language == Language::zh;
  if (base == "m" && size >= 1e4) return {amount / 1e3, is_zh ? "公里" : "km"};
  if (base == "m2" && size >= 1e6) return {amount / 1e6, is_zh ? "平方公里" : "km²"};
  if (base == "m2" && size >= 1e4) return {amount / 1e4, is_zh ? "公顷" : "ha"};
  if (base == "yuan" && is_zh && size >= 1e8) return {amount / 1e8, "亿元"};
  if (base == "yuan" && is_zh && size >= 1e4) return {amount / 1e4, "万元"};
  if (base == "yuan" && size >= 1e6) return {amount / 1e6, "million yuan"};
  return {amount, unit_words(base).in(language)};
}

std::string task_words(const std::string& number, const std::string& title, Language language) {
  if (title.empty()) return say("任务 {}", "Task {}", number).in(language);
  return say("任务 {}　{}", "Task {}   {}", number, title).in(language);
}

Text class_words(const std::string& role, const std::string& value) {
  const Role* const known = find_role(role);
  if (!known) return same(value);
  for (const RoleField& field : known->fields)
    if (const std::string words = explained_in(field.title.zh, value); !words.empty())
      return {words, with_blanks(value)};
  return same(value);
}

Text class_words(const std::string& value) {
  std::string found;
  for (const Role& role : known_roles())
    for (const RoleField& field : role.fields) {
      const std::string words = explained_in(field.title.zh, value);
      if (words.empty() || words == found) continue;
      if (!found.empty()) return same(value);
      found = words;
    }
  return found.empty() ? same(value) : Text{found, with_blanks(value)};
}

std::string value_words(const Score& score, const std::string& unit, Language language) {
  if (!score.value) return "–";
  const ShownAmount shown =
      unit == "share" ? ShownAmount{*score.value, ""} : shown_amount(*score.value, unit, language);
  const std::string number = number_words(shown.number, unit);
  const std::string& words = shown.unit;
  const std::string value = words.empty() ? number : number + " " + words;
  if (!score.inside || (!score.target.min && !score.target.max)) return value;
  return value + say("（{} 在范围内）", " ({} in range)", number_words(*score.inside, "share")).in(language);
}

std::string target_words(const Range& range, const std::string& unit, Language language) {
  if (is_scaled(base_unit(unit)) && (range.min || range.max)) {
    // Both ends in the unit of the larger, which stands once.
    const double largest = range.max ? *range.max : *range.min;
    const ShownAmount shown = shown_amount(largest, unit, language);
    const auto number = [&](double value) {
      return number_words(largest == 0 ? 0 : value * (shown.number / largest), "");
    };
    const std::string tail = " " + shown.unit;
    if (range.min && range.max) return number(*range.min) + "–" + number(*range.max) + tail;
    return (range.min ? "≥ " : "≤ ") + number(largest) + tail;
  }
  // A target is a round number, said as the document says it: 30 %, not 30.0 %.
  const auto words = [&](double value) {
    const double percent = value * 100;
    const bool is_round = unit == "share" && std::abs(percent - std::round(percent)) < 1e-9;
    return is_round ? grouped(percent, 0) + " %" : number_words(value, unit);
  };
  if (range.min && range.max) return words(*range.min) + "–" + words(*range.max);
  if (range.min) return "≥ " + words(*range.min);
  if (range.max) return "≤ " + words(*range.max);
  return "";
}

std::string target_words(std::span<const Score> scores, const std::string& unit, Language language) {
  const Score& whole = scores.front();
  if (whole.target.min || whole.target.max) return target_words(whole.target, unit, language);
  std::string all;
  for (const Score& score : scores) {
    if (score.class_name.empty() || score.unit_code != whole.unit_code || score.partition != whole.partition) continue;
    const std::string words = target_words(score.target, unit, language);
    if (words.empty()) continue;
    all += (all.empty()                ? ""
            : language == Language::zh ? "、"
                                       : ", ") +
           class_words(score.class_name).in(language) + " " + words;
  }
  return all;
}

std::string shown_words(const Score& score, const std::string& unit) {
  std::string words;
  for (const Shown& shown : score.shown)
    words += (words.empty() ? "" : " ") + number_words(shown.threshold, unit) + (shown.is_met ? " ✓" : " ✗");
  return words;
}

Text verdict_words(const std::optional<Verdict>& verdict) {
  if (!verdict) return {"不评", "not judged"};
  switch (*verdict) {
    case Verdict::met: return {"✓ 达标", "✓ met"};
    case Verdict::unmet: return {"✗ 未达标", "✗ unmet"};
    default: return {"? 无数据", "? no data"};
  }
}

std::string amount_words(double amount, const std::string& unit, Language language) {
  const ShownAmount shown = shown_amount(amount, unit, language);
  const bool is_whole = is_whole_thing(base_unit(unit)) && std::abs(amount) >= 10;
  return (is_whole ? grouped(amount) : number_words(shown.number, "")) + (shown.unit.empty() ? "" : " " + shown.unit);
}

std::string missing_words(const Score& score, const std::string& unit, Language language) {
  if (!score.verdict || score.missing == 0) return "";
  // Nobody builds half a bed: what is missing is rounded up, but for what the arithmetic left of a whole number.
  const std::string base = base_unit(unit);
  const bool is_built = is_whole_thing(base) && base != "people" && base != "population";
  const double missing = std::abs(score.missing);
  const std::string amount = amount_words(is_built ? std::ceil(missing - 1e-6) : missing, unit, language);
  if (score.missing > 0) return amount;
  return language == Language::zh ? "多 " + amount : amount + " too many";
}

std::string quoted_words(const std::string& words) {
  std::string result = words;
  for (const auto& [mark, inner] : {std::pair<std::string_view, std::string_view>{"“", "‘"}, {"”", "’"}})
    for (std::size_t at = 0; (at = result.find(mark, at)) != std::string::npos; at += inner.size())
      result.replace(at, mark.size(), inner);
  return "“" + result + "”";
}

std::string crs_words(const std::string& name, Language language) {
  if (language == Language::en) return name;
  std::string words = name;
  const auto replace = [&](std::string_view from, std::string_view to) {
    if (const std::size_t at = words.find(from); at != std::string::npos) words.replace(at, from.size(), to);
  };
  replace("3-degree Gauss-Kruger", "高斯-克吕格 3 度带");
  replace("6-degree Gauss-Kruger", "高斯-克吕格 6 度带");
  replace("Gauss-Kruger", "高斯-克吕格");
  replace(" CM ", "，中央经线 ");
  replace(" zone ", " 分带 ");
  return words;
}

}  // namespace gapmap

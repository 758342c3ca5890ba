// SPDX-License-Identifier: MIT
#include "output/words.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "plan/roles.h"

namespace gapmap {

std::string number_words(double value, const std::string& unit) {
  if (unit == "share") {
    const double percent = value * 100;
    const bool is_rounded_up = percent < 100 && percent > 99.95;
    return (is_rounded_up ? ">99.9" : grouped(percent, 1)) + " %";
  }
  const double size = std::abs(value);
  return grouped(value, size >= 1000 || value == std::floor(value) ? 0 : size >= 10 ? 1 : 2);
}

Text unit_words(const std::string& unit) {
  if (unit == "people") return {"人", "people"};
  if (unit == "m") return {"米", "m"};
  if (unit == "m2") return {"平方米", "m2"};
  if (unit == "count") return {"个", ""};
  if (unit == "people/facility") return {"人/处", "people each"};
  if (unit == "count/km2") return {"个/平方公里", "/km2"};
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
    const Text part = unit_words(unit.substr(0, slash)),
               whole = per == "population" ? Text{"人", "people"} : unit_words(per);
    Text words = say("{}/{}{}", "{}/{}{}", part, many, whole);
    // Counted things have no unit in English.
    if (whole.en.empty() && many.en.empty()) words.en = part.en + " each";
    return words;
  }
  // Fields that the ready plans count by; any other field speaks for itself.
  static const std::map<std::string, Text> fields{
      {"beds", {"床", "beds"}},         {"berths", {"泊位", "berths"}}, {"vehicles", {"车", "vehicles"}},
      {"classes", {"班", "classes"}},   {"seats", {"个学位", "seats"}}, {"households", {"户", "households"}},
      {"population", {"人", "people"}}, {"yuan", {"元", "yuan"}}};
  if (const auto known = fields.find(unit); known != fields.end()) return known->second;
  // A field of a usual layer counts in the unit that the layer's description gives.
  for (const Role& role : known_roles())
    if (const RoleField* const field = role.find(unit); field && !field->unit.empty() && field->unit != unit)
      return unit_words(field->unit);
  return same(unit);
}

Text class_words(const std::string& role, const std::string& value) {
  const Role* const known = find_role(role);
  if (!known) return same(value);
  const auto is_value = [&](const std::string& one) { return one == value; };
  for (const RoleField& field : known->fields) {
    if (std::none_of(field.values.begin(), field.values.end(), is_value)) continue;
    // The title explains them one by one: "类别：kindergarten 幼儿园、primary 小学".
    const std::string& title = field.title.zh;
    for (const std::string_view before : {"：", "、"}) {
      const std::string start = std::string(before) + value + " ";
      const std::size_t at = title.find(start);
      if (at == std::string::npos) continue;
      const std::size_t from = at + start.size();
      std::string words = value;
      std::replace(words.begin(), words.end(), '_', ' ');
      return {title.substr(from, title.find("、", from) - from), words};
    }
  }
  return same(value);
}

std::string value_words(const Score& score, const std::string& unit, Language language) {
  if (!score.value) return "–";
  const std::string number = number_words(*score.value, unit);
  const std::string words = unit == "share" ? "" : unit_words(unit).in(language);
  const std::string value = words.empty() ? number : number + " " + words;
  if (!score.inside || (!score.target.min && !score.target.max)) return value;
  return value + say("（{} 在范围内）", " ({} in range)", number_words(*score.inside, "share")).in(language);
}

std::string target_words(const Range& range, const std::string& unit) {
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
  if (unit == "m" && amount >= 10000)
    return number_words(amount / 1000, "") + (language == Language::zh ? " 公里" : " km");
  if (unit == "m2" && amount >= 1e6)
    return number_words(amount / 1e6, "") + (language == Language::zh ? " 平方公里" : " km2");
  const std::string words = unit_words(unit).in(language);
  return number_words(amount, "") + (words.empty() ? "" : " " + words);
}

std::string missing_words(const Score& score, const std::string& unit, Language language) {
  if (!score.verdict || score.missing == 0) return "";
  const std::string amount = amount_words(std::abs(score.missing), unit, language);
  if (score.missing > 0) return amount;
  return language == Language::zh ? "多 " + amount : amount + " too many";
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/words.h"

#include <cmath>

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
  return same(unit);
}

std::string value_words(const Score& score, const std::string& unit, Language language) {
  if (!score.value) return "–";
  const std::string number = number_words(*score.value, unit);
  const std::string value = unit == "share" ? number : number + " " + unit_words(unit).in(language);
  if (!score.inside) return value;
  return value + say("（{} 在范围内）", " ({} in range)", number_words(*score.inside, "share")).in(language);
}

std::string target_words(const Range& range, const std::string& unit) {
  if (range.min && range.max) return number_words(*range.min, unit) + "–" + number_words(*range.max, unit);
  if (range.min) return "≥ " + number_words(*range.min, unit);
  if (range.max) return "≤ " + number_words(*range.max, unit);
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

std::string missing_words(const Score& score, const std::string& unit, Language language) {
  if (!score.verdict || score.missing == 0) return "";
  const double size = std::abs(score.missing);
  std::string amount = number_words(size, "") + " " + unit_words(unit).in(language);
  if (unit == "m" && size >= 10000)
    amount = number_words(size / 1000, "") + (language == Language::zh ? " 公里" : " km");
  if (unit == "m2" && size >= 1e6)
    amount = number_words(size / 1e6, "") + (language == Language::zh ? " 平方公里" : " km2");
  if (score.missing > 0) return amount;
  return language == Language::zh ? "多 " + amount : amount + " too many";
}

}  // namespace gapmap

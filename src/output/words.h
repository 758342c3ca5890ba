// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "assess/assessment.h"

namespace gapmap {

// Figures as people read them, on the terminal and on maps.

/// "80.8 %", "4.21", "7,375": enough digits to tell 0.9996 from 1, few enough to read.
std::string number_words(double value, const std::string& unit);
Text unit_words(const std::string& unit);

/// A number with the unit that it reads best in: 142,899 m are 142.9 km, 4,519,219,816 yuan 45.2 亿元.
struct ShownAmount {
  double number = 0;
  std::string unit;
};
ShownAmount shown_amount(double amount, const std::string& unit, Language language);

/// "任务 5　教育设施"; the number alone where the plan gives no title.
std::string task_words(const std::string& number, const std::string& title, Language language);

/// What a class of a usual layer is called: "幼儿园" for "kindergarten" of `schools`; of any other layer, the word
/// that stands in the data.
Text class_words(const std::string& role, const std::string& value);
/// The same where the layer is not known: the words that all usual layers with such a class agree on.
Text class_words(const std::string& value);
std::string value_words(const Score& score, const std::string& unit, Language language);
/// "≥ 98 %", "4–7", "≥ 79.3 million yuan"; empty without a target.
std::string target_words(const Range& range, const std::string& unit, Language language);
/// The target of a standard by its rows, the first of which is the whole plan area; where every class has its own
/// target, all of them: "main ≥ 50 %, alley ≥ 30 %".
std::string target_words(std::span<const Score> scores, const std::string& unit, Language language);
/// The plan's further thresholds: "80 % ✓ 90 % ✗"; empty where there are none.
std::string shown_words(const Score& score, const std::string& unit);
Text verdict_words(const std::optional<Verdict>& verdict);
/// "162,631 people", "28.2 km".
std::string amount_words(double amount, const std::string& unit, Language language);
/// "162,631 people", "3 too many"; empty where nothing is missing.
std::string missing_words(const Score& score, const std::string& unit, Language language);
/// A document's own words in quotation marks; those inside become single ones.
std::string quoted_words(const std::string& words);
/// The name of a coordinate system as EPSG gives it, its terms of map projection in the language.
std::string crs_words(const std::string& name, Language language);

}  // namespace gapmap

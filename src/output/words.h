// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "assess/assessment.h"

namespace gapmap {

// Figures as people read them, on the terminal and on maps.

/// "80.8 %", "4.21", "7,375": enough digits to tell 0.9996 from 1, few enough to read.
std::string number_words(double value, const std::string& unit);
Text unit_words(const std::string& unit);

/// What a class of a usual layer is called: "幼儿园" for "kindergarten" of `schools`; of any other layer, the word
/// that stands in the data.
Text class_words(const std::string& role, const std::string& value);
std::string value_words(const Score& score, const std::string& unit, Language language);
/// "≥ 98 %", "4–7"; empty without a target.
std::string target_words(const Range& range, const std::string& unit);
/// The plan's further thresholds: "80 % ✓ 90 % ✗"; empty where there are none.
std::string shown_words(const Score& score, const std::string& unit);
Text verdict_words(const std::optional<Verdict>& verdict);
/// "162,631 people", "28.2 km".
std::string amount_words(double amount, const std::string& unit, Language language);
/// "162,631 people", "3 too many"; empty where nothing is missing.
std::string missing_words(const Score& score, const std::string& unit, Language language);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "plan/plan.h"

namespace gapmap {

/// What a standard counts and on what, as the plan writes it: "demand: residents; supply: schools (kind = 'primary')".
std::string basis_of(const Plan& plan, const Requirement& way);

/// Whether walks were counted with their slopes, as such a basis says.
bool counts_slopes(const std::string& basis);

/// The same in words, with the titles of layers, fields and classes: "需求：居民；设施：学校和幼儿园（类别 = 小学）".
Text basis_words(const Plan& plan, const Requirement& way);

}  // namespace gapmap

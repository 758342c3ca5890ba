// SPDX-License-Identifier: MIT
#pragma once

#include "output/result.h"

namespace gapmap {

class GeoPackage;

/// Adds the table `departments`: what each department leads and is responsible for, and how that came out.
void add_departments_table(GeoPackage& file, const ResultView& view, Language language);

}  // namespace gapmap

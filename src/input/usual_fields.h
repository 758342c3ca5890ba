// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/issue.h"
#include "geo/layer.h"
#include "plan/plan.h"

namespace gapmap {

/// The plan's own mapping of fields, and for the standard fields of a usual role (layers/) that the source
/// lacks and the plan does not map, the alias under which the source has them: name -> the source's own.
std::map<std::string, std::string> usual_fields(const LayerSpec& spec, const std::vector<std::string>& available);

/// Which aliases the columns that were read came by, as notes; and values that the role's description does
/// not know or allow, as warnings, one a field.
Issues check_usual_fields(const LayerSpec& spec, const std::map<std::string, std::string>& fields, const Layer& layer);

}  // namespace gapmap

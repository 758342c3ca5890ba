// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/text.h"

namespace gapmap {

/// What a layer of the sample is called for people; its own name where it is not one of the sample's.
Text sample_layer_title(std::string_view name);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "assess/assessment.h"
#include "input/read.h"

namespace gapmap {

// Values as bytes for a cache. Unpacking throws std::runtime_error where the bytes are not such a value.

/// A reading and the way it belongs to; scores follow from them.
std::string pack(const StandardResult& result);
StandardResult unpack_result(const std::string& bytes);

/// A layer as it was read, with what was found on the way.
std::string pack(const ReadLayer& layer);
ReadLayer unpack_layer(const std::string& bytes);

}  // namespace gapmap

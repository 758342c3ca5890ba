// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "assess/assessment.h"
#include "input/read.h"

namespace gapmap {

/// A reading and the way it belongs to, as bytes for a cache; scores follow from them.
std::string pack(const StandardResult& result);
/// Throws std::runtime_error where the bytes are not such a reading.
StandardResult unpack_result(const std::string& bytes);

/// What reading a layer found, without the layer itself: issues, record, place.
std::string pack_notes(const ReadLayer& layer);
ReadLayer unpack_notes(const std::string& bytes);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "input/read.h"
#include "measure/measure.h"

namespace gapmap {

/// What the chosen standards need of each role, put together so that each layer is read once. `area` is
/// the units' box; layers with `clip` are read around it only. `more` are needs beside those of the standards.
std::vector<ReadRequest> gather(const Plan& plan, const std::vector<std::size_t>& standards, const Box& area,
                                const std::vector<Need>& more = {});

/// The request for a layer of units: all polygons with code and name.
ReadRequest units_request(const Plan& plan, const UnitsSpec& units);

/// A partition from a layer of units, sorted by code; equal codes are an error, overlaps an issue.
Partition make_partition(const UnitsSpec& spec, const ReadLayer& read, Issues& issues);

}  // namespace gapmap

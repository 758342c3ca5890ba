// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/walk.h"

namespace gapmap {

/// Where streets lead into supply that is no point: into the areas and lines at `rows`, labelled by row. A street that
/// runs inside an area is there already, all along; one that crosses a line or touches an edge, at that place; and of
/// each straight piece of street that stays outside, the place nearest to the shape (both ends of the stretch where
/// they run side by side), if no farther than `near`, with its straight piece. In about linear time; does not depend on
/// `jobs`.
std::vector<WalkStart> find_entries(const Graph& graph, const Geometries& shapes, std::span<const std::uint32_t> rows,
                                    Metres near, int jobs);

}  // namespace gapmap

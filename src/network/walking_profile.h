// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace gapmap {

/// The value of a key in the text that GDAL gives for OpenStreetMap's further tags: "\"bridge\"=>\"yes\",…".
/// Empty where the key is absent.
std::string_view tag_value(std::string_view other_tags, std::string_view key);

/// Whether people may walk along an OpenStreetMap way, by its tags (wiki.openstreetmap.org: Key:highway, Key:access,
/// Key:foot). One-way streets are walked both ways.
bool is_walkable(std::string_view highway, std::string_view other_tags);

/// The level of a way: its `layer`, or 1 for a bridge and -1 for a tunnel without one, else 0.
std::int32_t street_level(std::string_view other_tags);

/// The same from one field of a drawn layer: a number, or a word such as "T" or "yes" for 1, "F", "no" or nothing for
/// 0.
std::int32_t street_level_of_field(std::string_view value);

}  // namespace gapmap

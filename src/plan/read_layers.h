// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plan/reader.h"

namespace gapmap {

// The parts of a plan file that say where its data are.

/// `units`: one partition of the plan area, or a list of them.
std::vector<UnitsSpec> read_units(Reader& reader, const toml::node& node);

/// `network`: the streets that walks go along; nothing where it is no table.
std::optional<NetworkSpec> read_network(Reader& reader, const toml::node& node);

/// `layers`, by role.
std::map<std::string, LayerSpec> read_layers(Reader& reader, const toml::node& node, bool has_units);

}  // namespace gapmap

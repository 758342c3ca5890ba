// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "geo/layer.h"

namespace gapmap {

/// What a table of a GeoPackage was made of.
struct WrittenTable {
  std::string digest;  ///< SHA-256 of all that its rows and its index follow from
  std::string index;   ///< name of its R*Tree; empty for a table without geometry
};

/// By name.
using WrittenTables = std::map<std::string, WrittenTable>;

/// A GeoPackage that was written before, whole, and what its tables were made of: those that would be the same
/// are taken over as they stand. Empty where there is none.
struct EarlierFile {
  std::string_view bytes;
  WrittenTables tables;
};

/// SHA-256 of a layer's every id, vertex and value, and of the words that say how it is stored.
std::string digest_of(const Layer& layer, std::string_view stored_as);

}  // namespace gapmap

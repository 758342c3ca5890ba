// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "base/text.h"
#include "output/gpkg_database.h"

namespace gapmap {

/// Writes the QGIS project `gapmap` into the table `qgis_projects` of a result file that is open, from the
/// tables and styles that are in it. `name` is the file's own name, without a folder, as sources will give it.
void write_project(gpkg::Database& database, const std::filesystem::path& beside, const std::string& name);

/// Makes the project of a result file right again after the file was renamed: whole or not at all. Throws
/// Error{Fault::input} where the file is none of gapmap's, Error{Fault::output} where it cannot be written.
void restyle(const std::filesystem::path& path);

}  // namespace gapmap

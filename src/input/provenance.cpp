// SPDX-License-Identifier: MIT
#include "input/provenance.h"

#include <fstream>

#include <gdal.h>
#include <sqlite3.h>

#include "base/cancel.h"
#include "base/digest.h"
#include "geo/versions.h"

namespace gapmap {
std::string sha256_of_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return {};
  Digest digest;
  std::vector<char> buffer(1u << 20);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0) {
    stop_if_cancelled();
    digest.add(buffer.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return digest.hexadecimal();
}

std::vector<std::pair<std::string, std::string>> library_versions() {
  return {{"GDAL", GDALVersionInfo("RELEASE_NAME")},
          {"PROJ", proj_version()},
          {"GEOS", geos_version()},
          {"SQLite", sqlite3_libversion()}};
}

}  // namespace gapmap

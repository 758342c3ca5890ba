// SPDX-License-Identifier: MIT
#pragma once

#include <cpl_string.h>

namespace gapmap {

/// While it lives, GDAL fetches nothing on this thread, whatever a file asks for: a GeoJSON whose system is a
/// link, a VRT, a schema. The last of several guards; the others (outward.h) say in words what was refused.
class Offline {
 public:
  explicit Offline(bool allow_network);
  ~Offline();
  Offline(const Offline&) = delete;
  Offline& operator=(const Offline&) = delete;

 private:
  bool is_guarding_;
};

/// The drivers that may open a source: formats of local files and databases, without those that run programs,
/// hold nothing but addresses, or fetch what they show. Empty, for all, where the network is allowed.
CPLStringList allowed_drivers(bool allow_network, bool is_raster);

}  // namespace gapmap

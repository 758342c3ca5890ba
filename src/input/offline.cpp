// SPDX-License-Identifier: MIT
#include "input/offline.h"

#include <cpl_conv.h>
#include <cpl_http.h>

namespace gapmap {
namespace {

constexpr const char* only_file = "CPL_VSIL_CURL_ALLOWED_FILENAME";

CPLHTTPResult* refuse(const char*, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc, void*, void*) {
  // GDAL frees it by CPLHTTPDestroyResult; a null pointer would ask the next handler, which does fetch.
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("the network is not allowed");
  return result;
}

}  // namespace

Offline::Offline(bool allow_network) : is_guarding_(!allow_network) {
  if (!is_guarding_) return;
  CPLHTTPPushFetchCallback(refuse, nullptr);
  CPLSetThreadLocalConfigOption(only_file, "none");
}

Offline::~Offline() {
  if (!is_guarding_) return;
  CPLHTTPPopFetchCallback();
  CPLSetThreadLocalConfigOption(only_file, nullptr);
}

CPLStringList allowed_drivers(bool allow_network, bool is_raster) {
  CPLStringList names;
  if (allow_network) return names;
  if (is_raster) {
    for (const char* name : {"GTiff", "COG", "AAIGrid",     "HFA", "EHdr", "ENVI", "netCDF", "HDF4", "HDF5", "GPKG",
                             "XYZ",   "AIG", "JP2OpenJPEG", "PNG", "JPEG", "ERS",  "SAGA",   "RST",  "GSAG", "GSBG"})
      names.AddString(name);
    return names;
  }
  for (const char* name : {"ESRI Shapefile",
                           "GPKG",
                           "GeoJSON",
                           "GeoJSONSeq",
                           "TopoJSON",
                           "ESRIJSON",
                           "CSV",
                           "XLSX",
                           "XLS",
                           "ODS",
                           "LIBKML",
                           "KML",
                           "GML",
                           "GPX",
                           "OpenFileGDB",
                           "FlatGeobuf",
                           "SQLite",
                           "OSM",
                           "MapInfo File",
                           "DXF",
                           "DGN",
                           "CAD",
                           "JML",
                           "OGR_GMT",
                           "PGDUMP",
                           "MVT",
                           "MBTiles",
                           "Parquet",
                           "Arrow",
                           "PostgreSQL",
                           "MySQL",
                           "MSSQLSpatial",
                           "OCI",
                           "MongoDBv3",
                           "HANA",
                           "ODBC"})
    names.AddString(name);
  return names;
}

}  // namespace gapmap

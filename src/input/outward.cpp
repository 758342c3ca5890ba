// SPDX-License-Identifier: MIT
#include "input/outward.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include <cpl_minixml.h>
#include <cpl_vsi.h>
#include <sqlite3.h>

#include "base/handle.h"
#include "base/text.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_vrt = 16u << 20;  // bytes
constexpr int deepest_vrt = 5;                  // a VRT in a VRT in a VRT

using Xml = Handle<CPLXMLNode, CPLDestroyXMLNode>;
using Connection = Handle<sqlite3, sqlite3_close_v2>;
using Statement = Handle<sqlite3_stmt, sqlite3_finalize>;

std::string beginning_of(const std::string& path, std::size_t most) {
  std::string bytes(most, '\0');
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (!file) return {};
  bytes.resize(VSIFReadL(bytes.data(), 1, most, file));
  VSIFCloseL(file);
  return bytes;
}

/// Words of a VRT that name anything but a plain local file.
bool is_suspect(const std::string& words) {
  const std::string name = lower(trimmed(words));
  if (needs_network(name)) return true;
  if (name.starts_with("/vsi") && !name.starts_with("/vsizip/") && !name.starts_with("/vsigzip/") &&
      !name.starts_with("/vsitar/"))
    return true;
  return name.starts_with("<");  // a source inside the source
}

std::string way_out_of_vrt(const std::string& path, int depth);

std::string way_out_of_node(const CPLXMLNode* node, const std::string& folder, int depth) {
  for (; node; node = node->psNext) {
    if (node->eType == CXT_Text) {
      const std::string words = node->pszValue;
      if (is_suspect(words)) return words;
      const std::string nested = fs::path(words).is_absolute() ? words : folder + "/" + words;
      if (words.size() < 1000 && is_vrt(nested))
        if (const std::string out = way_out_of_vrt(nested, depth + 1); !out.empty()) return out;
    }
    if (node->eType == CXT_Element && lower(node->pszValue).find("pixelfunctioncode") != std::string::npos)
      return node->pszValue;
    if (const std::string out = way_out_of_node(node->psChild, folder, depth); !out.empty()) return out;
  }
  return {};
}

std::string way_out_of_vrt(const std::string& path, int depth) {
  if (depth > deepest_vrt) return "VRT";
  const std::string text = beginning_of(path, largest_vrt);
  if (text.size() >= largest_vrt) return "VRT";
  const Xml root(CPLParseXMLString(text.c_str()));
  if (!root) return {};  // GDAL will not read it either
  return way_out_of_node(root.get(), fs::path(path).parent_path().string(), depth);
}

/// Functions and modules through which SQL reaches beyond its own database.
constexpr std::string_view dangerous_words[] = {"ogr_geocode",
                                                "ogr_datasource_load_layers",
                                                "load_extension",
                                                "virtualogr",
                                                "virtualshape",
                                                "virtualtext",
                                                "virtualdbf",
                                                "virtualxl",
                                                "virtualgeojson",
                                                "virtualxpath",
                                                "virtualbbox",
                                                "blobtofile",
                                                "blobfromfile",
                                                "exportshp",
                                                "exportdbf",
                                                "exportkml",
                                                "exportgeojson",
                                                "importshp",
                                                "importdbf",
                                                "importxls",
                                                "importgeojson",
                                                "importdxf",
                                                "exportdxf",
                                                "importwfs",
                                                "importzip",
                                                "readfile",
                                                "writefile",
                                                "xb_loadxml",
                                                "xb_storexml",
                                                "gdal_get_pixel_value",
                                                "gdal_get_layer_pixel_value",
                                                "fts3_tokenizer",
                                                "zipfile",
                                                "csv("};

std::string dangerous_word_in(const std::string& sql) {
  const std::string words = lower(sql);
  for (const std::string_view danger : dangerous_words)
    if (words.find(danger) != std::string::npos) return std::string(danger);
  return {};
}

std::string way_out_of_database(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  const Connection connection(opened);
  if (code != SQLITE_OK) return {};
  sqlite3_stmt* made = nullptr;
  sqlite3_prepare_v2(opened, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL", -1, &made, nullptr);
  const Statement statement(made);
  if (!statement) return {};
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0));
    const std::string sql = bytes ? bytes : "";
    if (const std::string danger = dangerous_word_in(sql); !danger.empty()) return danger;
    // A name may hold "http:" and mean no harm; a view or a virtual table with an address fetches it.
    const std::string words = lower(sql);
    const bool can_call = words.starts_with("create view") || words.starts_with("create virtual") ||
                          words.starts_with("create trigger") || words.starts_with("create temp");
    if (can_call && needs_network(sql)) return sql;
  }
  return {};
}

}  // namespace

bool needs_network(const std::string& source) {
  const std::string words = lower(source);
  for (const std::string_view mark :
       {"/vsicurl",    "/vsis3",     "/vsigs",   "/vsiaz",    "/vsiadls",  "/vsioss",     "/vsiswift", "/vsihdfs",
        "/vsiwebhdfs", "http:",      "https:",   "ftp:",      "wfs:",      "wfs3:",       "oapif:",    "oapif_",
        "csw:",        "wms:",       "wmts:",    "wcs:",      "plscenes:", "amigocloud:", "carto:",    "elastic:",
        "ngw:",        "gmlas:http", "eedai:",   "eeda:",     "ogcapi:",   "daas:",       "stacta:",   "stacit:",
        "plmosaic:",   "gpsbabel:",  "couchdb:", "cloudant:", "gft:",      "<gdal_wms",   "<wcs_gdal", "<ogrwfs"})
    if (words.find(mark) != std::string::npos) return true;
  if (words.starts_with("es:")) return true;
  for (const std::string_view mark :
       {"pg:", "postgresql:", "mysql:", "mssql:", "oci:", "mongodbv3:", "hana:", "odbc:"}) {
    if (!words.starts_with(mark)) continue;
    // Which machine a service, a DSN or a URL leads to stands elsewhere.
    if (words.find("service") != std::string::npos || words.find("dsn") != std::string::npos ||
        words.find("://") != std::string::npos)
      return true;
    for (std::size_t at = words.find("host"); at != std::string::npos; at = words.find("host", at + 1)) {
      std::size_t value = at + 4;
      if (words.substr(value, 4) == "addr") value += 4;
      while (value < words.size() && (words[value] == ' ' || words[value] == '=' || words[value] == '\'')) ++value;
      const std::string_view host = std::string_view(words).substr(value);
      const std::string_view name = host.substr(0, host.find_first_of(" ,'\t\n"));
      const bool goes_on = name.size() < host.size() && host[name.size()] == ',';
      const bool is_here = name == "localhost" || name == "127.0.0.1" || name == "::1" || name.starts_with('/');
      if (!is_here || goes_on) return true;
    }
    // Without a host, these drivers use a socket of this machine; the others have no such thing.
    return mark != "pg:" && mark != "postgresql:" && mark != "mysql:" && words.find("host") == std::string::npos;
  }
  return false;
}

bool is_vrt(const std::string& path) {
  const std::string start = beginning_of(path, 1024);
  return start.find("<OGRVRTDataSource") != std::string::npos || start.find("<VRTDataset") != std::string::npos;
}

std::string way_out_of(const std::string& path) {
  const std::string start = beginning_of(path, 16);
  if (start.starts_with("SQLite format 3")) return way_out_of_database(path);
  if (is_vrt(path)) return way_out_of_vrt(path, 0);
  return {};
}

std::string danger_in_query(const std::string& sql) {
  const std::string words = lower(trimmed(sql));
  if (!words.starts_with("select") && !words.starts_with("with")) return "SELECT";
  // One statement: a semicolon may only end it. One inside a text is rare enough to be refused as well.
  const std::size_t end = words.find(';');
  if (end != std::string::npos && !trimmed(words.substr(end + 1)).empty()) return ";";
  for (const std::string_view word : {"attach ", "pragma", "insert ", "update ", "delete ", "vacuum", "replace into",
                                      "create ", "drop ", "alter ", "detach "}) {
    const std::size_t at = words.find(word);
    const bool begins_word =
        at == 0 || (at != std::string::npos && !std::isalnum(static_cast<unsigned char>(words[at - 1])) &&
                    words[at - 1] != '_' && words[at - 1] != '\'' && words[at - 1] != '"');
    if (at != std::string::npos && begins_word) return std::string(trimmed(word));
  }
  if (needs_network(sql)) return "http";
  // FROM 'other.gpkg'.layer opens a file that the plan's `source` does not name.
  for (std::size_t at = words.find("'."); at != std::string::npos; at = words.find("'.", at + 1))
    if (at + 2 < words.size() &&
        (std::isalpha(static_cast<unsigned char>(words[at + 2])) || words[at + 2] == '"' || words[at + 2] == '\''))
      return "'…'.";
  return dangerous_word_in(sql);
}

}  // namespace gapmap

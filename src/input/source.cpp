// SPDX-License-Identifier: MIT
#include "input/source.h"

#include <algorithm>
#include <filesystem>
#include <mutex>

#include <cpl_string.h>

#include "base/error.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

struct Inbox {
  std::vector<std::string>* errors;
  std::vector<std::string>* warnings;
};

void collect(CPLErr kind, CPLErrorNum, const char* words) {
  const auto* inbox = static_cast<Inbox*>(CPLGetErrorHandlerUserData());
  if (kind == CE_Failure || kind == CE_Fatal) inbox->errors->emplace_back(words);
  if (kind == CE_Warning) inbox->warnings->emplace_back(words);
}

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
}

/// Sources that GDAL would fetch from elsewhere.
bool needs_network(const std::string& source) {
  const std::string words = lower(source);
  for (const std::string_view mark :
       {"/vsicurl",    "/vsis3", "/vsigs",   "/vsiaz", "/vsiadls", "/vsioss",    "/vsiswift", "/vsihdfs", "/vsiwebhdfs",
        "http:",       "https:", "ftp:",     "wfs:",   "oapif:",   "csw:",       "wms:",      "wcs:",     "plscenes:",
        "amigocloud:", "carto:", "elastic:", "es:",    "ngw:",     "gmlas:http", "eedai:",    "eeda:"})
    if (words.find(mark) != std::string::npos) return true;
  for (const std::string_view mark : {"pg:", "postgresql:", "mysql:", "mssql:", "oci:", "mongodbv3:", "hana:", "odbc:"})
    if (words.starts_with(mark))
      return words.find("host=") != std::string::npos && words.find("host=localhost") == std::string::npos &&
             words.find("host=127.0.0.1") == std::string::npos && words.find("host=/") == std::string::npos;
  return false;
}

bool is_connection(const std::string& source) {
  const std::size_t colon = source.find(':');
  return source.starts_with("/vsi") || (colon != std::string::npos && colon > 1 && source.find('/') > colon);
}

std::vector<std::string> layer_names(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (auto* layer : dataset.GetLayers()) names.emplace_back(layer->GetName());
  return names;
}

}  // namespace

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(collect, new Inbox{&errors_, &warnings_}); }

GdalMessages::~GdalMessages() {
  delete static_cast<Inbox*>(CPLGetErrorHandlerUserData());
  CPLPopErrorHandler();
}

std::string GdalMessages::most_important() const {
  return !errors_.empty() ? errors_.front() : !warnings_.empty() ? warnings_.front() : std::string();
}

Source::Source(const LayerSpec& spec, const std::string& folder, bool allow_network) : path_(spec.source) {
  register_drivers();
  if (needs_network(spec.source) && !allow_network)
    throw Error(Fault::input,
                say("图层“{}”的来源 {} 需要联网", "layer \"{}\": the source {} needs a network", spec.role,
                    printable(spec.source)),
                {"确需联网时加 --allow-network", "add --allow-network if that is meant"});
  if (!is_connection(path_)) {
    if (!fs::path(path_).is_absolute()) path_ = (fs::path(folder) / path_).lexically_normal().string();
    std::error_code fault;
    if (!fs::exists(path_, fault))
      throw Error(Fault::input,
                  say("图层“{}”：找不到文件 {}", "layer \"{}\": no such file: {}", spec.role, printable(path_)),
                  {"检查 source 的路径；相对路径从方案文件所在文件夹算起",
                   "check source; relative paths start at the plan file's folder"});
    if (lower(path_).ends_with(".zip")) path_ = "/vsizip/" + path_;
  }
  place_ = printable(spec.source);

  CPLStringList options;
  options.SetNameValue("EMPTY_STRING_AS_NULL", "YES");  // CSV
  options.SetNameValue("KEEP_GEOM_COLUMNS", "YES");
  if (!spec.encoding.empty()) options.SetNameValue("ENCODING", spec.encoding.c_str());  // Shapefile, DBF

  GdalMessages messages;
  dataset_.reset(GDALDataset::Open(path_.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.List()));
  // Asked for both at once, GDAL takes a CSV of three numbers for a raster.
  if (!dataset_) dataset_.reset(GDALDataset::Open(path_.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
  if (!dataset_) {
    const std::string reason = printable(messages.most_important());
    throw Error(Fault::input, say("图层“{}”：打不开 {}", "layer \"{}\": cannot open {}", spec.role, place_),
                reason.empty() ? Text{"文件为空或格式不识别", "the file is empty or of an unknown format"}
                               : say("GDAL 说：{}", "GDAL says: {}", reason));
  }
  if (!spec.sql.empty())
    run_query(spec.sql);
  else
    pick_layer(spec);
}

Source::~Source() {
  if (dataset_ && is_query_) dataset_->ReleaseResultSet(layer_);
}

void Source::run_query(const std::string& sql) {
  GdalMessages messages;
  layer_ = dataset_->ExecuteSQL(sql.c_str(), nullptr, "SQLITE");
  is_query_ = true;
  const std::string reason = printable(messages.most_important());
  if (!layer_) {
    const bool no_spatialite = reason.find("no such function") != std::string::npos;
    throw Error(
        Fault::input, say("{}：查询失败：{}", "{}: the query failed: {}", place_, reason.empty() ? sql : reason),
        no_spatialite ? Text{"这个 GDAL 可能没有编入 SpatiaLite", "this GDAL may have been built without SpatiaLite"}
                      : Text{"sql 应为一条 SELECT 语句", "sql must be one SELECT"});
  }
  place_ += ", SQL";
}

void Source::pick_layer(const LayerSpec& spec) {
  const int count = dataset_->GetLayerCount();
  if (count == 0 && dataset_->GetRasterCount() > 0) return;
  if (count == 0)
    throw Error(Fault::input, say("图层“{}”：{} 里没有任何图层", "layer \"{}\": {} holds no layer", spec.role, place_));
  const std::vector<std::string> names = layer_names(*dataset_);
  std::string name = spec.layer;
  if (name.empty() && count == 1) name = names.front();
  if (name.empty())
    throw Error(Fault::input,
                say("图层“{}”：{} 里有 {} 个图层，请写明 layer", "layer \"{}\": {} holds {} layers; say which by layer",
                    spec.role, place_, count),
                say("其中有：{}", "it holds: {}", printable(join(names, ", "))));
  layer_ = dataset_->GetLayerByName(name.c_str());
  if (!layer_) {
    const std::string meant = nearest_word(name, names);
    throw Error(
        Fault::input,
        say("图层“{}”：{} 里没有图层“{}”", "layer \"{}\": {} has no layer \"{}\"", spec.role, place_, printable(name)),
        meant.empty() ? say("其中有：{}", "it holds: {}", printable(join(names, ", ")))
                      : say("是否指“{}”？", "did you mean \"{}\"?", printable(meant)));
  }
  if (count > 1) place_ += ", " + printable(name);
  // The OSM driver would otherwise store up the features of its other layers until it gives up.
  if (EQUAL(dataset_->GetDriverName(), "OSM")) {
    layer_ = dataset_->ExecuteSQL(("SELECT * FROM " + name).c_str(), nullptr, nullptr);
    is_query_ = true;
  }
}

std::vector<std::string> Source::files() const {
  std::vector<std::string> names;
  char** list = dataset_->GetFileList();
  for (char** name = list; name && *name; ++name) {
    std::error_code fault;
    std::string file = *name;
    if (file.starts_with("/vsizip/")) file = path_.substr(8);
    if (fs::is_regular_file(file, fault)) names.push_back(std::move(file));
  }
  CSLDestroy(list);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace gapmap

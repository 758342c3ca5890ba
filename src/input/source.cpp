// SPDX-License-Identifier: MIT
#include "input/source.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <mutex>
#include <optional>

#include <cpl_conv.h>
#include <cpl_string.h>

#include "base/error.h"
#include "input/outward.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

struct Inbox {
  std::vector<std::string>* errors;
  std::vector<std::string>* warnings;
};

void collect(CPLErr kind, CPLErrorNum, const char* words) {
  const auto* inbox = static_cast<Inbox*>(CPLGetErrorHandlerUserData());
  constexpr std::size_t most = 100;  // a broken file can complain of every feature
  if ((kind == CE_Failure || kind == CE_Fatal) && inbox->errors->size() < most) inbox->errors->emplace_back(words);
  if (kind == CE_Warning && inbox->warnings->size() < most) inbox->warnings->emplace_back(words);
}

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    // What no GdalMessages collects is no business of the user's terminal.
    CPLSetErrorHandler(CPLQuietErrorHandler);
    CPLSetConfigOption("GDAL_XML_VALIDATION", "NO");
  });
}

std::vector<std::string> layer_names(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (auto* layer : dataset.GetLayers()) names.emplace_back(layer->GetName());
  return names;
}

/// Which layer is meant is not said; the names go with the complaint.
struct SeveralLayers : Error {
  SeveralLayers(std::vector<std::string> all, Text sentence, Text hint)
      : Error(Fault::input, std::move(sentence), std::move(hint)), names(std::move(all)) {}
  std::vector<std::string> names;
};

}  // namespace

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(collect, new Inbox{&errors_, &warnings_}); }

GdalMessages::~GdalMessages() {
  delete static_cast<Inbox*>(CPLGetErrorHandlerUserData());
  CPLPopErrorHandler();
}

std::string GdalMessages::most_important() const {
  return !errors_.empty() ? errors_.front() : !warnings_.empty() ? warnings_.front() : std::string();
}

Source::Source(const LayerSpec& spec, const std::string& folder, bool allow_network, OpenSources* shared)
    : offline_(allow_network), allow_network_(allow_network), shared_(shared) {
  register_drivers();
  if (!allow_network_) refuse_network(spec);
  located_ = locate(spec, folder);
  if (shared_ && spec.sql.empty() && located_.memory.empty() && !located_.file.empty())
    way_ = fmt::format("{}\n{}\n{}", located_.path, spec.x.empty(), allow_network_);
  if (!way_.empty()) dataset_ = shared_->take(way_);
  if (!dataset_) open_checked(spec);
  if (!spec.sql.empty())
    run_query(spec.sql);
  else
    pick_layer(spec);
}

void Source::open_checked(const LayerSpec& spec) {
  if (!allow_network_ && !located_.file.empty())
    if (const std::string out = way_out_of(located_.file); !out.empty())
      throw Error(Fault::input,
                  say("图层“{}”：{} 引向别处：{}", "layer \"{}\": {} leads elsewhere: {}", spec.role, place(),
                      printable(shorten(out, 100))),
                  {"文件来源可信且确需联网时加 --allow-network",
                   "add --allow-network if the file can be trusted and that is meant"});
  open(spec);
}

void Source::refuse_network(const LayerSpec& spec) const {
  if (needs_network(spec.source))
    throw Error(Fault::input,
                say("图层“{}”的来源 {} 需要联网", "layer \"{}\": the source {} needs a network", spec.role,
                    printable(spec.source)),
                {"确需联网时加 --allow-network", "add --allow-network if that is meant"});
}

void Source::open(const LayerSpec& spec) {
  CPLStringList options;
  options.SetNameValue("EMPTY_STRING_AS_NULL", "YES");  // CSV
  options.SetNameValue("KEEP_GEOM_COLUMNS", "YES");
  if (spec.x.empty()) options.SetNameValue("GEOM_POSSIBLE_NAMES", "WKT,wkt,geom,geometry,the_geom,wkb_geometry,几何");
  options.SetNameValue("ENCODING", "");  // Shapefile, DBF: the bytes as they are; they are decoded where all are known
  options.SetNameValue("DOWNLOAD_SCHEMA", "NO");
  options.SetNameValue("WRITE_GFS", "NO");

  GdalMessages messages;
  // Only in memory: beside the user's file nothing is written.
  std::optional<CPLConfigOptionSetter> rebuild_index;
  if (!located_.memory.empty()) rebuild_index.emplace("SHAPE_RESTORE_SHX", "YES", false);
  const auto open_as = [&](bool is_raster, bool may_be_vrt) {
    CPLStringList drivers = allowed_drivers(allow_network_, is_raster);
    if (!allow_network_ && may_be_vrt) drivers.AddString(is_raster ? "VRT" : "OGR_VRT");
    dataset_.reset(GDALDataset::Open(
        located_.path.c_str(), static_cast<unsigned>(is_raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR) | GDAL_OF_READONLY,
        drivers.List(), is_raster ? nullptr : options.List()));
  };
  const bool is_checked_vrt = !located_.file.empty() && is_vrt(located_.file);
  open_as(false, is_checked_vrt);
  // Asked for both at once, GDAL takes a CSV of three numbers for a raster.
  if (!dataset_) open_as(true, is_checked_vrt);
  if (dataset_) return;
  std::string reason = printable(messages.most_important());
  if (reason.find("open option") != std::string::npos) reason.clear();  // not every driver knows all that are given
  std::error_code fault;
  if (fs::exists(located_.file + "-journal", fault))
    throw Error(
        Fault::input, say("图层“{}”：打不开 {}", "layer \"{}\": cannot open {}", spec.role, place()),
        {"旁边有 -journal 文件：有程序写到一半中断了；请先用该程序或 QGIS 打开一次以恢复",
         "a -journal file lies beside it: a program was stopped while it wrote; open it once in that program or "
         "QGIS, which repairs it"});
  throw Error(Fault::input, say("图层“{}”：打不开 {}", "layer \"{}\": cannot open {}", spec.role, place()),
              reason.empty() ? Text{"文件损坏或格式不识别", "the file is damaged or of an unknown format"}
                             : say("GDAL 说：{}", "GDAL says: {}", reason));
}

Source::~Source() {
  if (dataset_ && is_query_) dataset_->ReleaseResultSet(layer_);
  if (dataset_ && !way_.empty() && OpenSources::can_keep(driver())) shared_->give_back(way_, std::move(dataset_));
}

void Source::run_query(const std::string& sql) {
  if (const std::string danger = danger_in_query(sql); !danger.empty())
    throw Error(
        Fault::input,
        say("{}：sql 不能这样写（{}）", "{}: sql must not do that ({})", place(), printable(shorten(danger, 60))),
        {"sql 应为一条只读取本数据源的 SELECT 语句", "sql must be one SELECT that reads this source only"});
  GdalMessages messages;
  layer_ = dataset_->ExecuteSQL(sql.c_str(), nullptr, "SQLITE");
  is_query_ = true;
  const std::string reason = printable(messages.most_important());
  if (!layer_) {
    const bool no_spatialite = reason.find("no such function") != std::string::npos;
    throw Error(Fault::input,
                say("{}：查询失败：{}", "{}: the query failed: {}", located_.shown, reason.empty() ? sql : reason),
                no_spatialite
                    ? Text{"这个 GDAL 可能没有编入 SpatiaLite", "this GDAL may have been built without SpatiaLite"}
                    : Text{"sql 应为一条 SELECT 语句", "sql must be one SELECT"});
  }
  located_.shown += ", SQL";
}

void Source::pick_layer(const LayerSpec& spec) {
  const int count = dataset_->GetLayerCount();
  if (count == 0 && dataset_->GetRasterCount() > 0) return;
  if (count == 0)
    throw Error(Fault::input,
                say("图层“{}”：{} 里没有任何图层", "layer \"{}\": {} holds no layer", spec.role, located_.shown));
  const std::vector<std::string> names = layer_names(*dataset_);
  std::string name = spec.layer;
  if (name.empty() && count == 1) name = names.front();
  if (name.empty())
    throw SeveralLayers(names,
                        say("图层“{}”：{} 里有 {} 个图层，请写明 layer",
                            "layer \"{}\": {} holds {} layers; say which by layer", spec.role, located_.shown, count),
                        say("其中有：{}", "it holds: {}", printable(join(names, ", "))));
  layer_ = dataset_->GetLayerByName(name.c_str());
  // In an archive, `layer` may have said which file.
  if (!layer_ && count == 1 && located_.path.starts_with("/vsizip/")) layer_ = dataset_->GetLayer(0);
  if (!layer_) {
    const std::string meant = nearest_word(name, names);
    throw Error(Fault::input,
                say("图层“{}”：{} 里没有图层“{}”", "layer \"{}\": {} has no layer \"{}\"", spec.role, located_.shown,
                    printable(name)),
                meant.empty() ? say("其中有：{}", "it holds: {}", printable(join(names, ", ")))
                              : say("是否指“{}”？", "did you mean \"{}\"?", printable(meant)));
  }
  if (count > 1) located_.shown += ", " + printable(name);
  // The OSM driver would otherwise store up the features of its other layers until it gives up.
  if (EQUAL(dataset_->GetDriverName(), "OSM")) {
    layer_ = dataset_->ExecuteSQL(("SELECT * FROM " + name).c_str(), nullptr, nullptr);
    is_query_ = true;
  }
}

std::size_t Source::most_rows() const {
  constexpr std::size_t always = 1'000'000;
  const std::string name = driver();
  std::error_code fault;
  const bool is_database = (name == "GPKG" || name == "SQLite") && located_.path == located_.file;
  const auto bytes = is_database ? fs::file_size(located_.file, fault) : 0;
  return bytes == 0 || fault ? std::numeric_limits<std::size_t>::max() : std::max<std::size_t>(bytes, always);
}

std::vector<std::string> Source::files() const {
  std::vector<std::string> names;
  if (!located_.memory.empty() || located_.path.starts_with("/vsizip/")) return {located_.file};
  char** list = dataset_->GetFileList();
  for (char** name = list; name && *name; ++name) {
    std::error_code fault;
    std::string file = *name;
    if (file.starts_with("CSV:")) file = located_.file;
    if (fs::is_regular_file(file, fault)) names.push_back(std::move(file));
  }
  CSLDestroy(list);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<std::string> layers_in(const LayerSpec& spec, const std::string& folder, bool allow_network) {
  try {
    const Source source(spec, folder, allow_network);
    return source.is_raster() ? std::vector<std::string>() : layer_names(source.dataset());
  } catch (const SeveralLayers& several) {
    return several.names;
  }
}

}  // namespace gapmap

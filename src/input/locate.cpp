// SPDX-License-Identifier: MIT
#include "input/locate.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <cpl_vsi.h>

#include "base/error.h"
#include "base/handle.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_zip_entries = 10'000;
constexpr unsigned long long always_unpacked = 64u << 20;  // bytes
constexpr unsigned long long most_packing = 100;           // tables of a city shrink to a tenth
constexpr std::uintmax_t largest_copy = 2ull << 30;        // bytes that are taken into memory to be mended

bool is_connection(const std::string& source) {
  const std::size_t colon = source.find(':');
  return source.starts_with("/vsi") || (colon != std::string::npos && colon > 1 && source.find('/') > colon);
}

std::string extension_of(const std::string& path) { return lower(fs::path(path).extension().string()); }

bool is_delimited_text(const std::string& path) {
  const std::string extension = extension_of(path);
  return extension == ".csv" || extension == ".tsv" || extension == ".txt";
}

/// A file beside another, whose extension may be in either case.
bool has_companion(const fs::path& file, std::string_view extension) {
  std::string upper(extension);
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  std::error_code ignored;
  return fs::exists(fs::path(file).replace_extension(extension), ignored) ||
         fs::exists(fs::path(file).replace_extension(upper), ignored);
}

std::string content_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

using Directory = Handle<VSIDIR, VSICloseDir>;

struct Archive {
  std::vector<std::string> files;   ///< that hold data, without those that go with another
  unsigned long long unpacked = 0;  ///< bytes of all that is in it
};

Archive look_into(const std::string& zip) {
  constexpr std::array<std::string_view, 17> extensions{".shp",  ".gpkg",   ".geojson", ".json", ".csv", ".tsv",
                                                        ".kml",  ".kmz",    ".fgb",     ".gml",  ".tab", ".mif",
                                                        ".xlsx", ".sqlite", ".tif",     ".pbf",  ".dxf"};
  Archive found;
  std::vector<std::string>& files = found.files;
  std::vector<std::string> tables;
  const Directory folder(VSIOpenDir(zip.c_str(), -1, nullptr));
  if (!folder) return found;
  for (std::size_t count = 0; count < most_zip_entries; ++count) {
    const VSIDIREntry* entry = VSIGetNextDirEntry(folder.get());
    if (!entry) break;
    if (entry->bSizeKnown) found.unpacked += entry->nSize;
    const std::string name = entry->pszName;
    const std::string extension = extension_of(name);
    const bool is_hidden = name.starts_with("__MACOSX") || name.find("/.") != std::string::npos;
    if (is_hidden || name.find(".gdb/") != std::string::npos) continue;
    const bool is_known = std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
    if (is_known || extension == ".gdb") files.push_back(name);
    if (extension == ".dbf") tables.push_back(name);
  }
  if (files.empty()) files = std::move(tables);
  std::sort(files.begin(), files.end());
  return found;
}

class Locator {
 public:
  Locator(const LayerSpec& spec, const std::string& folder) : spec_(spec) { located_.path = absolute(folder); }

  Located locate() {
    located_.shown = printable(spec_.source);
    if (is_connection(located_.path)) return std::move(located_);
    require_file();
    located_.file = located_.path;
    const std::string extension = extension_of(located_.path);
    if (std::error_code fault; fs::is_directory(located_.path, fault)) return std::move(located_);
    if (extension == ".zip")
      look_into_zip();
    else if (extension == ".shp")
      look_at_shapefile();
    else if (is_delimited_text(located_.path))
      look_at_text();
    return std::move(located_);
  }

 private:
  std::string absolute(const std::string& folder) const {
    if (is_connection(spec_.source) || fs::path(spec_.source).is_absolute()) return spec_.source;
    return (fs::path(folder) / spec_.source).lexically_normal().string();
  }

  void issue(std::string code, Severity severity, Text message) {
    located_.issues.push_back({std::move(code), severity, spec_.role, spec_.source, {}, std::move(message), {}});
  }

  void require_file() const {
    std::error_code fault;
    const fs::file_status status = fs::status(located_.path, fault);
    const std::string name = printable(shorten(located_.path, 300));
    if (!fs::exists(status))
      throw Error(Fault::input, say("图层“{}”：找不到文件 {}", "layer \"{}\": no such file: {}", spec_.role, name),
                  {"检查 source 的路径；相对路径从方案文件所在文件夹算起",
                   "check source; relative paths start at the plan file's folder"});
    // A pipe or a device would be waited for without end.
    if (!fs::is_regular_file(status) && !fs::is_directory(status))
      throw Error(Fault::input,
                  say("图层“{}”：{} 不是普通文件", "layer \"{}\": {} is not a regular file", spec_.role, name));
    if (fs::is_regular_file(status) && fs::file_size(located_.path, fault) == 0)
      throw Error(Fault::input, say("图层“{}”：打不开 {}", "layer \"{}\": cannot open {}", spec_.role, name),
                  {"文件是空的（0 字节）", "the file is empty (0 bytes)"});
    if (fs::is_regular_file(status) && !std::ifstream(located_.path))
      throw Error(Fault::input,
                  say("图层“{}”：没有权限读取 {}", "layer \"{}\": no permission to read {}", spec_.role, name),
                  {"请修改文件权限", "change the file's permissions"});
  }

  void look_into_zip() {
    const std::string zip = "/vsizip/" + located_.path;
    const Archive archive = look_into(zip);
    const std::vector<std::string>& files = archive.files;
    std::error_code fault;
    const auto packed = fs::file_size(located_.path, fault);
    if (archive.unpacked > always_unpacked && archive.unpacked / most_packing > packed)
      throw Error(Fault::input,
                  say("图层“{}”：{} 解压后有 {} MB，是压缩包的 {} 倍",
                      "layer \"{}\": {} unpacks to {} MB, {} times its size", spec_.role, located_.shown,
                      archive.unpacked >> 20, archive.unpacked / std::max<std::uintmax_t>(packed, 1)),
                  {"如果来源可信，请先自行解压", "unpack it yourself if you trust where it comes from"});
    if (files.empty())
      throw Error(Fault::input,
                  say("图层“{}”：{} 里没有可读的数据", "layer \"{}\": {} holds no data that can be read", spec_.role,
                      located_.shown),
                  {"压缩包损坏，或里面不是地理数据；压缩包里的压缩包请先解压",
                   "the archive is damaged or holds no layers; unpack an archive inside an archive first"});
    std::vector<std::string> meant;
    for (const std::string& file : files)
      if (files.size() == 1 || fs::path(file).stem() == spec_.layer || file == spec_.layer) meant.push_back(file);
    if (meant.size() != 1)
      throw Error(Fault::input,
                  say("图层“{}”：{} 里有 {} 个文件，请用 layer 写明哪一个",
                      "layer \"{}\": {} holds {} files; say which by layer", spec_.role, located_.shown, files.size()),
                  say("其中有：{}", "it holds: {}", printable(shorten(join(files, ", "), 300))));
    located_.path = zip + "/" + meant.front();
    located_.shown += ", " + printable(meant.front());
  }

  /// GDAL rebuilds a missing index only by writing it beside the file.
  void look_at_shapefile() {
    const fs::path file = located_.path;
    if (!has_companion(file, ".dbf"))
      issue("F102", Severity::warning,
            {"没有 .dbf，要素没有任何字段", "there is no .dbf: the features have no fields"});
    if (has_companion(file, ".shx")) return compare_counts(file);
    if (std::error_code fault; fs::file_size(file, fault) > largest_copy) return;
    issue("F101", Severity::warning,
          {"没有 .shx 索引，已由 .shp 在内存中重建；请核对要素数",
           "there is no .shx index; it was rebuilt in memory from the .shp: check the number of features"});
    MemoryFile shapes(file.filename().string(), content_of(file.string()));
    const std::string path = shapes.path();
    located_.memory.push_back(std::move(shapes));
    for (const std::string_view extension : {".dbf", ".prj", ".cpg"}) {
      const fs::path companion = fs::path(file).replace_extension(extension);
      std::error_code fault;
      if (!fs::exists(companion, fault)) continue;
      located_.memory.emplace_back(fs::path(path).replace_extension(extension).string(),
                                   content_of(companion.string()));
    }
    located_.path = path;
  }

  /// GDAL reads as many features as the table has records, and drops further shapes without a word.
  void compare_counts(const fs::path& file) {
    constexpr std::uintmax_t header = 100, entry = 8;
    std::error_code fault;
    const auto index = fs::file_size(fs::path(file).replace_extension(".shx"), fault);
    std::array<unsigned char, 8> start{};
    std::ifstream table(fs::path(file).replace_extension(".dbf"), std::ios::binary);
    if (fault || index < header || !table.read(reinterpret_cast<char*>(start.data()), start.size())) return;
    const std::uintmax_t shapes = (index - header) / entry;
    std::uintmax_t records = 0;
    for (std::size_t byte = start.size(); byte-- > 4;) records = records << 8 | start[byte];
    if (shapes != records)
      issue("F107", Severity::error,
            say(".shp 有 {} 个图形，.dbf 有 {} 条记录：二者不是一套文件，或其一不完整",
                "the .shp holds {} shapes, the .dbf {} records: the files do not belong together, or one is not whole",
                shapes, records));
  }

  void look_at_text() {
    CsvLook look = look_at_csv(located_.path);
    if (look.has_zero)
      throw Error(Fault::input,
                  say("图层“{}”：{} 不是文本文件（含零字节）",
                      "layer \"{}\": {} is not a text file (it holds zero bytes)", spec_.role, located_.shown),
                  {"检查文件是否损坏，或扩展名写错", "check whether the file is damaged or has a wrong extension"});
    if (!look.wide.empty()) issue("E104", Severity::note, say("文本编码为 {}", "the text is {}", look.wide));
    if (look.has_open_quote)
      issue("F105", Severity::error,
            {"引号没有成对，若干行可能被并成一行；请改正文件",
             "a quotation mark is never closed: rows may have run together; mend the file"});
    if (look.ragged > 0)
      issue("F104", Severity::warning,
            say("{} 行的列数与表头不同（首见于第 {} 行），其值可能错位",
                "{} rows have more or fewer cells than the first (line {} before others); values may stand in the "
                "wrong column",
                look.ragged, look.ragged_line));
    if (!look.wide.empty() || look.says_delimiter || look.has_broken_names || !look.has_delimiter) {
      const std::string stem = fs::path(located_.path).stem().string();
      // GDAL takes the delimiter from the first line; tabs it expects by the file's name.
      std::string text = csv_as_utf8(located_.path, look);
      // Nor does it take a table of one column for a table.
      if (!look.has_delimiter) text.insert(std::min(text.find_first_of("\r\n"), text.size()), ",_");
      located_.memory.emplace_back(stem + (look.delimiter == '\t' ? ".tsv" : ".csv"), std::move(text));
      located_.path = located_.memory.back().path();
    } else if (extension_of(located_.path) == ".txt") {
      located_.path = "CSV:" + located_.path;
    }
    located_.csv = std::move(look);
  }

  const LayerSpec& spec_;
  Located located_;
};

std::string memory_path(const std::string& name) {
  if (name.starts_with("/vsimem/")) return name;
  static std::atomic<unsigned> count{0};
  return "/vsimem/gapmap-" + std::to_string(count++) + "/" + name;
}

}  // namespace

MemoryFile::MemoryFile(const std::string& name, std::string bytes)
    : bytes_(std::make_unique<std::string>(std::move(bytes))), path_(memory_path(name)) {
  VSIFCloseL(VSIFileFromMemBuffer(path_.c_str(), reinterpret_cast<GByte*>(bytes_->data()), bytes_->size(), FALSE));
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept
    : bytes_(std::move(other.bytes_)), path_(std::exchange(other.path_, {})) {}

MemoryFile::~MemoryFile() {
  if (!path_.empty()) VSIUnlink(path_.c_str());
}

Located locate(const LayerSpec& spec, const std::string& folder) { return Locator(spec, folder).locate(); }

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <fstream>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "output/geopackage.h"
#include "sample/layer_titles.h"
#include "sample/plan_text.h"
#include "sample/sample.h"

namespace gapmap {
namespace {

// The sample is the same whenever it is made: the day the sample's plan was issued stands for now.
constexpr const char* fixed_timestamp = "2018-05-16T00:00:00.000Z";

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw Error(Fault::output, say("不能写入 {}", "cannot write {}", path.string()),
              {"请检查目录的权限和剩余空间", "check the folder's permissions and free space"});
}

void write_text(const std::filesystem::path& path, std::string_view text) {
  // Beside its place and then renamed, so that a plan is never half there.
  std::filesystem::path unfinished = path;
  unfinished += ".part";
  std::error_code failed;
  {
    std::ofstream file(unfinished, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) {
      std::filesystem::remove(unfinished, failed);
      refuse(path);
    }
  }
  std::filesystem::rename(unfinished, path, failed);
  if (!failed) return;
  std::error_code ignored;
  std::filesystem::remove(unfinished, ignored);
  refuse(path);
}

}  // namespace

SampleFiles write_sample(const std::filesystem::path& dir, const SampleOptions& options, bool overwrite,
                         Language language) {
  const SampleFiles files{dir / "district.gpkg", dir / "plan.toml"};
  for (const std::filesystem::path& path : {files.district, files.plan})
    if (!overwrite && std::filesystem::exists(path))
      throw Error(Fault::usage, say("{} 已经存在", "{} exists already", path.string()),
                  {"加上 --overwrite 可以覆盖", "add --overwrite to replace it"});
  std::error_code failed;
  std::filesystem::create_directories(dir, failed);
  if (failed) refuse(dir);

  const SampleDistrict district = make_sample(options);
  GeoPackage package(files.district, overwrite, Crs::parse(std::string(sample_crs)), language, fixed_timestamp,
                     hardware_jobs());
  for (const Layer& layer : district.layers)
    package.add({layer.name,
                 sample_layer_title(layer.name),
                 {"样例数据：几何图形为程序生成，并非实地", "sample data: the geometry is made up"},
                 {}},
                layer, true);
  package.commit();
  write_text(files.plan, sample_plan_text());
  return files;
}

}  // namespace gapmap

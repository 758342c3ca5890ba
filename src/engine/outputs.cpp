// SPDX-License-Identifier: MIT
#include "engine/outputs.h"

#include <filesystem>

#include "base/error.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

bool are_same(const std::string& one, const std::string& two) {
  std::error_code fault;
  if (fs::equivalent(one, two, fault)) return true;
  return fs::weakly_canonical(one, fault) == fs::weakly_canonical(two, fault);
}

}  // namespace

void require_writable(const std::vector<std::string>& outputs, bool overwrite) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].empty()) continue;
    const std::string name = printable(outputs[i]);
    std::error_code fault;
    if (!overwrite && fs::exists(outputs[i], fault))
      throw Error(Fault::usage, say("文件 {} 已存在", "the file {} exists", name),
                  {"换个名字，或加 --overwrite", "choose another name, or add --overwrite"});
    const fs::path folder = fs::path(outputs[i]).parent_path();
    if (!folder.empty() && !fs::is_directory(folder, fault))
      throw Error(Fault::output, say("没有文件夹 {}", "there is no folder {}", printable(folder.string())),
                  {"请先建好文件夹", "create the folder first"});
    for (std::size_t other = 0; other < i; ++other)
      if (!outputs[other].empty() && are_same(outputs[i], outputs[other]))
        throw Error(Fault::usage, say("两个输出都是 {}", "two outputs are {}", name),
                    {"请换个名字", "choose another name"});
  }
}

void protect_inputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
  for (const std::string& output : outputs)
    for (const std::string& input : inputs)
      if (!output.empty() && are_same(output, input))
        throw Error(Fault::usage, say("输出 {} 是输入文件", "the output {} is an input", printable(output)),
                    {"输入从不改写；请换个名字", "inputs are never replaced; choose another name"});
}

std::vector<std::string> input_files(const Plan& plan) {
  std::vector<std::string> files{plan.path};
  for (const auto& [role, spec] : plan.layers) {
    if (!spec.is_bound()) continue;
    const fs::path file = fs::path(plan.folder) / spec.source;  // an absolute source stands for itself
    files.push_back(file.string());
    if (file.extension() != ".shp" && file.extension() != ".SHP") continue;
    for (const char* const companion : {".dbf", ".shx", ".prj", ".cpg"})
      files.push_back(fs::path(file).replace_extension(companion).string());
  }
  return files;
}

}  // namespace gapmap

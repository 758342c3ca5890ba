// SPDX-License-Identifier: MIT
#include "output/file_batch.h"

#include <fstream>

#include "base/error.h"

namespace gapmap {

namespace fs = std::filesystem;

FileBatch::~FileBatch() {
  files_.clear();
  folders_.clear();
  std::error_code ignored;
  for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) fs::remove(*folder, ignored);
}

void FileBatch::make_folder(const fs::path& folder) {
  const std::lock_guard lock(mutex_);
  fs::path made;
  for (const fs::path& part : folder) {
    made /= part;
    std::error_code fault;
    if (fs::is_directory(made, fault)) continue;
    if (!fs::create_directory(made, fault))
      throw Error(Fault::output, say("不能建立文件夹 {}", "the folder {} cannot be made", printable(folder.string())),
                  {"换一个可写的位置", "choose a place that you may write to"});
    made_.push_back(made);
    folders_.emplace_back(made);
  }
}

fs::path FileBatch::add(const fs::path& target) {
  const std::lock_guard lock(mutex_);
  used_.insert(target.has_parent_path() ? target.parent_path() : fs::path("."));
  return files_.emplace_back(target, overwrite_).path();
}

void FileBatch::drop(const fs::path& file) {
  const std::lock_guard lock(mutex_);
  files_.remove_if([&](const gpkg::TemporaryFile& added) { return added.path() == file; });
}

fs::path FileBatch::write(const fs::path& target, std::string_view bytes) {
  const fs::path file = add(target);
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream)
    throw Error(Fault::output, say("无法写入 {}", "{} cannot be written", printable(target.string())),
                {"检查磁盘是否还有空间", "check that the disk has space left"});
  return file;
}

void FileBatch::commit() {
  for (const gpkg::TemporaryFile& file : files_) file.sync();
  folders_.clear();
  made_.clear();
  for (gpkg::TemporaryFile& file : files_) file.take_name();
  files_.clear();
  for (const fs::path& folder : used_) gpkg::sync_folder(folder);
}

}  // namespace gapmap

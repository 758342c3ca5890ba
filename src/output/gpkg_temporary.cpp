// SPDX-License-Identifier: MIT
#include "output/gpkg_temporary.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/error.h"

namespace gapmap::gpkg {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_exists(const fs::path& target) {
  throw Error(Fault::usage, say("{} 已存在", "{} exists already", target.string()),
              {"加上 --overwrite 可替换它，或换一个文件名", "replace it with --overwrite, or choose another name"});
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

/// Waits until a file or a folder's list of names is on the disk.
void sync_place(const fs::path& place, int flags) {
  const Descriptor descriptor(::open(place.c_str(), flags | O_CLOEXEC));
  if (descriptor.number() < 0) refuse_write(place, errno);
  // Some network file systems cannot sync a folder and say EINVAL: there is nothing more to be done there.
  if (::fsync(descriptor.number()) != 0 && errno != EINVAL && errno != ENOTSUP) refuse_write(place, errno);
}

constexpr std::string_view beginning = ".gapmap-", ending = ".tmp";

/// Removes what killed processes left in a folder: files of ours whose process is gone and whose lock is free. A
/// process of another machine that writes to a shared folder still holds its lock.
void remove_leftovers(const fs::path& folder) {
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(beginning) || !name.ends_with(ending)) continue;
    const long process = std::strtol(name.c_str() + beginning.size(), nullptr, 10);
    const bool is_gone = process > 0 && ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
    if (!is_gone) continue;
    const Descriptor file(::open(entry->path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (file.number() >= 0 && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0) ::unlink(entry->path().c_str());
  }
}

}  // namespace

void refuse_write(const fs::path& place, int code) {
  const std::string reason = std::strerror(code);
  switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      throw Error(
          Fault::output, say("磁盘已满，无法写入 {}", "the disk is full: {} cannot be written", place.string()),
          {"请腾出空间后重新运行，原有文件未改动", "free some space and run again; existing files are unchanged"});
    case EACCES:
    case EPERM:
    case EROFS:
      throw Error(
          Fault::output, say("没有权限写入 {}", "no permission to write {}", place.string()),
          {"请换一个可写的文件夹，或修改权限", "choose a folder that you may write to, or change its permissions"});
    case ENOENT:
    case ENOTDIR:
      throw Error(Fault::output, say("文件夹 {} 不存在", "there is no folder {}", place.string()),
                  {"请先建立这个文件夹", "create the folder first"});
    default: throw Error(Fault::output, say("无法写入 {}：{}", "{} cannot be written: {}", place.string(), reason));
  }
}

TemporaryFile::TemporaryFile(fs::path target, bool overwrite) : target_(std::move(target)), overwrite_(overwrite) {
  std::error_code ignored;
  // Through a link the file it points to is replaced, not the link.
  if (fs::is_symlink(target_, ignored)) {
    if (const fs::path real = fs::weakly_canonical(target_, ignored); !ignored) target_ = real;
  }
  const fs::file_status status = fs::status(target_, ignored);
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status)) {
      throw Error(Fault::usage, say("{} 不是文件", "{} is not a file", target_.string()),
                  {"请写出结果文件的文件名，例如 结果.gpkg", "name the result file, such as result.gpkg"});
    }
    if (!overwrite_) fail_exists(target_);
  }
  const fs::path folder = folder_of(target_);
  remove_leftovers(folder);
  for (int attempt = 0;; ++attempt) {
    path_ = folder /
            (std::string(beginning) + std::to_string(::getpid()) + "-" + std::to_string(attempt) + std::string(ending));
    descriptor_ = ::open(path_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
    if (descriptor_ >= 0) {
      ::flock(descriptor_, LOCK_EX | LOCK_NB);
      name_.emplace(path_);
      return;
    }
    if (errno != EEXIST) refuse_write(folder, errno);
  }
}

TemporaryFile::~TemporaryFile() {
  if (!path_.empty()) ::unlink(path_.c_str());
  if (descriptor_ >= 0) ::close(descriptor_);
}

void TemporaryFile::commit() {
  sync();
  take_name();
  sync_folder(folder_of(target_));
}

void TemporaryFile::sync() const { sync_place(path_, O_RDWR); }

void TemporaryFile::take_name() {
  if (overwrite_) {
    if (std::rename(path_.c_str(), target_.c_str()) != 0) refuse_write(target_, errno);
    // What another program left of the replaced file's journal must never be played into this one.
    for (const char* const suffix : {"-journal", "-wal", "-shm"}) ::unlink((target_.string() + suffix).c_str());
  } else if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) fail_exists(target_);
    // A file system that cannot refuse to replace: look, then rename.
    if (errno != EINVAL && errno != ENOSYS) refuse_write(target_, errno);
    if (std::error_code ignored; fs::exists(target_, ignored)) fail_exists(target_);
    if (std::rename(path_.c_str(), target_.c_str()) != 0) refuse_write(target_, errno);
  }
  path_.clear();
  name_.reset();
}

void sync_folder(const fs::path& folder) { sync_place(folder, O_RDONLY | O_DIRECTORY); }

}  // namespace gapmap::gpkg

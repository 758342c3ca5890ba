// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <list>
#include <mutex>
#include <set>
#include <string_view>
#include <vector>

#include "base/temporary_names.h"
#include "output/gpkg_temporary.h"

namespace gapmap {

/// Files that appear together or not at all: each is written under a temporary name beside its place, and when the last
/// is whole all take their names. Without `commit`, neither files nor folders made for them stay. Several threads may
/// add files.
class FileBatch {
 public:
  explicit FileBatch(bool overwrite) : overwrite_(overwrite) {}
  ~FileBatch();
  FileBatch(const FileBatch&) = delete;
  FileBatch& operator=(const FileBatch&) = delete;

  /// Makes a folder where it is missing, and those above it. Throws Error{Fault::output} where that is not possible.
  void make_folder(const std::filesystem::path& folder);

  /// An empty file to be filled in place of `target`. Throws Error{Fault::usage} where the target exists and must not
  /// be replaced, Error{Fault::output} where its folder cannot be written.
  std::filesystem::path add(const std::filesystem::path& target);

  /// Leaves out a file that was added: the path is the one that `add` gave.
  void drop(const std::filesystem::path& file);

  /// Adds a file with these bytes, and gives where it stands until all take their names. Throws as `add`, and
  /// Error{Fault::output} where the disk is full.
  std::filesystem::path write(const std::filesystem::path& target, std::string_view bytes);

  /// Throws Error{Fault::output}; what could not be put on the disk is found before the first file takes its name.
  void commit();

 private:
  bool overwrite_;
  std::mutex mutex_;
  std::list<TemporaryName> folders_;
  std::vector<std::filesystem::path> made_;
  std::set<std::filesystem::path> used_;
  std::list<gpkg::TemporaryFile> files_;
};

}  // namespace gapmap

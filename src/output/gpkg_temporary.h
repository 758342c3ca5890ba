// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "base/temporary_names.h"

namespace gapmap::gpkg {

/// An empty file beside `target`, that takes the target's name at `commit` or vanishes. It is locked while it lives,
/// so that what a killed process left behind can be told, and is removed by the next one that writes there.
class TemporaryFile {
 public:
  /// Throws Error{Fault::usage} where the target exists and must not be replaced, Error{Fault::output}
  /// where its folder cannot be written.
  TemporaryFile(std::filesystem::path target, bool overwrite);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Open for writing while this lives.
  int descriptor() const { return descriptor_; }

  /// Waits until the bytes are on the disk. Throws Error{Fault::output}.
  void sync() const;
  /// Renames it in one step: readers see the old file or the whole new one. Throws Error{Fault::output}, or
  /// Error{Fault::usage} where a target that must not be replaced has come into being.
  void take_name();
  /// Both, and then waits until the name is on the disk too.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  bool overwrite_;
  int descriptor_ = -1;  ///< holds the lock too
  std::optional<TemporaryName> name_;
};

/// Says why a file or folder could not be written, by the number of the system's error. Throws Error{Fault::output}.
[[noreturn]] void refuse_write(const std::filesystem::path& place, int code);

/// Waits until the names in a folder are on the disk. Throws Error{Fault::output}.
void sync_folder(const std::filesystem::path& folder);

}  // namespace gapmap::gpkg

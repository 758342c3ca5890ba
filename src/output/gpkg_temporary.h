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

  /// Synced, and renamed in one step: readers see the old file or the whole new one.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  bool overwrite_;
  int lock_ = -1;  ///< descriptor that holds the lock
  std::optional<TemporaryName> name_;
};

}  // namespace gapmap::gpkg

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace gapmap {

/// Remembers, while it lives, a file or an empty folder that must not outlive the process: whoever ends the process in
/// the middle of its work removes them all first.
class TemporaryName {
 public:
  explicit TemporaryName(std::filesystem::path path);
  ~TemporaryName();
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;

  /// Removes every remembered file, and folder that is empty by then. May be called from any thread.
  static void remove_all() noexcept;

 private:
  std::filesystem::path path_;
};

}  // namespace gapmap

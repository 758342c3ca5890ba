// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gapmap {

/// Entries that are found again by a key, one file each. A key is the SHA-256 of everything that the content follows
/// from, so an entry never goes stale: whatever changes, changes the key. Files are written whole or not at all, and
/// begin with a checksum; one that is cut short or damaged is as good as none and is written anew.
class CacheFolder {
 public:
  /// Makes the folder. Throws Error{Fault::output} where it cannot.
  explicit CacheFolder(std::filesystem::path folder);

  std::optional<std::string> find(const std::string& key) const;
  /// A full disk is no error: the entry is then not kept.
  void keep(const std::string& key, std::string_view content) const;

 private:
  std::filesystem::path file_of(const std::string& key) const { return folder_ / (key + ".gapmap-cache"); }

  std::filesystem::path folder_;
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "engine/cache_folder.h"
#include "input/read.h"

namespace gapmap {

/// What a run takes from a cache and puts into it: layers as they were read, and the readings of standards.
///
/// The key of a layer or a reading is the hash of all that it follows from: this program and its libraries, the plan's
/// settings, the standard's own part of the plan, and of each layer it looks at (and of the units) the plan's words and
/// the content of every file. Layers whose files cannot be known, such as those of a database, are never reused.
class Reuse {
 public:
  /// Hashes the files of the units and of the layers that `requests` name. To be made before any layer is read: what
  /// is read from a file that was opened before it was hashed could be kept as the content of another.
  Reuse(const std::string& folder, const Plan& plan, const std::vector<ReadRequest>& requests,
        const ReadOptions& options, int jobs);

  /// Looks for the readings of standards.
  void find(const Plan& plan, const std::vector<std::size_t>& standards);

  /// SHA-256 of the files that were hashed, by name.
  const std::map<std::string, std::string>& hashes() const { return hashes_; }

  /// Gives away the known result of a standard, without scores.
  std::optional<StandardResult> take(std::size_t standard);
  bool is_known(std::size_t standard) const { return known_.contains(standard); }
  /// A layer as it was read before.
  std::optional<ReadLayer> layer(const ReadRequest& request) const;

  /// To be called when all layers are read: where a file was changed since it was hashed, nothing of this run is kept.
  void confirm();
  void keep(const ReadRequest& request, const ReadLayer& layer) const;
  void keep(const StandardResult& result) const;

 private:
  /// What tells that a file was changed.
  struct Stamp {
    std::filesystem::file_time_type changed;
    std::uintmax_t size = 0;
    bool operator==(const Stamp&) const = default;
  };
  static Stamp stamp_of(const std::string& file);

  void hash_files(const Plan& plan, const std::vector<ReadRequest>& requests);
  void load(const std::vector<std::size_t>& standards);
  std::string digest_of(const LayerSpec& spec, const std::vector<std::string>& files) const;
  std::string key_of(const ReadRequest& request) const;

  CacheFolder folder_;
  ReadOptions options_;
  int jobs_;
  std::string common_;                          ///< what every key begins with
  std::map<std::string, Stamp> stamps_;         ///< of each file, before it was hashed
  std::map<std::string, std::string> hashes_;   ///< file -> SHA-256
  std::map<std::string, std::string> digests_;  ///< role -> hash of its words and files; absent where unknown
  std::map<std::size_t, std::string> keys_;     ///< standard -> key of its reading
  std::map<std::size_t, StandardResult> known_;
  bool is_changed_ = false;
};

}  // namespace gapmap

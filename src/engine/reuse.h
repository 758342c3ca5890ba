// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "engine/cache_folder.h"
#include "input/read.h"

namespace gapmap {

/// What a run takes from a cache and puts into it: the readings of standards, and what reading a layer found.
///
/// The key of a reading is the hash of all that it follows from: this program and its libraries, the plan's settings,
/// the standard's own part of the plan, and of each layer it looks at (and of the units) the plan's words and the
/// content of every file. Layers whose files cannot be known, such as those of a database, are never reused.
class Reuse {
 public:
  Reuse(const std::string& folder, const Plan& plan, const ReadOptions& options, int jobs);

  /// Looks for the readings of standards; those found need no layer. `requests` are what all of them ask for.
  void find(const Plan& plan, const std::vector<std::size_t>& standards, const std::vector<ReadRequest>& requests);
  /// Says that a layer must be read whatever is known.
  void need(const std::string& role) { needed_.insert(role); }

  /// Gives away the known result of a standard, without scores.
  std::optional<StandardResult> take(std::size_t standard);
  bool is_known(std::size_t standard) const { return known_.contains(standard); }
  /// What reading a layer found, where its reading can be skipped.
  std::optional<ReadLayer> notes(const ReadRequest& request) const;

  void keep(const ReadRequest& request, const ReadLayer& layer) const;
  void keep(const StandardResult& result) const;

 private:
  void hash_files(const Plan& plan, const std::vector<ReadRequest>& requests);
  void load(const std::vector<std::size_t>& standards);
  std::string digest_of(const LayerSpec& spec, const std::vector<std::string>& files) const;
  std::string key_of(const ReadRequest& request) const;

  CacheFolder folder_;
  ReadOptions options_;
  int jobs_;
  std::string common_;                          ///< what every key begins with
  std::map<std::string, std::string> hashes_;   ///< file -> SHA-256
  std::map<std::string, std::string> digests_;  ///< role -> hash of its words and files; absent where unknown
  std::map<std::size_t, std::string> keys_;     ///< standard -> key of its reading
  std::map<std::size_t, StandardResult> known_;
  std::set<std::string> needed_;  ///< roles that must be read
};

}  // namespace gapmap

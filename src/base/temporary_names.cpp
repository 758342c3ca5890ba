// SPDX-License-Identifier: MIT
#include "base/temporary_names.h"

#include <cstdio>
#include <mutex>
#include <set>

namespace gapmap {
namespace {

struct Names {
  std::mutex mutex;
  std::multiset<std::filesystem::path> paths;
};

Names& names() {
  // Never destroyed: a thread that ends the process may look at it while static objects go.
  static auto* const all = new Names;
  return *all;
}

}  // namespace

TemporaryName::TemporaryName(std::filesystem::path path) : path_(std::move(path)) {
  const std::lock_guard lock(names().mutex);
  names().paths.insert(path_);
}

TemporaryName::~TemporaryName() {
  const std::lock_guard lock(names().mutex);
  if (const auto found = names().paths.find(path_); found != names().paths.end()) names().paths.erase(found);
}

void TemporaryName::remove_all() noexcept {
  const std::lock_guard lock(names().mutex);
  // What lies in a folder comes after it; a folder that others use stays.
  for (auto path = names().paths.rbegin(); path != names().paths.rend(); ++path) std::remove(path->c_str());
}

}  // namespace gapmap

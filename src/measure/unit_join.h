// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/issue.h"
#include "measure/scene.h"

namespace gapmap {

/// Finds the bucket of each feature of a selection: where its geometry lies, and for a record without geometry
/// the unit that its layer's `unit` fields name. A name decides over a code, since township codes are used again
/// for other townships between years; a code alone will do where no name is given. Names that differ only in
/// blanks or in how an office is written (XX街道, XX街道办事处) are one. A record that names no unit of the
/// partition is `unplaced()`.
class UnitJoin {
 public:
  UnitJoin(const Features& features, const Partition& partition);

  std::size_t bucket_of(std::uint32_t row) const;

  /// Records whose code and name mean different units (U301), and records that name an unknown unit (U302).
  void note(Issues& issues) const;

 private:
  std::size_t by_name(std::uint32_t row) const;
  std::size_t by_code(std::uint32_t row) const;

  const Features& features_;
  const Partition& partition_;
  const Column* name_ = nullptr;
  const Column* code_ = nullptr;
  std::map<std::string, std::size_t> names_, codes_;
};

/// The same issues for every partition of a scene.
void note_units(const Features& features, const Scene& scene, Issues& issues);

}  // namespace gapmap

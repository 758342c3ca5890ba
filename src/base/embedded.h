// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace gapmap {

/// A text file of the project that is compiled in (src/CMakeLists.txt, `embed`).
struct EmbeddedFile {
  std::string_view name;  ///< without folder and ending: "erqi-2018"
  std::string_view text;
};

}  // namespace gapmap

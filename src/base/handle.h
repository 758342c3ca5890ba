// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

namespace gapmap {

template <auto destroy>
struct Destroyer {
  template <typename T>
  void operator()(T* object) const noexcept {
    destroy(object);
  }
};

/// Owns an object of a foreign library; the size of a pointer.
template <typename T, auto destroy>
using Handle = std::unique_ptr<T, Destroyer<destroy>>;

}  // namespace gapmap

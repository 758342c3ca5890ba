// SPDX-License-Identifier: MIT
#pragma once

#include <compare>

namespace gapmap {

/// A number that carries its unit in its type. Arithmetic beyond comparison says `.value` on purpose.
template <typename Unit>
struct Quantity {
  double value = 0;
  constexpr Quantity() = default;
  constexpr explicit Quantity(double number) : value(number) {}
  constexpr auto operator<=>(const Quantity&) const = default;
};

using Metres = Quantity<struct MetresUnit>;
using SquareMetres = Quantity<struct SquareMetresUnit>;

}  // namespace gapmap

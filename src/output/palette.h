// SPDX-License-Identifier: MIT
#pragma once

/// The colours of all maps and charts. Blue, orange and grey are told apart by everybody who sees any
/// colour, and worse is always darker, so that meaning survives grey printing.
namespace gapmap::palette {

inline constexpr const char* met = "#c6dfee";
inline constexpr const char* unmet = "#f0a35e";
inline constexpr const char* no_data = "#f7f7f7";
/// Of several standards at once: all of them unmet.
inline constexpr const char* all_unmet = "#b5460f";

/// Of gaps, from slight to worst.
inline constexpr const char* gaps[] = {"#fdaa73", "#ef6548", "#c9271b", "#7f0000"};
/// Of walks against straight lines, from direct to long.
inline constexpr const char* detours[] = {"#eff3ff", "#bdd7e7", "#6baed6", "#2171b5"};
inline constexpr const char* served = "#56b4e9";
/// On printed sheets, whose gaps are not ranked.
inline constexpr const char* gap = "#d95f0e";
inline constexpr const char* served_area = "#9ecae1";
inline constexpr const char* supply = "#08306b";
/// What serves as a ground or a street: paler than its symbols, so that it does not drown the gaps.
inline constexpr const char* supply_ground = "#7b9fc9";
inline constexpr const char* street = "#d9d9d9";
inline constexpr const char* served_line = "#7fb2d9";
/// Gaps that no way leads from.
inline constexpr const char* no_way = "#3b3b3b";
/// Too much of a good thing: units with more than the range asks for.
inline constexpr const char* surplus = "#8073ac";
inline constexpr const char* land = "#f7f7f5";
inline constexpr const char* border = "#4d4d4d";
inline constexpr const char* hatch = "#5a1f00";
inline constexpr const char* site = "#0072b2";

inline constexpr const char* error = "#b2182b";
inline constexpr const char* warning = "#fdae61";
inline constexpr const char* note = "#e0e0e0";

inline constexpr const char* other = "#bdbdbd";
inline constexpr const char* outline = "#595959";
inline constexpr const char* pale_outline = "#ffffff";

}  // namespace gapmap::palette

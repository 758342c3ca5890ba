// SPDX-License-Identifier: MIT
#include "network/walking_profile.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gapmap {
namespace {

// Roads for cars only, ways that are not there, and ways for neither.
constexpr std::array closed_highways{
    std::string_view("motorway"),     std::string_view("motorway_link"), std::string_view("raceway"),
    std::string_view("bus_guideway"), std::string_view("busway"),        std::string_view("construction"),
    std::string_view("proposed"),     std::string_view("planned"),       std::string_view("abandoned"),
    std::string_view("disused"),      std::string_view("razed"),         std::string_view("escape"),
    std::string_view("no"),           std::string_view("rest_area"),     std::string_view("services")};

constexpr std::array open_to_foot{std::string_view("yes"), std::string_view("designated"),
                                  std::string_view("permissive"), std::string_view("official"),
                                  std::string_view("destination")};

constexpr std::array closed_access{std::string_view("no"), std::string_view("private"),
                                   std::string_view("agricultural"), std::string_view("forestry"),
                                   std::string_view("military")};

template <typename List>
bool is_in(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_yes(std::string_view value) { return !value.empty() && value != "no"; }

}  // namespace

std::string_view tag_value(std::string_view tags, std::string_view key) {
  // Walks from string to string, so that a value that looks like a key is not taken for one.
  std::size_t at = 0;
  std::string_view words[2];
  while (at < tags.size()) {
    for (std::string_view& word : words) {
      const std::size_t start = tags.find('"', at);
      if (start == std::string_view::npos) return {};
      std::size_t end = start + 1;
      while (end < tags.size() && tags[end] != '"') end += tags[end] == '\\' ? 2 : 1;
      if (end >= tags.size()) return {};
      word = tags.substr(start + 1, end - start - 1);
      at = end + 1;
    }
    if (words[0] == key) return words[1];
  }
  return {};
}

bool is_walkable(std::string_view highway, std::string_view other_tags) {
  if (highway.empty() || is_in(closed_highways, highway)) return false;
  const std::string_view foot = tag_value(other_tags, "foot");
  if (is_in(open_to_foot, foot)) return true;
  if (is_in(closed_access, foot) || foot == "use_sidepath") return false;
  if (tag_value(other_tags, "motorroad") == "yes") return false;
  return !is_in(closed_access, tag_value(other_tags, "access"));
}

std::int32_t street_level(std::string_view other_tags) {
  const std::string_view layer = tag_value(other_tags, "layer");
  std::int32_t level = 0;
  if (std::from_chars(layer.data(), layer.data() + layer.size(), level).ec == std::errc() && level != 0) return level;
  if (is_yes(tag_value(other_tags, "bridge"))) return 1;
  if (is_yes(tag_value(other_tags, "tunnel"))) return -1;
  return 0;
}

std::int32_t street_level_of_field(std::string_view value) {
  std::int32_t level = 0;
  if (std::from_chars(value.data(), value.data() + value.size(), level).ec == std::errc()) return level;
  constexpr std::array ground{std::string_view(""),   std::string_view("F"),     std::string_view("f"),
                              std::string_view("N"),  std::string_view("n"),     std::string_view("no"),
                              std::string_view("No"), std::string_view("false"), std::string_view("否")};
  return is_in(ground, value) ? 0 : 1;
}

}  // namespace gapmap

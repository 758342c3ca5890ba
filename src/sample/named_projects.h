// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace gapmap::sample {

/// The stages of a project, in their order.
enum class Stage : std::uint8_t { approved, submitted, contracted, started, done };

/// When a project is due to reach its stage.
enum class Due : std::uint8_t { march, june, august, november, december };

/// A project that the work plan names. That it is late in the sample says nothing of the real one.
struct NamedProject {
  const char* statement;  ///< number of the statement that names it
  const char* name;
  const char* kind;
  Stage stage;  ///< asked for
  Due due = Due::december;
};

std::span<const NamedProject> named_projects();

/// The day of 2018 by which it is due, counted from 0.
std::int64_t day_number(Due due);

}  // namespace gapmap::sample

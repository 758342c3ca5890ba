// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <utility>

#include "base/text.h"

namespace gapmap {

/// Whose turn it is to act; the command line turns it into the exit status.
enum class Fault {
  usage,        ///< the call: arguments, an output path that exists
  plan,         ///< the plan file
  input,        ///< a data source that cannot be read or used
  output,       ///< a result that cannot be written
  interrupted,  ///< the user asked to stop
};

/// What the user can act on: one sentence that names the thing, and a hint at the way out.
class Error : public std::exception {
 public:
  Error(Fault fault, Text sentence, Text hint = {})
      : fault_(fault), sentence_(std::move(sentence)), hint_(std::move(hint)) {}

  Fault fault() const { return fault_; }
  const Text& sentence() const { return sentence_; }
  const Text& hint() const { return hint_; }
  const char* what() const noexcept override { return sentence_.en.c_str(); }

 private:
  Fault fault_;
  Text sentence_;
  Text hint_;
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "base/issue.h"
#include "input/encoding.h"
#include "input/source.h"

namespace gapmap {

/// Turns the texts of one source into UTF-8.
///
/// The plan's `encoding` always wins. Else a .cpg file, else the language byte of a .dbf, as long as the bytes
/// bear them out; else the bytes themselves decide. Whatever was not simply declared is said as an issue.
class TextDecoder {
 public:
  /// Looks at the first features of a Shapefile and at the text of a CSV. Throws Error{Fault::plan} where the
  /// plan names an unknown encoding.
  TextDecoder(const Source& source, const LayerSpec& spec);

  /// The text in UTF-8; what cannot be decoded is counted against the feature.
  std::string decode(const char* bytes, long long feature);
  /// A field's name.
  std::string decode_name(const char* bytes) { return decode(bytes, -1); }

  /// What was detected, and what could not be decoded.
  Issues issues() const;

 private:
  void choose_for_shapefile(const Source& source);
  void detect(const EncodingGuess& guess, bool is_certain);
  void note(std::string code, Severity severity, Text message);

  const LayerSpec& spec_;
  std::string encoding_ = "UTF-8";
  std::unique_ptr<Decoder> decoder_;  ///< null for UTF-8
  Issues issues_;
  std::size_t faults_ = 0;
  long long first_fault_ = -1;
};

}  // namespace gapmap

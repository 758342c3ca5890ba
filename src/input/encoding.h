// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gapmap {

/// Decodes texts of one encoding to UTF-8, by iconv.
class Decoder {
 public:
  explicit Decoder(const std::string& encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  bool is_known() const;
  /// What is not valid becomes U+FFFD and is counted in `faults`.
  std::string decode(std::string_view bytes, std::size_t& faults) const;

 private:
  void* handle_;
};

bool is_ascii(std::string_view bytes);

/// The bytes in UTF-8, or nothing where they are not valid in that encoding or iconv does not know it.
std::optional<std::string> strict_utf8(std::string_view bytes, const std::string& encoding);

/// The bytes in UTF-8, with U+FFFD for what is not valid in that encoding.
std::string lenient_utf8(std::string_view bytes, const std::string& encoding);

/// Whether iconv knows the encoding.
bool is_known_encoding(const std::string& encoding);

/// iconv's name for what a .cpg file, a dBASE language driver or a plan calls an encoding:
/// "936" -> CP936, "ANSI 1252" -> CP1252, "88591" -> ISO-8859-1, "utf8" -> UTF-8.
std::string encoding_name(std::string_view words);

/// Whether every byte string is valid in the encoding, so that decoding proves nothing (Latin-1 and its kin).
bool is_single_byte(const std::string& encoding);

/// Collects byte strings of one file and says in which encoding they make sense.
///
/// UTF-8 proves itself. GB18030 and Big5 share most of their bytes; they are told apart by where the commonest
/// characters of each lie, after which a text of either is named right from a few characters on. What is
/// neither is taken for Windows-1252.
class EncodingGuess {
 public:
  void add(std::string_view bytes);

  /// Nothing but ASCII was seen: every encoding is right.
  bool is_plain() const { return strings_ == 0; }
  /// Whether all strings are valid in that encoding.
  bool fits(const std::string& encoding) const;
  /// "UTF-8", "GB18030", "BIG5" or "CP1252".
  std::string best() const;
  /// Whether the strings look like Chinese in a two-byte encoding rather than anything else.
  bool looks_chinese() const;

 private:
  double share_of_common(bool is_big5) const;

  std::string all_;  ///< the strings that are not ASCII, a line each
  std::size_t strings_ = 0;
};

}  // namespace gapmap

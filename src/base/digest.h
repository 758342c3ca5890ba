// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gapmap {

/// SHA-256 of bytes that come piece by piece; small pieces are gathered first.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;

  void add(const void* bytes, std::size_t size);
  /// The bytes of a plain value.
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  void add_value(const T& value) { add(&value, sizeof value); }
  /// Length and content, so that no two lists of words read alike.
  void add_words(std::string_view words) {
    add_value(words.size());
    add(words.data(), words.size());
  }
  /// Number and content of plain values.
  template <typename T>
  requires std::is_trivially_copyable_v<T>
  void add_values(const std::vector<T>& values) {
    add_value(values.size());
    add(values.data(), values.size() * sizeof(T));
  }

  /// In lower case; nothing can be added afterwards.
  std::string hexadecimal();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// SHA-256 of some bytes, in lower-case hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
// Entries of the cache that a disk has damaged: a value, or a refusal.
#include <cstdint>
#include <stdexcept>
#include <string>

#include "engine/cache_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gapmap;
  if (size == 0) return 0;
  const std::string entry(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  try {
    switch (bytes[0] % 2) {
      case 0: return static_cast<void>(pack(unpack_result(entry))), 0;
      default: return static_cast<void>(pack(unpack_layer(entry))), 0;
    }
  } catch (const std::runtime_error&) {
    // refused
  }
  return 0;
}

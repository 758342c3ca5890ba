// SPDX-License-Identifier: MIT
// Delimited text of any encoding or none: looked over and turned into UTF-8.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "input/csv_look.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gapmap;
  static const int file = memfd_create("fuzz.csv", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  if (ftruncate(file, 0) != 0 || pwrite(file, bytes, size, 0) != static_cast<ssize_t>(size)) return 0;
  const CsvLook look = look_at_csv(path);
  const std::string text = csv_as_utf8(path, look);
  if (!look.wide.empty() && !is_utf8(text)) std::abort();
  return 0;
}

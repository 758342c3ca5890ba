// SPDX-License-Identifier: MIT
#include "output/write_file.h"

#include "output/file_batch.h"

namespace gapmap {

void write_file(const std::filesystem::path& path, const std::string& bytes, bool overwrite) {
  FileBatch batch(overwrite);
  batch.write(path, bytes);
  batch.commit();
}

}  // namespace gapmap

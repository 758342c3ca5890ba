// SPDX-License-Identifier: MIT
#include "output/write_file.h"

#include <fstream>

#include "base/error.h"
#include "output/gpkg_temporary.h"

namespace gapmap {

void write_file(const std::filesystem::path& path, const std::string& bytes, bool overwrite) {
  gpkg::TemporaryFile file(path, overwrite);
  {
    std::ofstream stream(file.path(), std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.flush())
      throw Error(Fault::output, say("无法写入 {}", "{} cannot be written", printable(path.string())),
                  {"检查磁盘是否还有空间", "check that the disk has space left"});
  }
  file.commit();
}

}  // namespace gapmap

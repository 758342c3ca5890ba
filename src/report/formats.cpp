// SPDX-License-Identifier: MIT
#include <fstream>

#include "base/error.h"
#include "output/gpkg_temporary.h"
#include "report/format.h"

namespace gapmap {

std::span<const ReportFormat> report_formats() {
  static const ReportFormat all[] = {
      html_report(),
      sheets_report(),
      xlsx_report(),
      document_report(),
  };
  return all;
}

const ReportFormat* find_report_format(std::string_view name) {
  for (const ReportFormat& format : report_formats())
    if (format.name == name) return &format;
  return nullptr;
}

void write_whole(const std::filesystem::path& path, std::string_view bytes, bool overwrite) {
  gpkg::TemporaryFile file(path, overwrite);
  std::ofstream stream(file.path(), std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream)
    throw Error(Fault::output, say("无法写入 {}", "{} cannot be written", printable(path.string())),
                {"请检查剩余空间和写入权限", "check free space and permissions"});
  file.commit();
}

}  // namespace gapmap

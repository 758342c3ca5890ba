// SPDX-License-Identifier: MIT
#include "output/sheets.h"

#include "base/error.h"
#include "output/write_file.h"

namespace gapmap {
namespace {

// A city's 20 districts and 200 subdistricts each get a sheet; 20,000 communities would be a wall of paper.
constexpr std::size_t most_unit_sheets = 400;

std::filesystem::path place_of(const Sheet& sheet, const std::filesystem::path& folder, std::string_view ending,
                               bool overwrite) {
  const std::filesystem::path path = folder / (sheet.name + std::string(ending));
  if (!overwrite && std::filesystem::exists(path))
    throw Error(Fault::usage, say("图片 {} 已存在", "the picture {} exists", printable(path.string())),
                {"换个文件夹，或加 --overwrite", "choose another folder, or add --overwrite"});
  return path;
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
}

}  // namespace

std::string rendered(const Sheet& sheet, const Atlas& atlas, Canvas::Medium medium) {
  Canvas canvas(sheet.layout.width, sheet.layout.height, medium, {sheet.title, atlas.started});
  sheet.draw(canvas);
  return canvas.finish();
}

std::vector<std::filesystem::path> write_maps(const Atlas& atlas, const std::filesystem::path& folder,
                                              const SheetOptions& options) {
  make_folder(folder);
  std::vector<std::filesystem::path> written;
  for (const Atlas::Task& task : atlas.tasks()) {
    const Sheet sheet = task_sheet(atlas, task, options);
    const std::filesystem::path path = place_of(sheet, folder, ".png", options.overwrite);
    write_file(path, rendered(sheet, atlas, Canvas::Medium::png), options.overwrite);
    written.push_back(path);
  }
  return written;
}

std::vector<std::filesystem::path> write_sheets(const Atlas& atlas, const std::filesystem::path& folder,
                                                const SheetOptions& options) {
  make_folder(folder);
  std::vector<Sheet> sheets{overview_sheet(atlas, options)};
  for (const Atlas::Task& task : atlas.tasks()) sheets.push_back(task_sheet(atlas, task, options));
  const std::size_t with_picture = sheets.size();
  if (!atlas.partitions.empty() && atlas.partitions.front().units.size() <= most_unit_sheets)
    for (std::size_t unit = 0; unit < atlas.partitions.front().units.size(); ++unit)
      sheets.push_back(unit_sheet(atlas, unit, options));
  std::vector<std::filesystem::path> written;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    report(options.progress, {"画图", "drawing the sheets"},
           static_cast<double>(i) / static_cast<double>(sheets.size()));
    const auto write = [&](std::string_view ending, Canvas::Medium medium) {
      written.push_back(place_of(sheets[i], folder, ending, options.overwrite));
      write_file(written.back(), rendered(sheets[i], atlas, medium), options.overwrite);
    };
    write(".pdf", Canvas::Medium::pdf);
    if (i < with_picture) write(".png", Canvas::Medium::png);
  }
  report(options.progress, {"画图", "drawing the sheets"}, 1);
  return written;
}

}  // namespace gapmap

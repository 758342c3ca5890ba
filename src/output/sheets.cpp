// SPDX-License-Identifier: MIT
#include "output/sheets.h"

#include <mutex>

#include "base/parallel.h"

namespace gapmap {
std::string rendered(const Sheet& sheet, const Atlas& atlas, Canvas::Medium medium) {
  Canvas canvas(sheet.layout.width, sheet.layout.height, medium, {sheet.title, atlas.started});
  sheet.draw(canvas);
  return canvas.finish();
}

namespace {

struct Printed {
  Sheet sheet;
  bool has_pdf = true, has_png = true;
};

std::vector<std::filesystem::path> write_all(const Atlas& atlas, const std::vector<Printed>& sheets,
                                             const std::filesystem::path& folder, FileBatch& batch,
                                             const SheetOptions& options) {
  batch.make_folder(folder);
  struct File {
    const Sheet* sheet;
    Canvas::Medium medium;
    std::filesystem::path path;
  };
  std::vector<File> files;
  for (const Printed& one : sheets) {
    const auto add = [&](std::string_view ending, Canvas::Medium medium) {
      files.push_back({&one.sheet, medium, folder / (one.sheet.name + std::string(ending))});
    };
    if (one.has_pdf) add(".pdf", Canvas::Medium::pdf);
    if (one.has_png) add(".png", Canvas::Medium::png);
  }
  std::mutex mutex;
  std::size_t done = 0;
  for_each_index(files.size(), options.jobs, [&](std::size_t i) {
    batch.write(files[i].path, rendered(*files[i].sheet, atlas, files[i].medium));
    const std::lock_guard lock(mutex);
    report(options.progress, {"画图", "drawing the sheets"},
           static_cast<double>(++done) / static_cast<double>(files.size()));
  });
  std::vector<std::filesystem::path> written;
  for (const File& file : files) written.push_back(file.path);
  return written;
}

}  // namespace

std::vector<std::filesystem::path> write_maps(const Atlas& atlas, const std::filesystem::path& folder, FileBatch& batch,
                                              const SheetOptions& options) {
  std::vector<Printed> sheets;
  for (const Atlas::Task& task : atlas.tasks()) sheets.push_back({task_sheet(atlas, task, options), false, true});
  return write_all(atlas, sheets, folder, batch, options);
}

std::vector<std::filesystem::path> write_sheets(const Atlas& atlas, const std::filesystem::path& folder,
                                                FileBatch& batch, const SheetOptions& options) {
  std::vector<Printed> sheets{{overview_sheet(atlas, options), true, true}};
  for (const Atlas::Task& task : atlas.tasks()) sheets.push_back({task_sheet(atlas, task, options), true, true});
  if (!atlas.partitions.empty() && atlas.partitions.front().units.size() <= most_unit_sheets)
    for (std::size_t unit = 0; unit < atlas.partitions.front().units.size(); ++unit)
      sheets.push_back({unit_sheet(atlas, unit, options), true, false});
  return write_all(atlas, sheets, folder, batch, options);
}

}  // namespace gapmap

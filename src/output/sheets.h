// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.h"
#include "output/atlas.h"
#include "output/canvas.h"
#include "output/file_batch.h"
#include "output/sheet_page.h"

namespace gapmap {

struct SheetOptions {
  Language language = Language::en;
  Paper paper = Paper::automatic;
  int jobs = 1;  ///< threads that draw, each a sheet at a time
  Progress progress;
};

/// One printed sheet: its file name without an ending, its title, its drawing.
struct Sheet {
  std::string name;   ///< "task-05"
  std::string title;  ///< for people, and for the PDF's own title
  SheetLayout layout;
  std::function<void(Canvas& canvas)> draw;
};

/// The gap maps of a task's standards: up to six, with legend, inset of the worst place, headline figures,
/// clause, departments and sources.
Sheet task_sheet(const Atlas& atlas, const Atlas::Task& task, const SheetOptions& options);
/// All tasks at a glance: a small map each, the units by the worst verdict of the task.
Sheet overview_sheet(const Atlas& atlas, const SheetOptions& options);
/// One unit of the first partition: its verdicts, its worst gaps.
Sheet unit_sheet(const Atlas& atlas, std::size_t unit, const SheetOptions& options);

/// The sheet as a file's content; the same bytes for the same atlas and fonts.
std::string rendered(const Sheet& sheet, const Atlas& atlas, Canvas::Medium medium);

/// Adds one PNG a task to the batch: `task-05.png` and so on. Makes the folder where it is missing. Throws
/// Error{Fault::usage} where a picture exists and must not be replaced, Error{Fault::output} where one cannot be
/// written or no font fits.
std::vector<std::filesystem::path> write_maps(const Atlas& atlas, const std::filesystem::path& folder, FileBatch& batch,
                                              const SheetOptions& options);

/// A city's 20 districts and 200 subdistricts each get a sheet; 20,000 communities would be a wall of paper.
constexpr std::size_t most_unit_sheets = 400;

/// All sheets, each as PDF, those of tasks and the overview as PNG too. Faults as `write_maps`.
std::vector<std::filesystem::path> write_sheets(const Atlas& atlas, const std::filesystem::path& folder,
                                                FileBatch& batch, const SheetOptions& options);

}  // namespace gapmap

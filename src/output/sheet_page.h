// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "output/atlas.h"
#include "output/canvas.h"
#include "output/map_frame.h"
#include "output/map_view.h"

namespace gapmap {

enum class Paper { automatic, a4, a3 };

/// How a sheet is divided: a grid of maps, and notes in columns beside or below it.
struct SheetLayout {
  double width = 0, height = 0;  ///< of the paper in mm
  Frame maps, notes;
  std::size_t map_columns = 1, note_columns = 1;

  /// The place of one of `count` maps in the grid, with its title.
  Frame map(std::size_t index, std::size_t count) const;
  /// The columns of the notes, and of the places in the grid that `count` maps leave free.
  std::vector<Frame> note_frames(std::size_t count) const;
};

/// The division that shows the ground at the largest scale: A4 for one or two maps, A3 for more (unless the
/// paper is given), lying or upright as the ground is wide or tall. `head` is the height in mm that each map's
/// title takes.
SheetLayout choose_layout(Paper paper, const Box& ground, std::size_t maps, double head);

/// Columns of equal width in a frame.
std::vector<Frame> columns_in(const Frame& frame, std::size_t columns);

/// What stands in the notes of a sheet. A block is kept together; blocks flow down the columns. Where they do
/// not fit, the type gets smaller, and at the last those that are least needed are left out, one by one.
class Notes {
 public:
  explicit Notes(Language language) : language_(language) {}

  static constexpr double block_gap = 2.2;

  /// Draws at x, y in a width, in type of a relative size, or only measures; returns the height in mm.
  using Draw = std::function<double(Canvas& canvas, double x, double y, double width, double size, bool is_drawn)>;

  /// `need` 0 is always shown; the highest numbers are left out first.
  void begin(int need, double gap = block_gap) {
    blocks_.push_back({need, blocks_.empty() ? 0 : blocks_.back().group + 1, gap, {}});
  }
  /// What follows may stand in the next column, but is shown or left out with what stands before it.
  void follow(double gap = 0) { blocks_.push_back({blocks_.back().need, blocks_.back().group, gap, {}}); }
  void heading(const Text& words);
  void paragraph(std::string words, double size = 2.7, bool is_bold = false, const std::string& colour = "#333333",
                 int lines = 0);
  void legend(std::vector<LegendRow> rows);
  /// Words on the left, a figure on the right, below them where both are long.
  void row(std::string words, std::string figure, const std::string& colour = "#333333");
  void custom(Draw draw) { blocks_.back().parts.push_back(std::move(draw)); }

  /// From one frame to the next.
  void flow(Canvas& canvas, const std::vector<Frame>& frames) const;

 private:
  struct Block {
    int need = 0;
    std::size_t group = 0;  ///< blocks of one group are shown or left out together
    double gap = 0;         ///< mm above it
    std::vector<Draw> parts;
  };
  static bool fits(Canvas& canvas, const std::vector<const Block*>& blocks, const std::vector<Frame>& frames,
                   double size, bool is_drawn);

  Language language_;
  std::vector<Block> blocks_;
};

/// Title, title of the plan with a remark beside it, and the lines at the foot that say where everything comes from.
void draw_heading(Canvas& canvas, const Atlas& atlas, const std::string& title, Language language,
                  const std::string& remark = {});
void draw_foot(Canvas& canvas, const Atlas& atlas, Language language);

constexpr double sheet_margin = 10, sheet_head = 25, sheet_foot = 12;

/// "✗ unmet": the verdict in its colour.
std::string verdict_colour(const std::optional<Verdict>& verdict);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "base/text.h"

namespace gapmap::cli {

bool stdout_is_terminal();
bool stderr_is_terminal();

/// Columns of the terminal; 120 where the output goes elsewhere.
std::size_t terminal_width();

enum class Colour { none, good, bad, faint };

/// The words in colour, on a terminal only and not where NO_COLOR is set.
std::string coloured(const std::string& words, Colour colour);

/// One line on stderr, redrawn as stages go on; silent unless stderr is a terminal.
Progress progress_bar(Language language, bool quiet);
/// Clears the progress bar's line.
void clear_progress();

/// A table whose columns are aligned by display width; too wide a text column is shortened.
class TextTable {
 public:
  struct Head {
    std::string title;
    bool is_number = false;
    std::size_t most = 1000;  ///< widest that the column may be
  };
  explicit TextTable(std::vector<Head> heads) : heads_(std::move(heads)) {}
  void add(std::vector<std::string> cells, std::vector<Colour> colours = {});
  std::string drawn() const;

 private:
  struct Row {
    std::vector<std::string> cells;
    std::vector<Colour> colours;
  };
  std::vector<Head> heads_;
  std::vector<Row> rows_;
};

}  // namespace gapmap::cli

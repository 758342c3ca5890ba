// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace gapmap::cli {
namespace {

bool shows_colour() {
  const char* none = std::getenv("NO_COLOR");
  return stdout_is_terminal() && !(none && *none);
}

}  // namespace

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) == 1; }
bool stderr_is_terminal() { return isatty(STDERR_FILENO) == 1; }

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 120;
}

std::string coloured(const std::string& words, Colour colour) {
  if (colour == Colour::none || !shows_colour()) return words;
  const char* code = colour == Colour::good ? "\033[36m" : colour == Colour::bad ? "\033[1;33m" : "\033[2m";
  return code + words + "\033[0m";
}

Progress progress_bar(Language language, bool quiet) {
  if (quiet || !stderr_is_terminal()) return {};
  return [language, last = std::chrono::steady_clock::time_point{}, shown = std::string()](const Text& stage,
                                                                                           double share) mutable {
    const auto now = std::chrono::steady_clock::now();
    if (now - last < std::chrono::milliseconds(50) && share < 1) return;
    last = now;
    constexpr int width = 24;
    const int full = static_cast<int>(std::clamp(share, 0.0, 1.0) * width);
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < full ? "━" : "─";
    std::fprintf(stderr, "\r\033[K%s %3d %% %s", bar.c_str(), static_cast<int>(share * 100),
                 shorten(stage.in(language), 40).c_str());
    std::fflush(stderr);
  };
}

void clear_progress() {
  if (stderr_is_terminal()) std::fputs("\r\033[K", stderr);
}

void TextTable::add(std::vector<std::string> cells, std::vector<Colour> colours) {
  colours.resize(cells.size(), Colour::none);
  rows_.push_back({std::move(cells), std::move(colours)});
}

std::string TextTable::drawn() const {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < heads_.size(); ++column) {
    std::size_t width = display_width(heads_[column].title);
    for (const Row& row : rows_) width = std::max(width, display_width(row.cells[column]));
    widths.push_back(std::min(width, heads_[column].most));
  }
  std::string drawn;
  const auto add_line = [&](auto&& cell) {
    std::string line;
    for (std::size_t column = 0; column < heads_.size(); ++column) line += (column ? "  " : "") + cell(column);
    while (line.ends_with(' ')) line.pop_back();
    drawn += line + "\n";
  };
  add_line([&](std::size_t c) { return pad(shorten(heads_[c].title, widths[c]), widths[c], heads_[c].is_number); });
  std::size_t total = 0;
  for (const std::size_t width : widths) total += width + 2;
  for (std::size_t i = 2; i < total; ++i) drawn += "─";
  drawn += "\n";
  for (const Row& row : rows_)
    add_line([&](std::size_t c) {
      return coloured(pad(shorten(row.cells[c], widths[c]), widths[c], heads_[c].is_number), row.colours[c]);
    });
  return drawn;
}

}  // namespace gapmap::cli

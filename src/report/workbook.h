// SPDX-License-Identifier: MIT
#pragma once

#include <xlsxwriter.h>

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gapmap {

/// An Excel workbook that is written row by row. Text is text, whatever it begins with, so that codes keep their
/// zeros and nothing becomes a formula. Same content, same bytes.
class Workbook {
 public:
  enum class Format { number, integer, percent };
  struct Head {
    std::string title;
    double width;  ///< in characters
  };

  /// `date` (ISO 8601, UTC) stands in the properties. Throws Error{Fault::output} where it cannot be written.
  Workbook(const std::filesystem::path& path, const std::string& title, const std::string& date);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  static constexpr std::size_t all = 16384;  ///< columns, as many as Excel has

  /// Starts a sheet with a head that stays in view; the name is made fit for Excel and unlike all others. Only the
  /// first `printed` columns go on paper: as wide as a page where the type stays readable, else page beside page with
  /// the first two columns on each, which then stay in view, too.
  void sheet(const std::string& name, const std::vector<Head>& heads, std::size_t printed = all);
  void text(const std::string& words);
  void verdict(const std::string& words);                   ///< text that `end_sheet` colours
  void number(std::optional<double> value, Format format);  ///< empty where there is none
  void figure(std::optional<double> value, Format format, bool is_bad, bool is_good);  ///< coloured by itself
  void end_row();
  /// Adds the filter over all rows, and colours to the column of verdicts.
  void end_sheet(const std::string& bad = {}, const std::string& good = {});

  void close();

 private:
  lxw_format* format(Format kind, int colour);
  void set_page(const std::vector<Head>& heads, std::size_t printed);

  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format *head_ = nullptr, *text_ = nullptr, *bad_ = nullptr, *good_ = nullptr;
  lxw_format* numbers_[3][3] = {};  ///< by format, then plain, bad, good
  std::set<std::string> names_;
  std::string title_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0, columns_ = 0, printed_ = 0;
  std::optional<lxw_col_t> verdicts_;
  std::vector<double> widths_;  ///< of the columns, in letters
  double lines_ = 1;            ///< of the highest cell in the row
};

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "report/workbook.h"

#include <cmath>
#include <cstdio>
#include <ctime>

#include "base/error.h"
#include "base/text.h"

namespace gapmap {
namespace {

// Of the palette: pale enough for dark letters, told apart by every eye.
constexpr lxw_color_t head_colour = 0xDCE6F1, bad_colour = 0xF9D3B0, good_colour = 0xD3E6F3;
constexpr std::size_t most_letters = 32767;  ///< that a cell takes

/// What Excel takes: no control characters, no more than it holds.
std::string fit_for_cell(const std::string& words) {
  std::string result;
  for (const char c : words)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') result += c;
  if (result.size() > most_letters) result = shorten(result, most_letters / 4);
  return result;
}

std::time_t time_of(const std::string& date) {
  std::tm parts{};
  int year = 2000, month = 1, day = 1;
  std::sscanf(date.c_str(), "%d-%d-%dT%d:%d:%d", &year, &month, &day, &parts.tm_hour, &parts.tm_min, &parts.tm_sec);
  parts.tm_year = year - 1900;
  parts.tm_mon = month - 1;
  parts.tm_mday = day;
  return timegm(&parts);
}

}  // namespace

Workbook::Workbook(const std::filesystem::path& path, const std::string& title, const std::string& date) {
  book_ = workbook_new(path.c_str());
  if (!book_) throw Error(Fault::output, say("无法写入 {}", "{} cannot be written", printable(path.string())));
  title_ = fit_for_cell(title);
  std::string name = title_, creator = "gapmap";
  lxw_doc_properties properties{};
  properties.title = name.data();
  properties.author = creator.data();
  properties.created = time_of(date);
  workbook_set_properties(book_, &properties);
  head_ = workbook_add_format(book_);
  format_set_bold(head_);
  format_set_text_wrap(head_);
  format_set_bg_color(head_, head_colour);
  format_set_bottom(head_, LXW_BORDER_THIN);
  format_set_align(head_, LXW_ALIGN_VERTICAL_CENTER);
  text_ = workbook_add_format(book_);
  format_set_num_format(text_, "@");
  format_set_text_wrap(text_);
  format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
  bad_ = workbook_add_format(book_);
  format_set_bg_color(bad_, bad_colour);
  good_ = workbook_add_format(book_);
  format_set_bg_color(good_, good_colour);
}

Workbook::~Workbook() {
  if (book_) lxw_workbook_free(book_);
}

lxw_format* Workbook::format(Format kind, int colour) {
  lxw_format*& found = numbers_[static_cast<int>(kind)][colour];
  if (found) return found;
  found = workbook_add_format(book_);
  constexpr const char* patterns[] = {"#,##0.##", "#,##0", "0.0%"};
  format_set_num_format(found, patterns[static_cast<int>(kind)]);
  format_set_align(found, LXW_ALIGN_VERTICAL_TOP);
  if (colour > 0) format_set_bg_color(found, colour == 1 ? bad_colour : good_colour);
  return found;
}

void Workbook::sheet(const std::string& name, const std::vector<Head>& heads, std::size_t printed) {
  std::string fit;
  for (const char c : shorten(name, 28))
    fit += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '-';
  std::string free = fit;
  for (int number = 2; !names_.insert(lower(free)).second; ++number)
    free = shorten(fit, 24) + " " + std::to_string(number);
  sheet_ = workbook_add_worksheet(book_, free.c_str());
  row_ = 0;
  columns_ = static_cast<lxw_col_t>(heads.size());
  verdicts_.reset();
  widths_.clear();
  for (lxw_col_t i = 0; i < columns_; ++i) {
    worksheet_set_column(sheet_, i, i, heads[i].width, nullptr);
    widths_.push_back(heads[i].width);
    worksheet_write_string(sheet_, 0, i, fit_for_cell(heads[i].title).c_str(), head_);
  }
  worksheet_set_row(sheet_, 0, 32, nullptr);
  set_page(heads, std::min(printed, heads.size()));
  row_ = 1;
  column_ = 0;
}

void Workbook::set_page(const std::vector<Head>& heads, std::size_t printed) {
  double width = 0;
  for (std::size_t i = 0; i < printed; ++i) width += heads[i].width;
  // Characters at which type of 11 points is printed with 7.5.
  constexpr double most_on_a4 = 210, most_on_a3 = 300;
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, width > most_on_a4 ? 8 : 9);  // A3, A4
  worksheet_set_margins(sheet_, 0.4, 0.4, 0.6, 0.6);        // inches
  const bool fits = width <= most_on_a3;
  if (fits) {
    worksheet_fit_to_pages(sheet_, 1, 0);
  } else {
    worksheet_print_across(sheet_);
    worksheet_repeat_columns(sheet_, 0, 1);
  }
  worksheet_freeze_panes(sheet_, 1, fits ? 0 : 2);
  worksheet_repeat_rows(sheet_, 0, 0);
  printed_ = static_cast<lxw_col_t>(printed);
  constexpr std::size_t most_in_footer = 80;  // of the 255 letters that Excel takes
  std::string title;
  for (const char c : shorten(title_, most_in_footer)) title += c == '&' ? "&&" : std::string(1, c);
  worksheet_set_footer(sheet_, ("&L&9" + title + "&C&9&A&R&9&P / &N").c_str());
}

void Workbook::text(const std::string& words) {
  if (!words.empty()) worksheet_write_string(sheet_, row_, column_, fit_for_cell(words).c_str(), text_);
  const double letters = 1.1 * static_cast<double>(display_width(words));  // lines break at words
  if (column_ < widths_.size()) lines_ = std::max(lines_, std::ceil(letters / widths_[column_]));
  ++column_;
}

void Workbook::verdict(const std::string& words) {
  verdicts_ = column_;
  text(words);
}

void Workbook::number(std::optional<double> value, Format kind) { figure(value, kind, false, false); }

void Workbook::figure(std::optional<double> value, Format kind, bool is_bad, bool is_good) {
  if (value && std::isfinite(*value)) {
    // "#,##0.##" leaves a lone point behind whole numbers.
    const bool is_whole = kind == Format::number && *value == std::floor(*value);
    worksheet_write_number(sheet_, row_, column_, *value,
                           format(is_whole ? Format::integer : kind, is_bad    ? 1
                                                                     : is_good ? 2
                                                                               : 0));
  }
  ++column_;
}

void Workbook::end_row() {
  // Not every reader makes room for what is wrapped.
  constexpr double line = 15, most_lines = 12;
  if (lines_ > 1) worksheet_set_row(sheet_, row_, line * std::min(lines_, most_lines), nullptr);
  lines_ = 1;
  ++row_;
  column_ = 0;
}

void Workbook::end_sheet(const std::string& bad, const std::string& good) {
  const lxw_row_t last = std::max<lxw_row_t>(row_, 1) - 1;
  worksheet_autofilter(sheet_, 0, 0, last, static_cast<lxw_col_t>(columns_ - 1));
  if (printed_ < columns_) worksheet_print_area(sheet_, 0, 0, last, static_cast<lxw_col_t>(printed_ - 1));
  if (!verdicts_ || last == 0) return;
  for (const auto& [words, look] : {std::pair(&bad, bad_), std::pair(&good, good_)}) {
    if (words->empty()) continue;
    const std::string quoted = "\"" + *words + "\"";
    lxw_conditional_format condition{};
    condition.type = LXW_CONDITIONAL_TYPE_CELL;
    condition.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
    condition.value_string = const_cast<char*>(quoted.c_str());
    condition.format = look;
    worksheet_conditional_format_range(sheet_, 1, *verdicts_, last, *verdicts_, &condition);
  }
}

void Workbook::close() {
  const lxw_error status = workbook_close(book_);
  book_ = nullptr;
  if (status != LXW_NO_ERROR)
    throw Error(Fault::output, say("无法写出电子表格：{}", "the workbook cannot be written: {}", lxw_strerror(status)),
                {"检查磁盘是否还有空间", "check that the disk has space left"});
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/sqlite_table.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/error.h"
#include "base/parallel.h"
#include "output/sqlite_record.h"

namespace gapmap::gpkg {

namespace {

constexpr std::size_t page_size = PageFile::page_size;
constexpr std::size_t leaf_header = 8, inner_header = 12, place_size = 2, number_size = 4;
constexpr std::size_t on_overflow_page = page_size - number_size;
constexpr std::size_t largest_record = 1'000'000'000;  // as SQLite is built by default

/// How much of a record stands on the leaf itself.
std::size_t kept_on_leaf(std::size_t record) {
  constexpr std::size_t most = page_size - 35, least = (page_size - 12) * 32 / 255 - 23;
  if (record <= most) return record;
  const std::size_t kept = least + (record - least) % on_overflow_page;
  return kept <= most ? kept : least;
}

/// What a row takes on its leaf beside its place in the list of cells, and on overflow pages.
struct CellSize {
  std::size_t cell, overflow_pages;
};

CellSize cell_size(std::size_t record, std::int64_t key) {
  const std::size_t kept = kept_on_leaf(record), more = record - kept;
  return {varint_size(record) + varint_size(static_cast<std::uint64_t>(key)) + kept + (more > 0 ? number_size : 0),
          (more + on_overflow_page - 1) / on_overflow_page};
}

/// The header of a page with its list of cells, which grow from the page's end towards it.
class Page {
 public:
  Page(std::byte* bytes, std::byte type, std::size_t header)
      : bytes_(bytes), list_(bytes + header), content_(page_size) {
    bytes_[0] = type;
    put_big_endian(bytes_ + 5, page_size & 0xffff, place_size);
  }

  std::byte* add_cell(std::size_t size) {
    content_ -= size;
    list_ = put_big_endian(list_, content_, place_size);
    put_big_endian(bytes_ + 3, ++cells_, place_size);
    put_big_endian(bytes_ + 5, content_, place_size);
    return bytes_ + content_;
  }

 private:
  std::byte *bytes_, *list_;
  std::size_t content_, cells_ = 0;
};

class TableWriter {
 public:
  TableWriter(PageFile& file, const TableRows& rows, int jobs) : file_(file), rows_(rows), jobs_(jobs) {}

  std::uint32_t write() {
    measure();
    lay_out();
    constexpr std::size_t pages_at_once = (std::size_t{1} << 20) / page_size;
    for_each_chunk(leaves_.size() - 1, pages_at_once, jobs_,
                   [&](std::size_t begin, std::size_t end) { fill_leaves(begin, end); });
    return fill_levels();
  }

 private:
  /// Where a leaf's rows begin, and its overflow pages.
  struct Leaf {
    std::size_t row, overflow;
  };

  void measure() {
    sizes_.resize(rows_.size());
    constexpr std::size_t rows_at_once = 8192;
    for_each_chunk(sizes_.size(), rows_at_once, jobs_, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) {
        const std::size_t size = rows_.record_size(row);
        if (size > largest_record)
          throw Error(Fault::output, {"有一个要素超过 1 GB，GeoPackage 存不下",
                                      "a feature is larger than the 1 GB that a GeoPackage can hold"});
        sizes_[row] = static_cast<std::uint32_t>(size);
      }
    });
  }

  void lay_out() {
    std::size_t left = page_size - leaf_header, overflow = 0;
    leaves_.push_back({0, 0});
    for (std::size_t row = 0; row < sizes_.size(); ++row) {
      const CellSize size = cell_size(sizes_[row], rows_.key(row));
      if (size.cell + place_size > left) {
        leaves_.push_back({row, overflow});
        left = page_size - leaf_header;
      }
      left -= size.cell + place_size;
      overflow += size.overflow_pages;
    }
    leaves_.push_back({sizes_.size(), overflow});
    const std::size_t leaves = leaves_.size() - 1;
    std::size_t inner = 0;
    for (std::size_t level = leaves; level > 1; inner += level) level = pages_above(level);
    first_ = file_.take(leaves + overflow + inner);
  }

  void fill_leaves(std::size_t begin, std::size_t end) const {
    std::vector<std::byte> pages((end - begin) * page_size);
    std::vector<std::byte> overflow((leaves_[end].overflow - leaves_[begin].overflow) * page_size), whole;
    std::size_t next = leaves_[begin].overflow;
    for (std::size_t leaf = begin; leaf < end; ++leaf) {
      constexpr std::byte table_leaf{0x0d};
      Page page(pages.data() + (leaf - begin) * page_size, table_leaf, leaf_header);
      for (std::size_t row = leaves_[leaf].row; row < leaves_[leaf + 1].row; ++row) {
        const CellSize size = cell_size(sizes_[row], rows_.key(row));
        std::byte* cell = put_varint(page.add_cell(size.cell), sizes_[row]);
        cell = put_varint(cell, static_cast<std::uint64_t>(rows_.key(row)));
        if (size.overflow_pages == 0) {
          rows_.write_record(row, cell);
          continue;
        }
        whole.resize(sizes_[row]);
        rows_.write_record(row, whole.data());
        const std::size_t kept = kept_on_leaf(whole.size());
        std::memcpy(cell, whole.data(), kept);
        put_big_endian(cell + kept, overflow_number(next), number_size);
        std::byte* const more = overflow.data() + (next - leaves_[begin].overflow) * page_size;
        fill_overflow(Bytes(whole).subspan(kept), next, more);
        next += size.overflow_pages;
      }
    }
    file_.write(first_ + begin, pages);
    file_.write(first_ + leaves_.size() - 1 + leaves_[begin].overflow, overflow);
  }

  /// A chain of pages, each with the number of the next.
  void fill_overflow(Bytes record, std::size_t next, std::byte* page) const {
    for (; !record.empty(); page += page_size) {
      const std::size_t size = std::min(record.size(), on_overflow_page);
      if (size < record.size()) put_big_endian(page, overflow_number(++next), number_size);
      std::memcpy(page + number_size, record.data(), size);
      record = record.subspan(size);
    }
  }

  std::uint32_t overflow_number(std::size_t overflow) const {
    return PageFile::number_of(first_ + leaves_.size() - 1 + overflow);
  }

  /// Pages that hold the numbers and highest keys of so many pages below, evenly spread: none is left with only one.
  static std::size_t pages_above(std::size_t below) {
    constexpr std::size_t largest_cell = number_size + 9;
    constexpr std::size_t most = (page_size - inner_header) / (largest_cell + place_size) + 1;
    return (below + most - 1) / most;
  }

  std::uint32_t fill_levels() const {
    std::size_t below = first_, next = first_ + leaves_.size() - 1 + leaves_.back().overflow;
    std::vector<std::int64_t> highest;  // key of each page of the level below
    for (std::size_t leaf = 1; leaf < leaves_.size() && !sizes_.empty(); ++leaf)
      highest.push_back(rows_.key(leaves_[leaf].row - 1));
    while (highest.size() > 1) {
      const std::size_t count = pages_above(highest.size());
      std::vector<std::byte> pages(count * page_size);
      std::vector<std::int64_t> above;
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = i * highest.size() / count, last = (i + 1) * highest.size() / count - 1;
        fill_inner({highest.data() + begin, last - begin}, below + begin, pages.data() + i * page_size);
        above.push_back(highest[last]);
      }
      file_.write(next, pages);
      below = next;
      next += count;
      highest = std::move(above);
    }
    return PageFile::number_of(below);
  }

  /// A page above those that end with the keys, and the one behind them.
  static void fill_inner(std::span<const std::int64_t> keys, std::size_t first, std::byte* bytes) {
    constexpr std::byte table_inner{0x05};
    Page page(bytes, table_inner, inner_header);
    for (const std::int64_t key : keys) {
      std::byte* const cell = page.add_cell(number_size + varint_size(static_cast<std::uint64_t>(key)));
      put_varint(put_big_endian(cell, PageFile::number_of(first++), number_size), static_cast<std::uint64_t>(key));
    }
    put_big_endian(bytes + leaf_header, PageFile::number_of(first), number_size);
  }

  PageFile& file_;
  const TableRows& rows_;
  int jobs_;
  std::vector<std::uint32_t> sizes_;  ///< of each record
  std::vector<Leaf> leaves_;          ///< and one that begins where the last ends
  std::size_t first_ = 0;             ///< place of the first leaf
};

}  // namespace

std::uint32_t write_table(PageFile& file, const TableRows& rows, int jobs) {
  return TableWriter(file, rows, jobs).write();
}

}  // namespace gapmap::gpkg

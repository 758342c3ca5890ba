// SPDX-License-Identifier: MIT
#include "siting/sparse.h"

namespace gapmap {

Sparse transpose(const Sparse& lists, std::size_t item_count) {
  Sparse turned;
  turned.start.assign(item_count + 1, 0);
  for (const Index item : lists.item) ++turned.start[item + 1];
  for (std::size_t i = 0; i < item_count; ++i) turned.start[i + 1] += turned.start[i];
  turned.item.resize(lists.item.size());
  std::vector<std::size_t> next(turned.start.begin(), turned.start.end() - 1);
  for (std::size_t list = 0; list < lists.size(); ++list) {
    for (const Index item : lists[list]) turned.item[next[item]++] = static_cast<Index>(list);
  }
  return turned;
}

Sparse renumber(const Sparse& lists, std::span<const Index> new_list, std::span<const Index> new_item) {
  Sparse kept;
  for (std::size_t list = 0; list < lists.size(); ++list) {
    if (new_list[list] == gone) continue;
    for (const Index item : lists[list]) {
      if (new_item[item] != gone) kept.item.push_back(new_item[item]);
    }
    kept.close();
  }
  return kept;
}

std::vector<Index> number_kept(std::span<const char> keep, std::vector<Index>& kept) {
  std::vector<Index> number(keep.size(), gone);
  kept.clear();
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    number[i] = static_cast<Index>(kept.size());
    kept.push_back(static_cast<Index>(i));
  }
  return number;
}

}  // namespace gapmap

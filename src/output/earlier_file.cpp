// SPDX-License-Identifier: MIT
#include "output/earlier_file.h"

#include "base/digest.h"

namespace gapmap {
namespace {

void add(Digest& digest, const Geometries& geometries) {
  digest.add_value(geometries.shape());
  for (std::size_t i = 0; i < geometries.size(); ++i) digest.add_value(geometries.parts_of(i));
  for (std::size_t i = 0; i < geometries.part_count(); ++i) digest.add_value(geometries.part(i).size());
  digest.add_values(geometries.vertices());
}

void add(Digest& digest, const Column& column) {
  digest.add_words(column.name);
  digest.add_value(column.values.index());
  if (const auto* texts = std::get_if<Texts>(&column.values))
    for (const std::string& text : *texts) digest.add_words(text);
  else if (const auto* numbers = std::get_if<Numbers>(&column.values))
    digest.add_values(*numbers);
  else
    digest.add_values(std::get<Integers>(column.values));
  digest.add_value(column.missing.size());
  for (const bool is_missing : column.missing) digest.add_value(is_missing);
}

}  // namespace

std::string digest_of(const Layer& layer, std::string_view stored_as) {
  Digest digest;
  digest.add_words(stored_as);
  digest.add_values(layer.ids);
  add(digest, layer.geometries);
  digest.add_value(layer.columns.size());
  for (const Column& column : layer.columns) add(digest, column);
  return digest.hexadecimal();
}

}  // namespace gapmap

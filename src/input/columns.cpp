// SPDX-License-Identifier: MIT
#include "input/columns.h"

#include <cmath>
#include <cstdlib>

#include "base/error.h"
#include "input/number_text.h"

namespace gapmap {
namespace {

std::string iso_time(const OGRFeature& feature, int field, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone)) return {};
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
  return type == OFTTime ? time : date + "T" + time;
}

bool is_whole_number(std::string_view words) {
  if (words.starts_with('-')) words.remove_prefix(1);
  return words.size() <= 18 && words.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

FieldNames::FieldNames(const OGRFeatureDefn& definition, const std::map<std::string, std::string>& aliases,
                       TextDecoder& decoder, std::string place)
    : place_(std::move(place)) {
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const std::string name = decoder.decode_name(definition.GetFieldDefn(i)->GetNameRef());
    (indices_.emplace(name, i).second ? names_ : doubled_).push_back(name);
  }
  for (const auto& [name, own] : aliases) {
    const int field = index_of(own);
    if (indices_.insert_or_assign(name, field).second) names_.push_back(name);
  }
}

int FieldNames::index_of(const std::string& name) const {
  if (const auto found = indices_.find(name); found != indices_.end()) return found->second;
  for (const auto& [known, field] : indices_)
    if (lower(known) == lower(name)) return field;
  const std::string meant = nearest_word(name, names_);
  throw Error(Fault::input, say("{}：没有字段“{}”", "{}: there is no field \"{}\"", place_, printable(name)),
              meant.empty() ? say("已有字段：{}；可在图层的 fields 里对照",
                                  "fields: {}; map them with the layer's fields", printable(join(names_, ", ")))
                            : say("是否指“{}”？", "did you mean \"{}\"?", printable(meant)));
}

void ColumnReader::want(const std::string& name, int field) {
  Column column;
  column.name = name;
  switch (definition_.GetFieldDefn(field)->GetType()) {
    case OFTInteger:
    case OFTInteger64: column.values = Integers{}; break;
    case OFTReal: column.values = Numbers{}; break;
    default: column.values = Texts{};
  }
  columns_.push_back(std::move(column));
  fields_.push_back(field);
}

void ColumnReader::add(const OGRFeature& feature) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    const int field = fields_[i];
    const bool is_missing = !feature.IsFieldSetAndNotNull(field);
    if (auto* integers = std::get_if<Integers>(&column.values)) {
      integers->push_back(is_missing ? 0 : feature.GetFieldAsInteger64(field));
    } else if (auto* numbers = std::get_if<Numbers>(&column.values)) {
      numbers->push_back(is_missing ? 0 : feature.GetFieldAsDouble(field));
    } else {
      const OGRFieldType type = definition_.GetFieldDefn(field)->GetType();
      const bool is_time = type == OFTDate || type == OFTDateTime || type == OFTTime;
      std::get<Texts>(column.values)
          .push_back(is_missing ? std::string()
                     : is_time  ? iso_time(feature, field, type)
                                : decoder_.decode(feature.GetFieldAsString(field), feature.GetFID()));
    }
    if (!column.missing.empty())
      column.missing.push_back(is_missing);
    else if (is_missing)
      column.set_missing(column.size() - 1);
  }
}

std::vector<Column> ColumnReader::take() { return std::move(columns_); }

std::size_t infer_numbers(Column& column) {
  if (!column.is_text()) return 0;
  const Texts& texts = std::get<Texts>(column.values);
  bool is_whole = true, is_empty = true;
  std::size_t dressed = 0;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const std::string_view words = trimmed(texts[row]);
    if (column.is_missing(row) || words.empty()) continue;
    const bool is_plain = is_plain_number(words);
    const bool has_leading_zero = words.size() > 1 && words[0] == '0' && words[1] >= '0' && words[1] <= '9';
    if (has_leading_zero || !number_in(words)) return 0;
    dressed += !is_plain;
    is_whole = is_whole && is_plain && is_whole_number(words);
    is_empty = false;
  }
  if (is_empty) return 0;
  Column typed{column.name, Numbers(texts.size(), 0.0), column.missing};
  if (is_whole) typed.values = Integers(texts.size(), 0);
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (column.is_missing(row)) continue;
    if (trimmed(texts[row]).empty())
      typed.set_missing(row);
    else if (is_whole)
      std::get<Integers>(typed.values)[row] = static_cast<std::int64_t>(std::strtoll(texts[row].c_str(), nullptr, 10));
    else
      std::get<Numbers>(typed.values)[row] = *number_in(texts[row]);
  }
  column = std::move(typed);
  return dressed;
}

std::size_t require_numbers(Column& column, const std::vector<std::int64_t>& ids, const std::string& place) {
  if (!column.is_text()) return 0;
  const Texts texts = std::get<Texts>(column.values);
  Column numbers{column.name, Numbers(texts.size(), 0.0), column.missing};
  std::size_t dressed = 0;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (column.is_missing(row)) continue;
    const std::string_view words = trimmed(texts[row]);
    if (words.empty()) {
      numbers.set_missing(row);
      continue;
    }
    const std::optional<double> value = number_in(words);
    if (!value)
      throw Error(Fault::input,
                  say("{}：要素 {} 的字段“{}”应为数值，实为“{}”",
                      "{}: feature {}: the field \"{}\" must hold a number, not \"{}\"", place, ids[row],
                      printable(column.name), printable(shorten(texts[row], 40))),
                  {"改正该值，或用 where 排除该要素", "correct the value, or leave the feature out by where"});
    std::get<Numbers>(numbers.values)[row] = *value;
    dressed += words.find_first_not_of("0123456789.eE+-") != std::string_view::npos;
  }
  column = std::move(numbers);
  return dressed;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "input/columns.h"

#include <cmath>

#include <cpl_conv.h>
#include <cpl_string.h>

#include "base/error.h"
#include "base/handle.h"

namespace gapmap {
namespace {

std::string recoded_from(const char* bytes, const char* encoding) {
  const Handle<char, VSIFree> decoded(CPLRecode(bytes, encoding, CPL_ENC_UTF8));
  return decoded ? decoded.get() : "";
}

std::string as_utf8(const char* name) { return is_utf8(name) ? name : recoded_from(name, "GB18030"); }

std::string iso_time(const OGRFeature& feature, int field, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone)) return {};
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
  return type == OFTTime ? time : date + "T" + time;
}

}  // namespace

FieldNames::FieldNames(const OGRFeatureDefn& definition, const std::map<std::string, std::string>& aliases, std::string place)
    : place_(std::move(place)) {
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const std::string name = as_utf8(definition.GetFieldDefn(i)->GetNameRef());
    if (indices_.emplace(name, i).second) names_.push_back(name);
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
              meant.empty() ? say("已有字段：{}；可在图层的 fields 里对照", "fields: {}; map them with the layer's fields", printable(join(names_, ", ")))
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

std::string ColumnReader::decoded(const char* bytes) {
  if (!encoding_.empty()) return recoded_from(bytes, encoding_.c_str());
  if (is_utf8(bytes)) return bytes;
  ++recoded_;
  return recoded_from(bytes, "GB18030");
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
      std::get<Texts>(column.values).push_back(is_missing ? std::string() : is_time ? iso_time(feature, field, type) : decoded(feature.GetFieldAsString(field)));
    }
    if (!column.missing.empty()) column.missing.push_back(is_missing);
    else if (is_missing) column.set_missing(column.size() - 1);
  }
}

std::vector<Column> ColumnReader::take() { return std::move(columns_); }

void require_numbers(Column& column, const std::vector<std::int64_t>& ids, const std::string& place) {
  if (!column.is_text()) return;
  const Texts texts = std::get<Texts>(column.values);
  Column numbers{column.name, Numbers(texts.size(), 0.0), column.missing};
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (column.is_missing(row)) continue;
    if (trimmed(texts[row]).empty()) {
      numbers.set_missing(row);
      continue;
    }
    const double value = column.number(row);
    if (!std::isfinite(value))
      throw Error(Fault::input, say("{}：要素 {} 的字段“{}”应为数值，实为“{}”", "{}: feature {}: the field \"{}\" must hold a number, not \"{}\"", place,
                                    ids[row], printable(column.name), printable(shorten(texts[row], 40))),
                  {"改正该值，或用 where 排除该要素", "correct the value, or leave the feature out by where"});
    std::get<Numbers>(numbers.values)[row] = value;
  }
  column = std::move(numbers);
}

}  // namespace gapmap

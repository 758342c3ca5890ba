// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include <ogrsf_frmts.h>

#include "geo/layer.h"
#include "input/decoding.h"

namespace gapmap {

/// The fields of a source under their own names and under the names that the plan gives them.
class FieldNames {
 public:
  /// `aliases`: name used by standards -> the file's own. Throws Error{Fault::input} for an alias of an
  /// unknown field.
  FieldNames(const OGRFeatureDefn& definition, const std::map<std::string, std::string>& aliases, TextDecoder& decoder,
             std::string place);

  /// All names that a condition may use.
  const std::vector<std::string>& names() const { return names_; }
  /// Index of the field in the source. Throws Error{Fault::input} with the nearest name.
  int index_of(const std::string& name) const;
  /// Names that stand twice; the first field of that name is the one that is read.
  const std::vector<std::string>& doubled() const { return doubled_; }

 private:
  std::vector<std::string> names_, doubled_;
  std::map<std::string, int> indices_;
  std::string place_;
};

/// Collects the values of some fields of the features of a source, as typed columns.
class ColumnReader {
 public:
  ColumnReader(const OGRFeatureDefn& definition, TextDecoder& decoder) : definition_(definition), decoder_(decoder) {}

  void want(const std::string& name, int field);
  void add(const OGRFeature& feature);
  std::vector<Column> take();
  /// What has been collected, and the numbers of its fields.
  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<int>& fields() const { return fields_; }

 private:
  const OGRFeatureDefn& definition_;
  TextDecoder& decoder_;
  std::vector<Column> columns_;
  std::vector<int> fields_;
};

/// Turns a text column of a format without types into numbers where all its values are numbers. Codes with
/// leading zeros stay text, the whole column of them. Gives how many had separators or full-width digits.
std::size_t infer_numbers(Column& column);

/// Turns a column into numbers. Throws Error{Fault::input} naming `place` and the feature where a text
/// is not a number. Gives how many had separators or full-width digits.
std::size_t require_numbers(Column& column, const std::vector<std::int64_t>& ids, const std::string& place);

}  // namespace gapmap

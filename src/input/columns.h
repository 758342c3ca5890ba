// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include <ogrsf_frmts.h>

#include "geo/layer.h"

namespace gapmap {

/// The fields of a source under their own names and under the names that the plan gives them.
class FieldNames {
 public:
  /// `aliases`: name used by standards -> the file's own. Throws Error{Fault::input} for an alias of an
  /// unknown field.
  FieldNames(const OGRFeatureDefn& definition, const std::map<std::string, std::string>& aliases, std::string place);

  /// All names that a condition may use.
  const std::vector<std::string>& names() const { return names_; }
  /// Index of the field in the source. Throws Error{Fault::input} with the nearest name.
  int index_of(const std::string& name) const;

 private:
  std::vector<std::string> names_;
  std::map<std::string, int> indices_;
  std::string place_;
};

/// Collects the values of some fields of the features of a source, as typed columns.
class ColumnReader {
 public:
  /// `encoding` of the texts where the driver does not decode them itself; empty for UTF-8.
  ColumnReader(const OGRFeatureDefn& definition, std::string encoding)
      : definition_(definition), encoding_(std::move(encoding)) {}

  void want(const std::string& name, int field);
  void add(const OGRFeature& feature);
  std::vector<Column> take();

  /// Texts that were not UTF-8 and were read as GB18030.
  std::size_t recoded() const { return recoded_; }

 private:
  std::string decoded(const char* bytes);

  const OGRFeatureDefn& definition_;
  std::string encoding_;
  std::vector<Column> columns_;
  std::vector<int> fields_;
  std::size_t recoded_ = 0;
};

/// Turns a text column of a format without types into numbers where all its values are plain numbers.
/// Codes with leading zeros stay text, the whole column of them.
void infer_numbers(Column& column);

/// Turns a column into numbers. Throws Error{Fault::input} naming `place` and the feature where a text
/// is not a number.
void require_numbers(Column& column, const std::vector<std::int64_t>& ids, const std::string& place);

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "input/ill_typed.h"

#include <ogrsf_frmts.h>

#include "base/text.h"

namespace gapmap {
namespace {

std::string quoted(std::string_view name) {
  std::string words = "\"";
  for (const char c : name) words += c == '"' ? std::string("\"\"") : std::string(1, c);
  return words + '"';
}

}  // namespace

std::vector<IllTyped> find_ill_typed(GDALDataset& geopackage, OGRLayer& table, const std::vector<std::string>& fields) {
  std::vector<IllTyped> found;
  const std::string id = table.GetFIDColumn();
  if (id.empty()) return found;
  for (const std::string& field : fields) {
    const std::string sql = "SELECT count(*) AS n, min(" + quoted(id) + ") AS f, substr(CAST(" + quoted(field) +
                            " AS TEXT), 1, 40) AS v FROM " + quoted(table.GetName()) + " WHERE typeof(" +
                            quoted(field) + ") IN ('text', 'blob')";
    OGRLayer* const answer = geopackage.ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (!answer) continue;
    if (const OGRFeatureUniquePtr row{answer->GetNextFeature()}; row && row->GetFieldAsInteger64(0) > 0)
      found.push_back({field, row->GetFieldAsInteger64(0), row->GetFieldAsInteger64(1), row->GetFieldAsString(2)});
    geopackage.ReleaseResultSet(answer);
  }
  return found;
}

}  // namespace gapmap

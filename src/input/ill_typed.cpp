// SPDX-License-Identifier: MIT
#include "input/ill_typed.h"

#include <ogrsf_frmts.h>

#include "base/text.h"
#include "input/number_text.h"

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

std::optional<IllTyped> find_words_among_numbers(const Column& column, const std::vector<std::int64_t>& ids) {
  if (!column.is_text()) return std::nullopt;
  constexpr long long fewest_numbers = 20, numbers_a_word = 19;
  const Texts& texts = std::get<Texts>(column.values);
  IllTyped found{column.name, 0, 0, {}};
  long long numbers = 0;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const std::string_view words = trimmed(texts[row]);
    if (column.is_missing(row) || words.empty()) continue;
    if (words.size() > 1 && words[0] == '0' && words[1] >= '0' && words[1] <= '9') return std::nullopt;
    if (number_in(words)) {
      ++numbers;
    } else if (found.count++ == 0) {
      found.first = ids[row];
      found.value = shorten(words, 40);
    }
    const bool is_plainly_text = found.count > 100 && numbers < found.count;
    if (is_plainly_text) return std::nullopt;
  }
  if (found.count == 0 || numbers < fewest_numbers || numbers < numbers_a_word * found.count) return std::nullopt;
  return found;
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <map>

#include "inspect/list.h"

namespace gapmap {
namespace {

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  for (const auto& [field, known] : surveyed.classes) {
    const auto alias = surveyed.spec->fields.find(field);
    const Column* column = surveyed.layer->find(field);
    if (!column && alias != surveyed.spec->fields.end()) column = surveyed.layer->find(alias->second);
    if (!column || known.empty()) continue;
    std::map<std::string, std::size_t> unknown;
    std::size_t empty = 0;
    for (std::size_t row = 0; row < column->size(); ++row) {
      const std::string value = column->text(row);
      if (value.empty())
        ++empty;
      else if (!known.contains(value))
        ++unknown[value];
    }
    // A field with hundreds of values is no list of classes, and the plan asks for some of them on purpose.
    constexpr std::size_t most = 50;
    if (unknown.size() > most) continue;
    const std::vector<std::string> words(known.begin(), known.end());
    for (const auto& [value, count] : unknown) {
      const std::string meant = nearest_word(value, words);
      const Text sentence = say("方案不认识字段“{}”的值“{}”（{} 个要素）",
                                "the plan knows no value \"{1}\" of the field \"{0}\" ({2} features)", printable(field),
                                printable(value), count);
      findings.add(
          "",
          meant.empty() ? sentence : say("{}，是否指“{}”？", "{}; did you mean \"{}\"?", sentence, printable(meant)),
          {}, meant.empty() ? Severity::note : Severity::warning);
    }
    if (empty > 0)
      findings.add(
          "", say("字段“{}”在 {} 个要素上为空", "the field \"{}\" is empty in {} features", printable(field), empty));
  }
}

}  // namespace

InspectCheck classes_check() {
  return {"A201", Severity::warning, {"方案不认识的类别", "class values that the plan does not know"}, run};
}

}  // namespace gapmap

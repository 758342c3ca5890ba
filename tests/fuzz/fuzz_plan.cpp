// SPDX-License-Identifier: MIT
// Plan files from strangers: problems, never a crash. The measures' own keys are stood in for by one of each kind.
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "plan/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gapmap;
  static const std::vector<Parameter> keys{
      {"demand", ValueKind::selection, true, "", "", "", {}},
      {"supply", ValueKind::selections, true, "", "", "", {}},
      {"within", ValueKind::limit, true, "", "", "", {}},
      {"of", ValueKind::amount, false, "", "", "", {}},
      {"where", ValueKind::condition, false, "", "", "", {}},
      {"per", ValueKind::number, false, "", "", "", {}},
      {"along", ValueKind::choice, false, "", "", "straight", {"straight", "walk"}}};
  static const std::vector<MeasureSyntax> syntax{{"reach", keys}};
  const ParsedPlan parsed = parse_plan(std::string(reinterpret_cast<const char*>(bytes), size), "plan.toml", syntax);
  for (const Problem& problem : parsed.problems) static_cast<void>(problem.message.en.size());
  return 0;
}

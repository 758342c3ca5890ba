// SPDX-License-Identifier: MIT
#include "siting/site_stack.h"

#include <algorithm>

#include "base/error.h"

namespace gapmap {
namespace {

void push(SiteStack& stack, const SiteCase& site_case, std::size_t task, const SitePairs& pairs, bool keep_all) {
  const SiteDemand& demand = site_case.tasks[task].demand;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    if (!keep_all && pairs.begin[i] == pairs.begin[i + 1]) continue;
    for (std::size_t k = pairs.begin[i]; k < pairs.begin[i + 1]; ++k) {
      stack.near.item.push_back(pairs.candidate[k]);
      stack.distance.push_back(pairs.distance[k]);
    }
    stack.near.close();
    stack.amount.push_back(demand.amount[i]);
    stack.standing.push_back(demand.standing[i]);
    stack.task.push_back(task);
    stack.piece.push_back(static_cast<Index>(i));
  }
}

}  // namespace

SiteStack unserved_stack(const SiteCase& site_case) {
  SiteStack stack;
  for (std::size_t task = 0; task < site_case.tasks.size(); ++task)
    push(stack, site_case, task, site_case.unserved_pairs(task), false);
  return stack;
}

SiteStack near_stack(const SiteCase& site_case, const std::vector<std::vector<double>>& reach, bool keep_all) {
  SiteStack stack;
  for (std::size_t task = 0; task < site_case.tasks.size(); ++task)
    push(stack, site_case, task, site_case.pairs(task, reach[task]), keep_all);
  return stack;
}

std::size_t required_count(const SiteCase& site_case, std::optional<std::size_t> count) {
  if (!count)
    throw Error(Fault::usage, {"这个模型需要新增个数", "this model needs the number of new sites"},
                {"加 --count P", "add --count P"});
  std::size_t open = 0, must = 0;
  for (std::size_t j = 0; j < site_case.candidates.size(); ++j) {
    const SiteRole role = role_of(site_case.candidates.roles, j);
    open += role != SiteRole::forbidden;
    must += role == SiteRole::must;
  }
  if (*count < must)
    throw Error(Fault::usage,
                say("必选的候选点有 {} 个，多于新增个数 {}", "{} candidates are must-haves, more than the {} new sites",
                    must, *count),
                {"调大 --count", "raise --count"});
  return std::min(*count, open);
}

void refuse_musts() {
  throw Error(Fault::usage, {"必选的候选点合在一起违反规则", "the must-have candidates together break a rule"},
              {"减少必选点，或放宽间距、上限、预算", "fewer must-haves, or a wider spacing, limit or budget"});
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include <numeric>

#include "siting/max_cover.h"
#include "siting/ruled_case.h"
#include "siting/site_model.h"

namespace gapmap {
namespace {

SiteChoice choose(const SiteCase& site_case, const SiteRequest& request) {
  const std::size_t count = required_count(site_case, request.count);
  if (site_case.is_plain()) {
    const SiteStack stack = unserved_stack(site_case);
    const MaxCover problem{stack.size(), transpose(stack.near, site_case.candidates.size()), stack.amount, count,
                           site_case.candidates.roles};
    const Answer answer = solve_max_cover(problem, request.control);
    return {answer.sites, answer.value, answer.bound, answer.proven, true, {}, answer.seconds};
  }
  const RuledCase ruled = ruled_case(site_case, count);
  const Answer answer = solve_ruled(ruled.problem, request.control);
  if (!answer.feasible) refuse_musts();
  // What stands serves within its capacity too; the sites are credited with what they add.
  const double before = site_case.has_capacities() ? std::accumulate(ruled.before.begin(), ruled.before.end(), 0.0) : 0;
  return {answer.sites, answer.value - before, answer.bound - before, answer.proven, true, {}, answer.seconds};
}

}  // namespace

SiteModel cover_model() {
  return {"cover", {"新增 P 个设施，使新增服务的人最多", "the most people served by P new sites"}, {}, true, choose};
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "siting/max_cover.h"
#include "siting/site_model.h"
#include "siting/site_stack.h"

namespace gapmap {
namespace {

SiteChoice choose(const SiteCase& site_case, const SiteRequest& request) {
  const std::size_t count = required_count(site_case, request.count);
  const SiteStack stack = unserved_stack(site_case);
  const MaxCover problem{stack.size(), transpose(stack.near, site_case.candidates.size()), stack.amount, count,
                         site_case.candidates.roles};
  const Answer answer = solve_max_cover(problem, request.control);
  return {answer.sites, answer.value, answer.bound, answer.proven, true, {}, answer.seconds};
}

}  // namespace

SiteModel cover_model() {
  return {"cover", {"新增 P 个设施，使新增服务的人最多", "the most people served by P new sites"}, {}, true, choose};
}

}  // namespace gapmap

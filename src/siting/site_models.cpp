// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "siting/site_model.h"

namespace gapmap {

double SiteChoice::gap() const {
  if (proven) return 0;
  const double larger = std::max(std::abs(value), std::abs(bound));
  return larger > 0 ? std::abs(bound - value) / larger : 0;
}

std::span<const SiteModel> site_models() {
  static const std::vector<SiteModel> all{cover_model(), set_model(), median_model(), center_model()};
  return all;
}

const SiteModel* find_site_model(std::string_view name) {
  for (const SiteModel& model : site_models())
    if (model.name == name) return &model;
  return nullptr;
}

Text proof_words(const SiteChoice& choice) {
  const double gap = choice.gap();
  if (gap <= 0) return {"已证明最优", "optimal"};
  // Rounded up, so that the words never promise more than the bound.
  const double percent = gap * 100;
  const double step = percent < 0.1 ? 0.001 : percent < 1 ? 0.01 : 0.1;
  const double shown = std::ceil(percent / step) * step;
  return say("与最优相差不超过 {:.{}f} %", "within {:.{}f} % of optimal", shown, step < 0.01 ? 3 : step < 0.1 ? 2 : 1);
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/text.h"
#include "siting/answer.h"
#include "siting/site_case.h"

namespace gapmap {

/// What is asked for beside the candidates and the demand.
struct SiteRequest {
  std::optional<std::size_t> count;  ///< new sites; needed by every model but `set`
  std::optional<double> share;       ///< to be reached by `set`; the standard's target where absent
  Control control;
};

/// Which sites, and how good that is.
struct SiteChoice {
  std::vector<Index> sites;     ///< candidates, ascending
  double value = 0;             ///< what the model counts: amount gained, sites or cost, amount x metres, metres
  double bound = 0;             ///< no choice is better than this
  bool proven = false;          ///< none is better than the value
  bool is_most = false;         ///< the value is to be large
  std::optional<double> reach;  ///< `set`: what the candidates can reach, where that is less than asked
  double seconds = 0;

  /// How far the best there can be may lie from the value, relative to the larger of the two; 0 where proven.
  double gap() const;
};

/// One question that siting answers, in a file of its own, listed once in site_models.cpp.
struct SiteModel {
  std::string_view name;
  Text summary;
  Text value_unit;  ///< of `SiteChoice::value`; empty for the demand's own
  bool needs_count = true;
  /// Throws Error{Fault::usage} where no choice satisfies the request.
  SiteChoice (*choose)(const SiteCase& site_case, const SiteRequest& request);
};

std::span<const SiteModel> site_models();
const SiteModel* find_site_model(std::string_view name);

// One model a file, under its name.
SiteModel cover_model();
SiteModel set_model();
SiteModel median_model();
SiteModel center_model();

/// "optimal", "within 0.8 % of optimal".
Text proof_words(const SiteChoice& choice);

}  // namespace gapmap

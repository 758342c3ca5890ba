// SPDX-License-Identifier: MIT
#include "inspect/datum_doctor.h"
#include "inspect/list.h"

namespace gapmap {
namespace {

Datum stated_by(const LayerSpec& spec) {
  const std::string crs = lower(spec.crs);
  return crs.starts_with("gcj") ? Datum::gcj02 : crs.starts_with("bd") ? Datum::bd09 : Datum::wgs84;
}

/// The lines that most look like a street network: the layer with the most of them.
const SurveyedLayer* streets_of(const Survey& survey) {
  const SurveyedLayer* best = nullptr;
  for (const SurveyedLayer& candidate : survey.layers) {
    if (!candidate.layer || candidate.layer->geometries.shape() != Shape::line || candidate.layer->size() < 30)
      continue;
    if (!best || candidate.layer->size() > best->layer->size()) best = &candidate;
  }
  return best;
}

/// What was looked at where the streets favour no datum beyond doubt, so that silence is never taken for consent.
Text undecided(const DatumDiagnosis& found, const std::string& streets) {
  const auto fit = [&](Datum datum) { return grouped(found.fits[static_cast<std::size_t>(datum)].median_distance); };
  const Text outcome = found.likely ? say("多半是 {}", "this speaks for {}", datum_name(*found.likely))
                                    : say("可能出于偶然", "this may be chance");
  return say(
      "街道（{}）不足以确定这 {} 个点的基准：到最近街道的中位距离按 {} 为 {} 米，按 {} 为 {} 米，按 {} 为 {} 米，"
      "{}；请按数据来源核实 crs",
      "the streets ({0}) cannot settle the datum of these {1} points: the nearest street is a median {3} m away "
      "read as {2}, {5} m as {4}, {7} m as {6}; {8}: make sure of crs by where the data come from",
      streets, found.points, datum_name(Datum::wgs84), fit(Datum::wgs84), datum_name(Datum::gcj02), fit(Datum::gcj02),
      datum_name(Datum::bd09), fit(Datum::bd09), outcome);
}

void run(const Survey& survey, const SurveyedLayer& surveyed, Findings& findings) {
  if (surveyed.layer->geometries.shape() != Shape::point) return;
  const SurveyedLayer* streets = streets_of(survey);
  const auto found = diagnose_datum(surveyed.layer->geometries.vertices(), stated_by(*surveyed.spec),
                                    streets ? &streets->layer->geometries : nullptr, survey.units, survey.crs);
  if (!found) return;
  if (!found->is_certain) {
    if (streets) findings.add("", undecided(*found, streets->spec->role), {}, Severity::note);
    return;
  }
  const DatumFit& best = found->fits[static_cast<std::size_t>(found->best)];
  const DatumFit& stated = found->fits[static_cast<std::size_t>(found->stated)];
  const std::string best_name(datum_name(found->best)), stated_name(datum_name(found->stated));
  if (found->best == found->stated) {
    if (streets)
      findings.add("",
                   say("基准 {} 与街道相符：到最近街道的中位距离 {} 米",
                       "the datum {} agrees with the streets: a median {} m from the nearest", stated_name,
                       grouped(best.median_distance)),
                   {}, Severity::note);
    return;
  }
  constexpr const char* keys[] = {"EPSG:4490", "gcj02", "bd09"};
  const Text cure = say("请核实，若属实写 crs = \"{}\"", "check, and if so write crs = \"{}\"",
                        keys[static_cast<std::size_t>(found->best)]);
  if (streets)
    findings.add(
        "", say("坐标像是 {}，而不是所写的 {}：{} 个点到最近街道（{}）的中位距离按所写为 {} 米，按 {} 为 {} 米；{}",
                "the coordinates look like {0}, not {1} as stated: {2} points lie a median {4} m from the nearest "
                "street ({3}) as stated and {6} m as {5}; {7}",
                best_name, stated_name, found->points, streets->spec->role, grouped(stated.median_distance), best_name,
                grouped(best.median_distance), cure));
  else
    findings.add("", say("坐标像是 {}，而不是所写的 {}：落在评价单元内的点由 {} % 增至 {} %；{}",
                         "the coordinates look like {}, not {} as stated: {} % of the points lie inside the units as "
                         "stated, {} % so; {}",
                         best_name, stated_name, grouped(100 * stated.share_inside, 1),
                         grouped(100 * best.share_inside, 1), cure));
}

}  // namespace

InspectCheck datum_check() {
  return {"D201", Severity::warning, {"坐标基准与街道或边界不符", "a datum that streets or borders contradict"}, run};
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "output/result_sites.h"

#include <cmath>

#include "output/result_changes.h"
#include "output/result_places.h"
#include "output/result_styles.h"
#include "output/table.h"
#include "output/words.h"

namespace gapmap {
namespace {

const Unit* unit_of(const Partition& partition, std::size_t bucket) {
  return bucket < partition.units().size() ? &partition.units()[bucket] : nullptr;
}

std::string code_of(const Partition& partition, std::size_t bucket) {
  const Unit* unit = unit_of(partition, bucket);
  return unit ? unit->code : partition.is_whole() ? "*" : "-";
}

Layer sites_layer(const ResultView& view) {
  const SiteView& sites = *view.sites;
  const Candidates& candidates = sites.site_case.candidates;
  const Partition& partition = view.partitions.front();
  TableBuilder table(
      "sites", Shape::point,
      {text_field("standard_id"), integer_field("rank"), number_field("people_gained"), number_field("share_after"),
       text_field("model"), number_field("optimality_gap"), integer_field("candidate_id"), text_field("unit_code"),
       text_field("unit_name"), integer_field("places_gained"), number_field("farthest"), number_field("cost"),
       text_field("serves")});
  for (std::size_t t = 0; t < sites.site_case.tasks.size(); ++t) {
    const SiteTask& task = sites.site_case.tasks[t];
    for (std::size_t rank = 0; rank < sites.plan.sites.size(); ++rank) {
      const RankedSite& site = sites.plan.sites[rank];
      const SiteGain& gain = site.gains[t];
      const Unit* unit = unit_of(partition, candidates.bucket[site.candidate]);
      table.point(candidates.point(site.candidate));
      table.text("standard_id", view.plan.standards[task.standard].id);
      table.integer("rank", static_cast<std::int64_t>(rank) + 1);
      table.number("people_gained", gain.amount);
      table.number("share_after", gain.share_after);
      table.text("model", std::string(sites.model.name));
      table.number("optimality_gap", sites.choice.gap());
      table.integer("candidate_id", candidates.id[site.candidate]);
      table.text("unit_code", code_of(partition, candidates.bucket[site.candidate]));
      table.text("unit_name", unit ? unit->name : std::string());
      table.integer("places_gained", static_cast<std::int64_t>(gain.pieces));
      table.number("farthest", gain.farthest);
      table.number("cost", candidates.cost.empty() ? NAN : candidates.cost[site.candidate]);
      table.text("serves", serves_words(gain, task.demand.amount_unit).in(view.language));
      table.end_row();
    }
  }
  return table.take();
}

Layer curve_table(const ResultView& view) {
  const SiteView& sites = *view.sites;
  TableBuilder table("site_curve", Shape::none,
                     {text_field("standard_id"), integer_field("sites"), number_field("share"), number_field("served"),
                      integer_field("chosen")});
  for (std::size_t t = 0; t < sites.site_case.tasks.size(); ++t)
    for (const CurvePoint& point : sites.plan.curve) {
      const SiteTask& task = sites.site_case.tasks[t];
      table.text("standard_id", view.plan.standards[task.standard].id);
      table.integer("sites", static_cast<std::int64_t>(point.sites));
      table.number("share", point.share[t]);
      table.number("served", point.share[t] * task.whole);
      table.integer("chosen", point.is_chosen ? 1 : 0);
      table.end_row();
    }
  return table.take();
}

Layer serves_layer(const ResultView& view) {
  const SiteView& sites = *view.sites;
  const Partition& partition = view.partitions.front();
  TableBuilder table("site_serves", Shape::point,
                     {text_field("standard_id"), integer_field("feature"), number_field("people"),
                      integer_field("site_rank"), number_field("distance"), text_field("unit_code")});
  for (std::size_t t = 0; t < sites.site_case.tasks.size(); ++t) {
    const SiteTask& task = sites.site_case.tasks[t];
    for (std::size_t i = 0; i < task.demand.size(); ++i) {
      if (sites.plan.server[t][i] == gone) continue;
      table.point(task.demand.place[i]);
      table.text("standard_id", view.plan.standards[task.standard].id);
      table.integer("feature", task.demand.feature[i]);
      table.number("people", sites.plan.amount[t][i]);
      table.integer("site_rank", static_cast<std::int64_t>(sites.plan.server[t][i]) + 1);
      table.number("distance", sites.plan.distance[t][i]);
      table.text("unit_code", code_of(partition, task.demand.bucket[i]));
      table.end_row();
    }
  }
  return table.take();
}

}  // namespace

Text serves_words(const SiteGain& gain, const std::string& amount_unit) {
  const std::string amount = number_words(gain.amount, ""), far = number_words(std::ceil(gain.farthest), "");
  if (gain.pieces == 0) return {"没有新增", "nobody new"};
  return say("新增 {} {}（{} 处），最远 {} 米", "{} {} in {} places, at most {} m away", amount,
             unit_words(amount_unit), gain.pieces, far);
}

void add_site_tables(GeoPackage& file, const ResultView& view, Language language) {
  const SiteView& sites = *view.sites;
  file.add({"sites",
            {"推荐选址", "Recommended sites"},
            {"按新增服务的人数排序；地图标注为排名", "in the order of the people gained; labelled with the rank"},
            sites_style(language)},
           sites_layer(view));
  file.add({"site_serves",
            {"新选址服务的需求", "Who the new sites serve"},
            {"每处需求由哪个新址服务", "each place and the new site nearest to it"},
            served_style(Shape::point, language)},
           serves_layer(view));
  file.add({"site_curve",
            {"个数与覆盖率", "Number of sites and share"},
            {"建成前若干个时的覆盖率", "the share that the first so many sites reach"},
            table_style(language)},
           curve_table(view));
  for (const StandardResult& result : sites.after.results) {
    if (!result.reading.gap || result.reading.gap->geometries.shape() == Shape::none) continue;
    const Standard& standard = view.plan.standards[result.standard];
    PlacesTable places(standard.id, result.reading.amount_unit, *result.reading.gap, view.partitions.front());
    file.add({layer_name("remaining_", standard.id),
              say("建成后仍有的缺口：{}（{}）", "Gap that remains: {} ({})", standard.title, standard.id),
              {standard.clause, standard.title.en},
              gap_style(result.reading.gap->geometries.shape(), language)},
             std::move(places.table));
  }
  add_score_changes(file, score_changes(score_rows(view.plan, view.assessment), score_rows(view.plan, sites.after)),
                    language);
}

}  // namespace gapmap

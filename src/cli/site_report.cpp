// SPDX-License-Identifier: MIT
#include "cli/site_report.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "cli/terminal.h"
#include "engine/study.h"
#include "output/words.h"

namespace gapmap::cli {
namespace {

std::string percent(double share) { return number_words(share, "share"); }

/// A bar of eighths of a character, so that neighbours can be told apart.
std::string bar(double share, std::size_t width) {
  static const char* const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto units =
      static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(width) * 8));
  std::string drawn;
  for (std::size_t i = 0; i < units / 8; ++i) drawn += "█";
  return drawn + eighths[units % 8];
}

/// At most `most` points of the curve, the first, the last and the end of the chosen sites among them.
std::vector<std::size_t> shown_points(const std::vector<CurvePoint>& curve, std::size_t chosen, std::size_t most) {
  std::vector<std::size_t> shown;
  const std::size_t last = curve.size() - 1;
  for (std::size_t i = 0; i <= last; ++i)
    if (last < most || i == 0 || i == last || i == chosen || (i * (most - 2)) / last != ((i - 1) * (most - 2)) / last)
      shown.push_back(i);
  return shown;
}

std::string curve_chart(const SiteResult& result, std::size_t task, Language language) {
  const std::vector<CurvePoint>& curve = result.plan.curve;
  const bool zh = language == Language::zh;
  std::string words = zh ? "新增个数与覆盖率（░ 为再往后每次加最好的一个）\n"
                         : "New sites and share served (░: going on beyond them, the best next one each time)\n";
  for (const std::size_t i : shown_points(curve, result.plan.sites.size(), 14)) {
    const double share = curve[i].share[task];
    const std::string number = pad(std::to_string(curve[i].sites), 5, true);
    words += number + " " + (curve[i].is_chosen ? "┃" : "░") + pad(bar(share, 40), 41) + pad(percent(share), 8, true);
    words += i == result.plan.sites.size() ? (zh ? "  ← 已选\n" : "  ← chosen\n") : "\n";
  }
  return words;
}

std::string value_line(const SiteResult& result, Language language) {
  const SiteChoice& choice = result.choice;
  const SiteTask& task = result.site_case->tasks.front();
  // `set` counts sites, or money where the candidates have a cost.
  const bool is_cost = !result.model->needs_count && !result.site_case->candidates.cost.empty();
  const Text unit = is_cost                            ? Text{"（造价）", "(cost)"}
                    : result.model->value_unit.empty() ? unit_words(task.demand.amount_unit)
                                                       : result.model->value_unit;
  const std::string value = number_words(choice.value, ""), bound = number_words(choice.bound, "");
  const Text proof = proof_words(choice);
  if (choice.gap() <= 0)
    return say("{}：{} {}，{}（{:.1f} 秒）\n", "{}: {} {}, {} ({:.1f} s)\n", result.model->name, value, unit, proof,
               choice.seconds)
        .in(language);
  return say("{}：{} {}，{}（界 {}；{:.1f} 秒）\n", "{}: {} {}, {} (bound {}; {:.1f} s)\n", result.model->name, value,
             unit, proof, bound, choice.seconds)
      .in(language);
}

std::string standard_lines(const SiteResult& result, std::size_t t, Language language) {
  const SiteTask& task = result.site_case->tasks[t];
  const Standard& standard = result.gap_plan().standards[task.standard];
  const StandardResult *before = nullptr, *after = nullptr;
  for (const StandardResult& one : result.before.results)
    if (one.standard == task.standard) before = &one;
  for (const StandardResult& one : result.after.results)
    if (one.standard == task.standard) after = &one;
  const auto value = [&](const StandardResult& one) {
    return value_words(one.whole(), one.reading.value_unit, language);
  };
  const double gained = after->whole().amount.part - before->whole().amount.part;
  return say("{}（{}）：{} → {}，多服务 {} {}；目标 {}：{}\n", "{} ({}): {} → {}, {} {} more; target {}: {}\n",
             printable(standard.title.in(language)), standard.id, value(*before), value(*after),
             number_words(gained, ""), unit_words(task.demand.amount_unit),
             target_words(after->whole().target, after->reading.value_unit, language),
             verdict_words(after->whole().verdict))
      .in(language);
}

std::string site_table(const SiteResult& result, Language language) {
  const bool zh = language == Language::zh;
  const SiteCase& site_case = *result.site_case;
  const Partition& partition = result.study->scene.partitions.front();
  TextTable table({{zh ? "排名" : "Rank", true},
                   {zh ? "候选点" : "Candidate", true},
                   {zh ? "单元" : "Unit", false, 20},
                   {zh ? "新增服务" : "Gained", true},
                   {zh ? "建成后" : "Share after", true},
                   {zh ? "最远" : "Farthest", true}});
  constexpr std::size_t most = 20;
  for (std::size_t rank = 0; rank < result.plan.sites.size() && rank < most; ++rank) {
    const RankedSite& site = result.plan.sites[rank];
    const SiteGain& gain = site.gains.front();
    const std::size_t bucket = site_case.candidates.bucket[site.candidate];
    table.add({std::to_string(rank + 1), std::to_string(site_case.candidates.id[site.candidate]),
               bucket < partition.units().size() ? printable(partition.units()[bucket].name) : "–",
               number_words(gain.amount, ""), percent(gain.share_after),
               number_words(std::ceil(gain.farthest), "") + (zh ? " 米" : " m")});
  }
  std::string words = table.drawn();
  if (result.plan.sites.size() > most)
    words +=
        say("…共 {} 个，见结果文件的 sites\n", "… {} in all, in the result's layer sites\n", result.plan.sites.size())
            .in(language);
  return words;
}

}  // namespace

std::string site_report(const SiteResult& result, Language language) {
  const SiteCase& site_case = *result.site_case;
  std::string words = printable(result.gap_plan().title.in(language)) + "\n\n";
  words += say("从 {} 个候选点中选 {} 个新址\n", "{1} new sites out of {0} candidates\n",
               grouped(static_cast<double>(site_case.candidates.size())), result.plan.sites.size())
               .in(language);
  if (!result.origin.empty()) words += result.origin.in(language) + "\n";
  words += value_line(result, language);
  for (std::size_t t = 0; t < site_case.tasks.size(); ++t) words += standard_lines(result, t, language);
  if (site_case.times > 1 || site_case.has_capacities())
    words += say(site_case.times > 1 ? "限距内有 {2} 处设施的：{0} → {1}\n" : "按容量能服务的：{0} → {1}\n",
                 site_case.times > 1 ? "with {2} facilities within the limit: {0} → {1}\n"
                                     : "served within the capacities: {0} → {1}\n",
                 percent(result.plan.curve.front().share.front()),
                 percent(result.plan.curve[result.plan.sites.size()].share.front()), static_cast<int>(site_case.times))
                 .in(language);
  if (result.choice.reach)
    words += say("候选点最多只能覆盖 {}\n", "the candidates can reach {} at most\n",
                 percent(std::floor(*result.choice.reach * 1000) / 1000))
                 .in(language);
  words += "\n" + site_table(result, language) + "\n";
  for (std::size_t t = 0; t < site_case.tasks.size(); ++t) words += curve_chart(result, t, language);
  return words;
}

std::string site_json(const SiteResult& result, const std::string& output) {
  using Json = nlohmann::ordered_json;
  const SiteCase& site_case = *result.site_case;
  const Plan& plan = result.gap_plan();
  Json standards = Json::array(), sites = Json::array(), curve = Json::array();
  for (std::size_t t = 0; t < site_case.tasks.size(); ++t) {
    const SiteTask& task = site_case.tasks[t];
    standards.push_back({{"standard_id", plan.standards[task.standard].id},
                         {"demand", task.whole},
                         {"served_before", task.served},
                         {"share_before", task.served / task.whole},
                         {"share_after", result.plan.curve[result.plan.sites.size()].share[t]},
                         {"target", task.target},
                         {"unit_of_measure", task.demand.amount_unit}});
    for (std::size_t rank = 0; rank < result.plan.sites.size(); ++rank) {
      const RankedSite& site = result.plan.sites[rank];
      const Point at = site_case.candidates.point(site.candidate);
      sites.push_back({{"standard_id", plan.standards[task.standard].id},
                       {"rank", rank + 1},
                       {"candidate_id", site_case.candidates.id[site.candidate]},
                       {"x", at.x},
                       {"y", at.y},
                       {"people_gained", site.gains[t].amount},
                       {"share_after", site.gains[t].share_after}});
    }
    for (const CurvePoint& point : result.plan.curve)
      curve.push_back({{"standard_id", plan.standards[task.standard].id},
                       {"sites", point.sites},
                       {"share", point.share[t]},
                       {"chosen", point.is_chosen}});
  }
  const Json all{{"plan", {{"id", plan.id}}},
                 {"model", result.model->name},
                 {"candidates", site_case.candidates.size()},
                 {"value", result.choice.value},
                 {"bound", result.choice.bound},
                 {"proven", result.choice.proven},
                 {"optimality_gap", result.choice.gap()},
                 {"seconds", result.choice.seconds},
                 {"standards", standards},
                 {"sites", sites},
                 {"curve", curve},
                 {"result", output}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gapmap::cli

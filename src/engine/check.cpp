// SPDX-License-Identifier: MIT
#include <chrono>
#include <future>
#include <optional>

#include "base/digest.h"
#include "base/parallel.h"
#include "engine/engine.h"
#include "engine/outputs.h"
#include "engine/record.h"
#include "engine/study.h"
#include "output/sheets.h"

namespace gapmap {

std::string version() { return GAPMAP_VERSION; }

CheckResult check(const CheckOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const std::string started = now_utc();
  require_writable({options.output}, options.overwrite);
  Study study = read_study(options, {}, options.cache);
  protect_inputs({options.output}, input_files(study.plan));
  CheckResult result{std::move(study.plan), {}, {}, std::move(study.issues), {}, study.crs, {}};
  Scene& scene = study.scene;
  const KnownResults known = [&](std::size_t standard) { return study.reuse->take(standard); };
  const ResultView view{result.plan, result.assessment, scene.partitions, result.issues, result.run,
                        result.crs,  options.language,  nullptr,          &scene};
  std::optional<ResultWriter> writer;
  if (!options.output.empty()) writer.emplace(view, options.output, options.overwrite, options.language);
  const UseResult write = [&](const StandardResult& one) {
    if (writer) writer->add(one);
  };
  const UseResult prepare = [&](const StandardResult& one) {
    if (writer) writer->prepare(one);
  };
  // Hashing a large file keeps one thread busy for as long as reading it took.
  std::future<std::string> inputs = std::async(scene.jobs > 1 ? std::launch::async : std::launch::deferred, [&] {
    return inputs_json(study.records, 1, study.reuse ? study.reuse->hashes() : std::map<std::string, std::string>());
  });
  result.assessment =
      assess(result.plan, study.standards, scene, scene.progress, study.reuse ? known : KnownResults(), write, prepare);
  std::vector<std::string> reused;
  if (study.reuse) {
    const auto& results = result.assessment.results;
    for_each_index(results.size(), scene.jobs, [&](std::size_t i) { study.reuse->keep(results[i]); });
    for (const StandardResult& each : results)
      if (study.reuse->is_known(each.standard)) reused.push_back(result.plan.standards[each.standard].id);
  }
  result.issues.insert(result.issues.end(), result.assessment.issues.begin(), result.assessment.issues.end());

  report(options.progress, {"写结果文件", "writing the result"}, 0);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  result.run = {version(), sha256(result.plan.text), inputs.get(),      libraries_json(), options.command_line,
                started,   elapsed.count(),          join(reused, ", ")};
  if (writer) writer->commit();
  if (!options.maps.empty()) {
    report(options.progress, {"画图", "drawing the maps"}, 0);
    FileBatch maps(options.overwrite);
    result.maps = write_maps(atlas_of(view, scene), options.maps, maps,
                             {.language = options.language, .jobs = scene.jobs, .progress = options.progress});
    maps.commit();
  }
  result.partitions = std::move(scene.partitions);
  report(options.progress, {"写结果文件", "writing the result"}, 1);
  return result;
}

}  // namespace gapmap

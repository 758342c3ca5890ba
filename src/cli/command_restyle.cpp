// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "output/gpkg_project.h"

namespace gapmap::cli {

Command restyle_command() {
  return {"restyle",
          {"结果文件改名后，修好其中的 QGIS 工程", "repair the QGIS project of a result file that was renamed"},
          [](CLI::App& app, const Session& session) {
            auto path = std::make_shared<std::string>();
            app.add_option("RESULT", *path,
                           Text{"结果文件（GeoPackage）", "result file (GeoPackage)"}.in(session.language))
                ->required();
            return [path, &session] {
              restyle(*path);
              if (!session.quiet)
                std::fputs(say("QGIS 工程已更新：geopackage:{}?projectName=gapmap\n",
                               "QGIS project: geopackage:{}?projectName=gapmap\n", printable(*path))
                               .in(session.language)
                               .c_str(),
                           stdout);
              return done;
            };
          }};
}

}  // namespace gapmap::cli

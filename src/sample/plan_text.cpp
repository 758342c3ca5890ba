// SPDX-License-Identifier: MIT
#include "sample/plan_text.h"

#include <cassert>

#include "plan/ready.h"

namespace gapmap {
namespace {

constexpr std::string_view head =
    R"TOML(# The sample district: the Erqi work plan of 2018, checked on made-up geometry. Projects and streets are late or
# in time by chance; nothing here is said of the real ones.
gapmap = 1
id     = "sample"
title  = {zh = "样例城区：2018 年百城建设提质工作方案（几何图形和进展均为程序生成，并非实地）", en = "Sample district, work plan 2018 (synthetic geometry, not a real place)"}
)TOML";

}  // namespace

std::string sample_plan_text() {
  const EmbeddedFile* erqi = find_ready_plan("erqi-2018");
  assert(erqi && "the Erqi plan ships with gapmap");
  // What follows the title is word for word that of the ready plan.
  return std::string(head) + std::string(erqi->text.substr(erqi->text.find("source = ")));
}

}  // namespace gapmap

// SPDX-License-Identifier: MIT
#include "base/spreadsheet.h"

#include <catch2/catch.hpp>

namespace gapmap {

TEST_CASE("cells that a spreadsheet would run as formulas are neutralised") {
  CHECK(spreadsheet_text("=HYPERLINK(\"http://x\")") == "'=HYPERLINK(\"http://x\")");
  CHECK(spreadsheet_text("+1+cmd|' /C calc'!A0") == "'+1+cmd|' /C calc'!A0");
  CHECK(spreadsheet_text("@SUM(A1)") == "'@SUM(A1)");
  CHECK(spreadsheet_text("\t=1") == "'\t=1");
  CHECK(spreadsheet_text("＝1+1") == "'＝1+1");
  CHECK(spreadsheet_text("-3.5") == "-3.5");
  CHECK(spreadsheet_text("大学路") == "大学路");
  CHECK(spreadsheet_text("") == "");
}

}  // namespace gapmap

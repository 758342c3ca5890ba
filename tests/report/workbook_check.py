#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reads the workbook of a report as a spreadsheet does, and checks what a planner would see and filter.

    python3 tests/report/workbook_check.py GAPMAP FOLDER

Made of a sample district in both languages, one title of which is a formula, a tag and a new line. Exit status: 0 fine,
1 something is off (each complaint is printed), 77 openpyxl is not installed.
"""

import os
import shutil
import subprocess
import sys

try:
    from openpyxl import load_workbook
    from openpyxl.utils import column_index_from_string, get_column_letter
except ImportError:
    print("openpyxl is not installed (apt-get install python3-openpyxl)")
    sys.exit(77)

# As TOML writes it: with a quoted word and a new line.
EVIL = r"""=cmd()|'/c calc'!A1 <script>alert(1)</script> \"q\" \n""" + "长" * 500
SHEETS = {"zh": ["总表", "任务 3(1)", "任务 5", "按单元", "按责任单位", "数据问题", "计算依据"],
          "en": ["Summary", "Task 3(1)", "Task 5", "By unit", "By department", "Data issues", "Basis"]}
RAW = {"m2", "population", "count", "berths", "investment", "classes_added", "seats_added", "people/facility"}
UNITS = {"zh": {"单位", "缺口单位"}, "en": {"Unit", "Unit of gap"}}
VALUE = {"zh": "现状", "en": "Value"}


def has_chinese(words):
    return any("\u4e00" <= letter <= "\u9fff" for letter in str(words))


def made(gapmap, folder):
    def run(*words):
        subprocess.run([gapmap, *words, "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("sample", "-o", ".")
    plan = open(f"{folder}/plan.toml", encoding="utf-8").read()
    title = "幼儿园服务半径 300 米"
    assert title in plan
    open(f"{folder}/plan.toml", "w", encoding="utf-8").write(plan.replace(title, EVIL, 1))
    for language in ("zh", "en"):
        run("check", "plan.toml", "-o", f"{language}.gpkg", "--task", "5", "--task", "3(1)", "--task", "4(3)", "--lang", language)
        run("report", f"{language}.gpkg", "-o", language, "--only", "xlsx", "--lang", language)
        yield language, load_workbook(f"{folder}/{language}/scores.xlsx")


def paper_complaints(sheet):
    """What goes on paper: the heads on every page, and a page's width of columns in type of 7.5 points or more."""
    area = (list(sheet.print_area or []) or [sheet.dimensions])[0].replace("$", "").split("!")[-1]
    printed = column_index_from_string("".join(letter for letter in area.split(":")[-1] if letter.isalpha()))
    rim = 0.72  # that a file adds to a column's letters
    width = sum(sheet.column_dimensions[get_column_letter(i + 1)].width - rim for i in range(printed))
    is_fit = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    if sheet.page_setup.orientation != "landscape" or sheet.print_title_rows != "$1:$1":
        yield "its heads are not on every page across"
    if is_fit and width > {"9": 210, "8": 300}[str(sheet.page_setup.paperSize)]:
        yield f"is {width} letters wide on paper {sheet.page_setup.paperSize}"
    if not is_fit and sheet.print_title_cols != "$A:$B":
        yield "is too wide for a page and does not repeat its first columns"
    if "&P" not in (sheet.oddFooter.right.text or ""):
        yield "has no page numbers"


def sheet_complaints(sheet, language):
    heads = [cell.value for cell in sheet[1]]
    if sheet.freeze_panes not in ("A2", "C2"):
        yield "its heads are not frozen"
    yield from paper_complaints(sheet)
    if not sheet.auto_filter.ref or not sheet.auto_filter.ref.startswith("A1:"):
        yield "has no filter"
    if any(head is None for head in heads):
        yield "has a column without a head"
    for head in heads:
        named = str(head) if sheet.title not in ("By unit", "按单元") else ""  # there the heads are the standards' titles
        if named and has_chinese(named) != (language == "zh"):
            yield f"has the head {head}"
    for row in sheet.iter_rows(min_row=2):
        for head, cell in zip(heads, row):
            if cell.data_type == "f":
                yield f"{cell.coordinate} is a formula: {cell.value}"
            if head in UNITS[language] and (cell.value in RAW):
                yield f"{cell.coordinate} has the raw unit {cell.value}"
            if isinstance(cell.value, (int, float)) and cell.number_format not in ("#,##0", "#,##0.##", "0.0%"):
                yield f"{cell.coordinate} is shown as {cell.number_format}"
            if isinstance(cell.value, int) and cell.number_format == "#,##0.##":
                yield f"{cell.coordinate} would be shown as {cell.value}."


def book_complaints(book, language):
    for name in SHEETS[language]:
        if name not in book.sheetnames:
            yield f"no sheet {name} among {book.sheetnames}"
    for sheet in book:
        yield from (f"{sheet.title}: {words}" for words in sheet_complaints(sheet, language))
    summary = book[SHEETS[language][0]]
    rules = [rule for part in summary.conditional_formatting for rule in part.rules]
    if len(rules) != 2:
        yield f"the verdicts have {len(rules)} colours"
    heads = [cell.value for cell in summary[1]]
    rows = {row[heads.index("标准编号" if language == "zh" else "Standard")].value: row for row in summary.iter_rows(min_row=2)}
    value = rows["kindergarten-reach"][heads.index(VALUE[language])]
    if not 0 < value.value < 1 or value.number_format != "0.0%":
        yield f"the share of kindergartens is {value.value} as {value.number_format}"
    target = rows["cables-streets"][heads.index("目标" if language == "zh" else "Target")].value
    if target not in ("主次干道 ≥ 50 %、背街小巷 ≥ 30 %", "main ≥ 50 %, alley ≥ 30 %", "背街小巷 ≥ 30 %、主次干道 ≥ 50 %",
                      "alley ≥ 30 %, main ≥ 50 %"):
        yield f"the target by class is {target}"
    basis = {row[1].value: row[3].value for row in book[SHEETS[language][-1]].iter_rows(min_row=2)}["kindergarten-reach"]
    if "类别 = 幼儿园" not in basis and "kind = kindergarten" not in basis or "residents" in basis:
        yield f"the basis is {basis}"
    if language == "zh" and not str(rows["kindergarten-reach"][heads.index("标准")].value).startswith("=cmd()|"):
        yield "a title that looks like a formula is not kept as text"


def main():
    gapmap, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    complaints = [f"{language}: {words}" for language, book in made(gapmap, folder) for words in book_complaints(book, language)]
    for words in complaints[:40]:
        print(words)
    if not complaints:
        print("the workbooks are as a planner expects: fine")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

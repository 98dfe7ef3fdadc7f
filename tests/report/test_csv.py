"""CSV for spreadsheets: readable in Excel, and nothing in it runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.report.formats import export
from scanner.report.model import Report
from scanner.report.safe_csv import formula_safe


def rows(report: Report) -> list[dict[str, str]]:
    """Return the rows as a CSV reader sees them."""
    text = "".join(export(report, "csv"))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\u200b=1",
        "＝1",
        "\ufeff@a",
        "\x00=1",
    ],
)
def test_formula_safe_guards_whatever_may_start_a_formula(cell: str) -> None:
    """Also after blanks and characters that nobody sees."""
    assert formula_safe(cell).startswith("'")


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028"])
def test_formula_safe_guards_embedded_lines(line_break: str) -> None:
    """Some programs split a cell at line breaks."""
    assert formula_safe(f"bill{line_break} =1") == f"bill{line_break}' =1"


@pytest.mark.parametrize("cell", ["", "您好", "a=b", "1-2", "a\nb", "【银行】+86"])
def test_formula_safe_leaves_other_text_alone(cell: str) -> None:
    """A guard that changes everything would make the file useless."""
    assert formula_safe(cell) == cell


@given(st.text(alphabet="=+-@\t\r\n a1'\u200b", max_size=12))
def test_formula_safe_leaves_no_line_that_starts_a_formula(cell: str) -> None:
    """Whatever the mixture."""
    for line in formula_safe(cell).splitlines():
        assert line.lstrip(" \u200b")[:1] not in {"=", "+", "-", "@"}


def test_csv_opens_in_excel_as_utf_8(report: Report) -> None:
    """Without the byte order mark Excel reads Chinese as the local code page."""
    assert next(iter(export(report, "csv"))) == "\ufeff"


def test_csv_has_a_row_per_message_with_its_text(report: Report) -> None:
    """Every message, in the order they came in."""
    table = rows(report)
    assert [row["message_id"] for row in table] == ["3", "7", "8", "9", "10"]
    assert table[1]["text"] == report.judgements[1].message.body
    assert table[1]["verdict"] == "likely_forged"
    assert table[1]["amounts"] == "1280.5 CNY overdue"
    assert table[1]["received_at"] == "2026-05-23T18:03:00+08:00"


def test_csv_of_a_hostile_inbox_runs_nothing(hostile_report: Report) -> None:
    """No cell of any column starts a formula, and no body breaks out of its row."""
    table = rows(hostile_report)
    assert len(table) == len(hostile_report.judgements)
    for row in table:
        for name, cell in row.items():
            if name != "score":
                assert cell.lstrip()[:1] not in {"=", "+", "-", "@"}, name


def test_csv_of_the_demo_says_so_in_every_row(report: Report) -> None:
    """A table is cut and pasted: each row carries the mark."""
    demo = replace(report, acquisition=replace(report.acquisition, source="demo"))
    assert {row["demo"] for row in rows(demo)} == {"demo"}
    assert {row["demo"] for row in rows(report)} == {""}

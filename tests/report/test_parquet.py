"""The Parquet export: typed, whole, and readable by others."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from scanner.report.formats import export
from scanner.report.model import Report
from scanner.report.parquet import METADATA_KEY, parquet_bytes, parquet_schema
from scanner.report.redact import redacted


def test_every_message_is_a_row_with_what_jsonl_says_of_it(
    report: Report, demo_report: Report
) -> None:
    """In the order in which they were read; claims are columns, times are times."""
    for each in (report, demo_report):
        table = parquet.read_table(io.BytesIO(parquet_bytes(each)))
        rows = table.to_pylist()
        lines = [json.loads(line) for line in export(each, "jsonl")]
        assert len(rows) == len(lines)
        for row, line, judgement in zip(rows, lines, each.judgements, strict=True):
            same = ("message_id", "message_key", "kind", "verdict", "violations", "evidence")
            assert {n: row[n] for n in same} == {n: line[n] for n in same}
            assert {n: row[n] for n in line["claims"]} == line["claims"]
            assert row["body"] == judgement.message.body
            seconds = (judgement.message.received_ms or 0) / 1000
            if row["received_at"]:
                assert row["received_at"] == datetime.fromtimestamp(seconds, UTC)


def test_the_columns_are_those_of_the_published_schema(report: Report) -> None:
    """Also where a report has no message at all."""
    for each in (report, Report(**{**fields(report), "judgements": ()})):
        file = parquet.ParquetFile(io.BytesIO(parquet_bytes(each)))
        assert file.schema_arrow.equals(parquet_schema(pa))
        head = json.loads(file.schema_arrow.metadata[METADATA_KEY])
        assert head["tool"]["name"] == "sms-scanner"
        assert head["acquisition"]["completeness"] == "proved"


def fields(report: Report) -> dict[str, object]:
    """Return what a report was made from."""
    return {name: getattr(report, name) for name in report.__dataclass_fields__}


def test_hostile_texts_come_out_as_they_went_in(hostile_report: Report) -> None:
    """Half an emoji is written as its escape, everything else character by character."""
    frame = pd.read_parquet(io.BytesIO(parquet_bytes(hostile_report)))
    bodies = [j.message.body for j in hostile_report.judgements]
    assert list(frame["body"]) == [b.encode("utf-8", "backslashreplace").decode() for b in bodies]


def test_a_redacted_report_stays_redacted(demo_report: Report) -> None:
    """Masked sums are empty; the row says that it is redacted and has no id."""
    frame = pd.read_parquet(io.BytesIO(parquet_bytes(redacted(demo_report, "en"))))
    assert frame["redacted"].all()
    assert frame["message_key"].isna().all()
    assert all(a["value"] is None for amounts in frame["amounts"].dropna() for a in amounts)


@pytest.mark.parametrize("command", ["classify", "scan --input"])
def test_without_pyarrow_the_command_names_what_to_install(command: str) -> None:
    """Before anything is read, in an interpreter that cannot import it."""
    program = "import sys; sys.modules['pyarrow'] = None\nfrom scanner.cli import run\nrun()"
    arguments = [*command.split(), "nowhere.jsonl", "--format", "parquet"]
    outcome = subprocess.run(
        [sys.executable, "-c", program, "--lang", "en", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome.returncode == 2
    assert "Writing Parquet needs pyarrow" in outcome.stderr
    assert "sms-scanner[parquet]" in outcome.stderr

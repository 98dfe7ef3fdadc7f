"""The JSON objects, and the schema that they hold to."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from scanner.judging.model import Judgement
from scanner.report.formats import EXPORTS, export
from scanner.report.model import Report
from scanner.report.records import iso_time, record
from scanner.report.schema import json_schema
from scanner.whole_file import encoded


def check(value: object, schema: dict[str, Any]) -> None:
    """Raise if a value does not hold to a schema, formats of times included."""
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(value)


def test_record_names_everything_that_was_found(report: Report, forged: Judgement) -> None:
    """The object of one message, field by field."""
    body = forged.message.body
    assert record(forged, report.ruleset) == {
        "inbox_id": "",
        "message_id": "7",
        "kind": "payment_demand",
        "verdict": "likely_forged",
        "violations": ["threat", "third_party"],
        "claims": {
            "lender": "山城银行",
            "amounts": [{"value": 1280.5, "currency": "CNY", "role": "overdue"}],
            "days_overdue": 12,
            "deadline": "今日18:00",
            "card_tail": "0042",
            "phones": ["13800000001"],
            "urls": ["http://shancheng-pay.example/a1"],
        },
        "evidence": [
            {
                "rule": rule,
                "version": 2,
                "group": group,
                "points": points,
                "spans": [[body.index(words), body.index(words) + len(words)]],
                "view": "original",
            }
            for rule, group, points, words in (
                ("link-unknown", "link", 3.0, "http://shancheng-pay.example/a1"),
                ("callback-mobile", "contact", 1.0, "13800000001联系王经理"),
                ("deadline-hours", "pressure", 1.0, "今日18:00前点击 http://shancheng-pay"),
                ("bill-agrees", "corroboration", -1.0, "1,280.50元"),
                ("names-bank", "identity", 0.0, "山城银行"),
            )
        ],
        "score": 4.0,
        "ruleset": "2026-05-01+0123456789ab",
    }


def test_record_of_an_unrelated_message_is_empty_but_there(report: Report) -> None:
    """Kind none: no verdict, no claims."""
    row = record(report.judgements[-1], report.ruleset)
    assert (row["kind"], row["verdict"], row["claims"]) == ("none", None, {})


def test_record_with_a_whole_amount_writes_no_decimals(report: Report, forged: Judgement) -> None:
    """4380, not 4380.0."""
    amount = replace(forged.claims.amounts[0], value=4380.0)
    whole = replace(forged, claims=replace(forged.claims, amounts=(amount,)))
    assert '"value": 4380,' in json.dumps(record(whole, report.ruleset))


@pytest.mark.parametrize("ms", [10**17, 2**63 - 1, -(2**63)])
def test_iso_time_out_of_every_calendar_is_none(ms: int) -> None:
    """A broken time costs the time, not the export."""
    assert iso_time(ms, 480) is None


def test_every_line_of_jsonl_holds_to_the_schema(
    report: Report, hostile_report: Report, demo_report: Report
) -> None:
    """All messages are there, in the order they came in, one line each."""
    for each in (report, hostile_report, demo_report):
        lines = "".join(export(each, "jsonl")).encode("utf-8", "backslashreplace").splitlines()
        rows = [json.loads(line) for line in lines]
        assert [r["message_id"] for r in rows] == [j.message.message_id for j in each.judgements]
        for row in rows:
            check(row, json_schema())


def test_the_json_document_holds_to_the_schema(report: Report, hostile_report: Report) -> None:
    """Also when every text in it is hostile; the text comes out as it went in."""
    for each in (report, hostile_report):
        text = "".join(export(each, "json")).encode("utf-8", "backslashreplace").decode()
        document = json.loads(text)
        check(document, json_schema("json"))
        bodies = [m["message"]["body"] for m in document["messages"]]
        assert bodies == [j.message.body for j in each.judgements]


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_json_schema_is_a_valid_schema_that_refuses_other_things(form: Any) -> None:
    """An unknown field, a wrong verdict and a missing field are all refused."""
    schema = json_schema(form)
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        check({}, schema)


def test_json_schema_refuses_an_unknown_field_and_an_unknown_verdict(report: Report) -> None:
    """A schema that accepts everything would prove nothing."""
    row = record(report.judgements[1], report.ruleset)
    check(row, json_schema())
    for wrong in ({"extra": 1}, {"verdict": "genuine"}, {"evidence": [{}]}, {"claims": {"x": 1}}):
        with pytest.raises(jsonschema.ValidationError):
            check({**row, **wrong}, json_schema())


def test_exports_of_the_demo_say_so(report: Report) -> None:
    """Every line and the document are marked; a real inbox is not."""
    demo = replace(report, acquisition=replace(report.acquisition, source="demo"))
    assert all(json.loads(line)["demo"] for line in export(demo, "jsonl"))
    assert json.loads("".join(export(demo, "json")))["demo"] is True
    assert not any("demo" in json.loads(line) for line in export(report, "jsonl"))
    assert json.loads("".join(export(report, "json")))["demo"] is False


def test_exports_never_name_the_serial(report: Report) -> None:
    """The serial identifies the phone; it is for choosing it only."""
    for form in EXPORTS:
        assert b"SECRETSERIAL" not in b"".join(map(encoded, export(report, form)))


def test_exports_name_each_message_by_the_id_that_the_report_shows(report: Report) -> None:
    """The same in every line; a redacted export has none, since it was made of what it masks."""
    keys = [judgement.message.message_key for judgement in report.judgements]
    assert [json.loads(line)["message_key"] for line in export(report, "jsonl")] == keys
    masked = replace(report, is_redacted=True)
    assert not any("message_key" in json.loads(line) for line in export(masked, "jsonl"))

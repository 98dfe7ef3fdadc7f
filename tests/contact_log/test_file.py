"""The file of a contact log."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from scanner.contact_log.file import log_json, log_schema, read_log
from scanner.contact_log.model import Call
from scanner.errors import InputError

FULL = Call(
    id="0f" * 16, at_ms=1_776_139_200_000, utc_offset_min=480, way="i_called", staff_name="王",
    staff_number="8821", number="95555", lender="山城银行", message_key="0123456789abcdef",
    promised="分期\n三期", note="x",
)  # fmt: skip
BARE = Call(id="1e" * 16, at_ms=0, utc_offset_min=-210, way="other")
ENTRY = {"id": "0f" * 16, "at": "2026-03-14T09:30:00+08:00", "way": "other"}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Every field, also of an entry that has hardly any; the file holds to its schema."""
    file = tmp_path / "log.json"
    file.write_text(log_json([FULL, BARE]), encoding="utf-8")
    assert read_log(file) == [FULL, BARE]
    document = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(log_schema()).validate(document)


@pytest.mark.parametrize(
    "content",
    [
        "", "{}", "[]", "null", "not JSON", '{"sms_scanner_contact_log": 1}', "[" * 100_000,
        *(
            json.dumps({"sms_scanner_contact_log": 1, "entries": [ENTRY, wrong]})
            for wrong in (
                3, {**ENTRY, "more": "x"}, {**ENTRY, "id": "1"}, {**ENTRY, "way": "shouted"},
                {**ENTRY, "message": "../x"}, {**ENTRY, "note": "x" * 4001},
                {**ENTRY, "at": "2026-03-14T09:30"}, {**ENTRY, "at": "9999-12-31T23:59:59Z"},
            )
        ),
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_words(tmp_path: Path, content: str) -> None:
    """Whole: no entry of a damaged file is taken."""
    file = tmp_path / "log.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="not a contact log"):
        read_log(file)


def test_a_newer_form_is_told_from_a_damaged_file(tmp_path: Path) -> None:
    """So that the person updates the scanner instead of saving again."""
    file = tmp_path / "log.json"
    file.write_text('{"sms_scanner_contact_log": 2, "what": "ever"}', encoding="utf-8")
    with pytest.raises(InputError, match="newer sms-scanner"):
        read_log(file)


def test_times_keep_their_moment_and_their_offset(tmp_path: Path) -> None:
    """A call at night in one zone is not at noon in another."""
    file = tmp_path / "log.json"
    content = json.loads(log_json([replace(BARE, at_ms=1_773_451_800_000, utc_offset_min=345)]))
    assert content["entries"][0]["at"] == "2026-03-14T07:15:00+05:45"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert read_log(file)[0].utc_offset_min == 345

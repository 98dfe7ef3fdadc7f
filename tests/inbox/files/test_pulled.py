"""The file of a pulled inbox: everything comes back, and a change costs it its proof."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scanner.errors import InputError
from scanner.inbox.acquisition import Acquisition, BadRow, Device, Inbox, Notice, ProofStep
from scanner.inbox.files import read_file, read_files
from scanner.inbox.files.pulled import PulledForm, write_pulled
from scanner.message import Message, from_frame, to_frame

MESSAGES = [
    Message(
        inbox_id="phone",
        message_id="1",
        address="95555",
        body="a\r\n\u2028b\x00\x7f“😀” \u202e",
        received_ms=1_760_000_000_000,
        utc_offset_min=480,
        thread_id="7",
        sent_ms=1_759_999_999_000,
        read=False,
        subscription_id=2,
        service_center="+8613800000500",
        source="phone",
        device="Google Pixel 8",
        box="blocked",
        fidelity="proved",
    ),
    Message(inbox_id="phone", message_id="2", source="phone", fidelity="proved"),
]
ACQUISITION = Acquisition(
    source="phone",
    name="Google Pixel 8",
    transport="hex pages",
    completeness="proved",
    read=2,
    expected=2,
    device=Device(serial="SECRET123", manufacturer="Google", model="Pixel 8", sdk=34),
    proof=(ProofStep(name="probe", ok=True, detail="Counted {n:,}.", fields={"n": 2}),),
    notices=(Notice(id="mms", message="Only SMS."),),
    oldest_ms=1_760_000_000_000,
    newest_ms=1_760_000_000_000,
    started_ms=5,
    finished_ms=6,
)
INBOX = Inbox(to_frame(MESSAGES), ACQUISITION)


def pull(path: Path, form: PulledForm = "jsonl", inbox: Inbox = INBOX) -> Path:
    """Write an inbox and return the file."""
    path.write_bytes(b"".join(write_pulled(inbox, form)))
    return path


def notices(inbox: Inbox) -> set[str]:
    """Return the ids of the notices."""
    return {notice.id for notice in inbox.acquisition.notices}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_pulled_inbox_comes_back_with_every_field_and_its_proof(
    tmp_path: Path, form: PulledForm
) -> None:
    """Messages and acquisition are as they were, plus the word that they come from a file."""
    inbox = read_file(pull(tmp_path / "in", form))
    assert list(from_frame(inbox.messages)) == MESSAGES
    assert inbox.acquisition.completeness == "proved"
    restored = replace(
        inbox.acquisition,
        device=replace(inbox.acquisition.device, serial="SECRET123"),  # type: ignore[type-var]
        notices=inbox.acquisition.notices[1:],
        proof=inbox.acquisition.proof[:-1],
    )
    assert restored == ACQUISITION
    assert inbox.acquisition.notices[0].id == "from-pulled-file"
    assert inbox.acquisition.proof[-1].name == "file-hash"


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_serial_of_the_phone_is_not_in_the_file(tmp_path: Path, form: PulledForm) -> None:
    """It would name its owner's phone to whoever gets the file."""
    assert b"SECRET" not in pull(tmp_path / "in", form).read_bytes()


def test_the_hash_is_that_of_all_lines_after_the_first(tmp_path: Path) -> None:
    """As documented, so that other tools can check it."""
    header, _, rest = pull(tmp_path / "in").read_bytes().partition(b"\n")
    assert json.loads(header)["sha256"] == hashlib.sha256(rest).hexdigest()
    assert json.loads(header)["messages"] == len(rest.splitlines(keepends=False)) == 2


def test_both_forms_carry_the_same_hash_and_turn_into_each_other(tmp_path: Path) -> None:
    """JSON Lines → Parquet → JSON Lines gives the same messages to the byte."""
    lines = pull(tmp_path / "a").read_bytes().partition(b"\n")[2]
    table = pull(tmp_path / "b", "parquet", read_file(tmp_path / "a"))
    again = pull(tmp_path / "c", "jsonl", read_file(table))
    assert again.read_bytes().partition(b"\n")[2] == lines
    inbox = read_file(again)
    assert [n.id for n in inbox.acquisition.notices].count("from-pulled-file") == 1
    assert [step.name for step in inbox.acquisition.proof].count("file-hash") == 1


def test_parquet_is_an_ordinary_table_for_other_tools(tmp_path: Path) -> None:
    """The pandas of whoever gets it reads our columns."""
    frame = pd.read_parquet(pull(tmp_path / "in", "parquet"))
    assert frame["message_id"].tolist() == ["1", "2"]
    assert frame["received_ms"].tolist()[0] == 1_760_000_000_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"95555", b"95588"),
        (b'"message_id":"2"', b'"message_id":"3"'),
        (b"\n{", b"\r\n{"),
        (b'"fidelity":"proved"}\n', b'"fidelity":"proved"} \n'),
    ],
    ids=["sender", "id", "line ends", "blank"],
)
def test_a_changed_message_costs_the_inbox_its_proof(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    """It is still read, and nothing of it counts as proved."""
    path = pull(tmp_path / "in")
    header, newline, lines = path.read_bytes().partition(b"\n")
    path.write_bytes(header + (newline + lines).replace(old, new))
    inbox = read_file(path)
    assert len(inbox.messages) == 2
    assert inbox.acquisition.completeness == "unverified"
    assert set(inbox.messages["fidelity"]) == {"unverified"}
    assert "pulled-file-changed" in notices(inbox)
    assert inbox.acquisition.proof[-1].ok is False


def test_a_changed_row_of_parquet_costs_the_inbox_its_proof(tmp_path: Path) -> None:
    """The header stays, the text is another one."""
    import pyarrow as pa
    from pyarrow import parquet

    path = pull(tmp_path / "in", "parquet")
    table = parquet.read_table(path)
    bodies = pa.array(["changed", ""], table.schema.field("body").type)
    position = table.schema.get_field_index("body")
    parquet.write_table(table.set_column(position, table.schema.field("body"), bodies), path)
    inbox = read_file(path)
    assert inbox.messages["body"].tolist() == ["changed", ""]
    assert inbox.acquisition.completeness == "unverified"


def test_a_lost_line_is_told_with_both_counts(tmp_path: Path) -> None:
    """A file that was cut off between two lines looks whole otherwise."""
    path = pull(tmp_path / "in")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    inbox = read_file(path)
    [notice] = [n for n in inbox.acquisition.notices if n.id == "pulled-file-changed"]
    assert (notice.fields["count"], notice.fields["noted"]) == (1, 2)
    assert (inbox.acquisition.read, inbox.acquisition.expected) == (1, 2)


@pytest.mark.parametrize(
    "line",
    [
        b'{"message_id":"3","body',
        b"[]",
        b'{"body":"no id"}',
        b'{"message_id":"3","received_ms":99999999999999999999}',
        b'{"message_id":"3","utc_offset_min":90000}',
        b'{"message_id":"3","box":"elsewhere"}',
        b'{"message_id":"3","body":"\xff"}',
    ],
)
def test_a_bad_line_is_told_with_its_number_and_loses_no_other(tmp_path: Path, line: bytes) -> None:
    """Line 4: the header counts as line 1."""
    path = pull(tmp_path / "in")
    path.write_bytes(path.read_bytes() + line + b"\n")
    inbox = read_file(path)
    assert len(inbox.messages) == 2
    assert [bad.fields["number"] for bad in inbox.acquisition.bad_rows] == [4]
    assert inbox.acquisition.completeness == "unverified"


def test_an_unproved_inbox_stays_unproved_however_well_its_hash_agrees(tmp_path: Path) -> None:
    """A converted backup was never proved; its lost records are told again."""
    acquisition = replace(
        ACQUISITION,
        completeness="unverified",
        bad_rows=(BadRow(place="line {number}", reason="odd", fields={"number": 9}),),
    )
    inbox = read_file(pull(tmp_path / "in", inbox=Inbox(INBOX.messages, acquisition)))
    assert inbox.acquisition.completeness == "unverified"
    assert inbox.acquisition.bad_rows == ()
    assert "unreadable-when-pulled" in notices(inbox)


def damage(header: dict[str, Any], how: str) -> object:
    """Return a header with one thing wrong."""
    if how == "no-acquisition":
        del header["acquisition"]
    elif how == "field-of-a-sentence-missing":
        header["acquisition"]["proof"][0]["fields"] = {}
    elif how == "sentence-reaches-into-objects":
        header["acquisition"]["notices"][0]["message"] = "{n.__class__}"
    elif how == "sentence-is-endless":
        header["acquisition"]["proof"][0]["detail"] = "{n:999999999}"
    elif how == "wrong-type":
        header["messages"] = "two"
    return header


@pytest.mark.parametrize(
    "how",
    [
        "no-acquisition",
        "field-of-a-sentence-missing",
        "sentence-reaches-into-objects",
        "sentence-is-endless",
        "wrong-type",
    ],
)
def test_a_damaged_header_is_refused_in_words(tmp_path: Path, how: str) -> None:
    """Nothing of it is half-believed."""
    path = pull(tmp_path / "in")
    header, _, rest = path.read_bytes().partition(b"\n")
    path.write_bytes(json.dumps(damage(json.loads(header), how)).encode() + b"\n" + rest)
    with pytest.raises(InputError, match="header of .* is damaged"):
        read_file(path)


def test_a_file_of_a_later_version_asks_for_an_update(tmp_path: Path) -> None:
    """Instead of reading it wrongly."""
    path = tmp_path / "in"
    path.write_text('{"sms_scanner_inbox": 2}\n')
    with pytest.raises(InputError, match="newer"):
        read_file(path)


def test_several_files_make_one_inbox_that_is_not_proved(tmp_path: Path) -> None:
    """A message that stands in a pulled inbox and in a backup of it counts once."""
    other = tmp_path / "other.jsonl"
    record = {"address": "95555", "body": MESSAGES[0].body, "received_ms": 1_760_000_000_000}
    other.write_text(json.dumps(record) + '\n{"body": "more"}\n')
    inbox = read_files([pull(tmp_path / "in"), other])
    assert len(inbox.messages) == 3
    assert set(inbox.messages["inbox_id"]) == {""}
    assert inbox.acquisition.completeness == "unverified"


def test_messages_of_the_demo_stay_marked_among_others(tmp_path: Path) -> None:
    """Nobody takes a report on them for one on a real inbox."""
    demo = Inbox(INBOX.messages, replace(ACQUISITION, source="demo"))
    assert read_file(pull(tmp_path / "in", inbox=demo)).acquisition.source == "demo"
    files = [pull(tmp_path / "in", inbox=demo), pull(tmp_path / "real")]
    assert read_files(files).acquisition.source == "demo"


def test_without_pyarrow_writing_parquet_names_what_to_install(tmp_path: Path) -> None:
    """In an interpreter that cannot import it."""
    program = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from pathlib import Path\n"
        "from scanner.inbox.files import read_file\n"
        "from scanner.inbox.files.pulled import write_pulled\n"
        "list(write_pulled(read_file(Path(sys.argv[1])), 'parquet'))\n"
    )
    command = [sys.executable, "-c", program, str(pull(tmp_path / "in"))]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "InputError: Writing Parquet needs pyarrow" in outcome.stderr

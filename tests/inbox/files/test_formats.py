"""Every form of file under every kind of damage: one bad record never loses another."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.backups import one_password
from support.formats import DAMAGE, FORMATS, PASSWORD, cut_in_half, records

from scanner.errors import InputError
from scanner.inbox.acquisition import Inbox
from scanner.inbox.files import read_file
from scanner.inbox.files.pulled import write_pulled
from scanner.message import from_frame

COUNT = 400
NOTHING_LEFT = {"Parquet"}
"""Keeps its index at the end: the file is refused in words."""


def read(path: Path) -> Inbox:
    """Read a file, with the password that all have."""
    return read_file(path, one_password(PASSWORD))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_bad_record_is_told_and_loses_no_other(tmp_path: Path, form: str, damage: str) -> None:
    """All messages are there; only our own fields, which promise it, refuse a bad time."""
    path = tmp_path / "in"
    FORMATS[form](path, DAMAGE[damage](records(COUNT)))
    inbox = read(path)
    acquisition = inbox.acquisition
    is_strict = form == "JSONL, our fields"
    lost = 1 if is_strict and damage == "an impossible date" else 0
    extra = 1 if is_strict and damage == "a row twice" else 0
    assert acquisition.read == COUNT - lost + extra
    assert len(acquisition.bad_rows) == lost
    assert len(acquisition.mended) == (1 if damage == "an impossible date" and not lost else 0)
    assert acquisition.skipped == (1 if damage == "a row twice" and not extra else 0)
    told = {notice.id for notice in acquisition.notices}
    assert ("without-text" in told) == (damage == "a missing body")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_breaks_off_keeps_what_came_before(tmp_path: Path, form: str) -> None:
    """Never all of it, and never without a word."""
    path = tmp_path / "in"
    FORMATS[form](path, records(COUNT))
    cut_in_half(path)
    if form in NOTHING_LEFT:
        with pytest.raises(InputError):
            read(path)
        return
    inbox = read(path)
    assert 0 < inbox.acquisition.read < COUNT
    told = {notice.id for notice in inbox.acquisition.notices}
    assert inbox.acquisition.bad_rows or "last-line-without-end" in told
    assert len(inbox.acquisition.bad_rows) <= 2


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("pulled", ["jsonl", "parquet"])
def test_each_is_turned_into_one_form_a_row_a_message(
    tmp_path: Path, form: str, pulled: str
) -> None:
    """As `pull --input` does; what is read again is what was there."""
    path, output = tmp_path / "in", tmp_path / "out"
    FORMATS[form](path, records(COUNT))
    inbox = read(path)
    output.write_bytes(b"".join(write_pulled(inbox, pulled)))
    again = read(output)
    assert list(from_frame(again.messages)) == list(from_frame(inbox.messages))
    bodies = [str(record["body"]) for record in records(COUNT)]
    assert list(again.messages["body"]) == bodies

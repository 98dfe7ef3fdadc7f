"""Inboxes that are kept: only what is new is read, and a reading that broke off goes on."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support.command import Run

from scanner.demo_phone.phone import DemoPhone
from scanner.demo_phone.provider import StoredSms

Connect = Callable[..., tuple[list[DemoPhone], dict[str, str]]]
START_MS = 1_760_000_000_000


def stored(numbers: Sequence[int]) -> list[StoredSms]:
    """Return messages with these ids."""
    return [
        StoredSms(id=n, address="95588", body=f"第{n}条 " + "x" * 500, date=START_MS + n)
        for n in numbers
    ]


def texts_asked(phone: DemoPhone) -> list[str]:
    """Return a list to which every question for texts is added from now on."""
    asked: list[str] = []

    def note(arguments: Sequence[str]) -> None:
        line = " ".join(arguments)
        if "CAST(body AS BLOB)) AS b" in line:
            asked.append(line)

    phone.before_query = note
    return asked


def bodies(path: Path) -> list[str]:
    """Return the texts in a pulled inbox."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(header)["acquisition"]["completeness"] == "proved"
    return [json.loads(line)["body"] for line in lines]


def test_a_second_pull_into_the_same_file_reads_only_what_is_new(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """And with --fresh everything; the file is the same either way."""
    [phone], environment = connect("android-14", messages=stored(range(1, 50)))
    pull = ("pull", "--serial", phone.address, "--output", "inbox.jsonl")
    assert run(*pull, **environment).returncode == 0
    phone.insert(*stored([50, 51]))
    asked = texts_asked(phone)
    outcome = run(*pull, **environment)
    assert outcome.returncode == 0, outcome.stderr
    assert "not asked for again" in outcome.stderr
    assert [("_id>=50" in line) for line in asked] == [True]
    again = bodies(tmp_path / "inbox.jsonl")
    assert len(again) == 51
    assert run(*pull, "--fresh", **environment).returncode == 0
    assert len(asked) > 1
    assert bodies(tmp_path / "inbox.jsonl") == again
    assert not list(tmp_path.glob("*.part"))


def test_a_pull_that_is_killed_leaves_nothing_that_looks_whole_and_goes_on(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """Kill -9 in the middle; the rest is told for what it is, and spares the texts in it."""
    [phone], environment = connect("android-14", messages=stored(range(1, 3001)))
    asked = texts_asked(phone)
    note, output, part = phone.before_query, tmp_path / "in", tmp_path / "in.part"
    command = [sys.executable, "-m", "scanner", "pull", "-s", phone.address, "-o", str(output)]
    process = subprocess.Popen(command, env={**os.environ, **environment}, cwd=tmp_path)

    def kill(arguments: Sequence[str]) -> None:
        note(arguments)
        if len(asked) == 3:
            for _ in range(200):
                if part.exists() and part.stat().st_size > 100_000:
                    break
                time.sleep(0.05)
            process.send_signal(signal.SIGKILL)

    phone.before_query = kill
    process.wait(60)
    assert not output.exists()
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    for command in (["scan", "--input", part], ["classify", part]):
        outcome = run(*command)
        assert outcome.returncode == 2
        assert "interrupted reading" in outcome.stderr
    known = part.read_bytes().count(b"\n") - 1
    assert 0 < known < 3000
    phone.before_query = note
    asked.clear()
    outcome = run("pull", "-s", phone.address, "-o", output, **environment)
    assert outcome.returncode == 0, outcome.stderr
    below = [int(found[1]) for line in asked if (found := re.search(r"_id<(\d+)", line))]
    assert max(below) <= 3002 - known
    assert len(bodies(output)) == 3000
    assert not part.exists()


def test_a_pull_that_breaks_off_says_how_to_go_on(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """The cable was pulled out."""
    [phone], environment = connect("android-14", messages=stored(range(1, 3001)))
    asked = texts_asked(phone)
    note = phone.before_query

    def unplug(arguments: Sequence[str]) -> None:
        note(arguments)
        if len(asked) == 3:
            phone.unplug()

    phone.before_query = unplug
    outcome = run("pull", "-s", phone.address, "-o", tmp_path / "in", **environment)
    assert outcome.returncode == 75
    assert "in.part" in outcome.stderr
    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize("damage", ["edited", "torn", "another phone", "no header"])
def test_what_is_kept_is_never_trusted(
    run: Run, connect: Connect, tmp_path: Path, damage: str
) -> None:
    """Whatever happened to it, the inbox is the phone's."""
    [phone], environment = connect("android-14", messages=stored(range(1, 30)))
    path = tmp_path / "in"
    assert run("pull", "-s", phone.address, "-o", path, **environment).returncode == 0
    whole = bodies(path)
    text = path.read_text(encoding="utf-8")
    header, _, rest = text.partition("\n")
    if damage == "edited":
        path.write_text(text.replace("第7条", "第8条"), encoding="utf-8")
    elif damage == "torn":
        path.write_text(text[: len(text) // 2], encoding="utf-8")
    elif damage == "no header":
        path.write_text(rest, encoding="utf-8")
    else:
        changed = json.loads(header)
        changed["acquisition"]["device"]["key"] = "0" * 32
        path.write_text(json.dumps(changed, ensure_ascii=False) + "\n" + rest, encoding="utf-8")
    assert run("pull", "-s", phone.address, "-o", path, **environment).returncode == 0
    assert bodies(path) == whole


def test_scans_keep_the_inbox_only_if_asked_and_forget_removes_it(
    run: Run, connect: Connect, tmp_path: Path
) -> None:
    """Once kept, later scans use it, with the same verdicts; `history forget` takes it away."""
    state = tmp_path / "state"
    [phone], environment = connect("android-14", messages=stored(range(1, 30)))
    environment |= {"SMS_SCANNER_STATE": str(state)}
    scan = ("scan", "-s", phone.address, "-f", "json", "-o")
    assert run(*scan, "a.json", **environment).returncode == 0
    assert not (state / "inboxes").exists()
    assert run(*scan, "b.json", "--keep", **environment).returncode == 0
    [kept] = (state / "inboxes").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert phone.address not in kept.read_text(encoding="utf-8")
    phone.insert(*stored([30]))
    asked = texts_asked(phone)
    assert run(*scan, "c.json", **environment).returncode == 0
    assert ["_id>=30" in line for line in asked] == [True]
    messages = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["messages"]
    assert len(messages) == 30
    assert run("history", "forget", "1", "--yes", **environment).returncode == 0
    assert not list((state / "inboxes").iterdir())

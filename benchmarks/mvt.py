"""Compare with MVT (`mvt-android check-backup`): messages kept of damaged backups, time and memory.

    python3 -m venv mvt && mvt/bin/pip install mvt
    .venv/bin/python benchmarks/mvt.py mvt/bin/mvt-android

Both read the same files, made here; MVT writes its sms.json, ours is `pull --input`. MVT is run as
it is installed, without indicators; it is no part of this program, and nothing of it is used here.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from support.backups import android_backup, columns, telephony_files

PASSWORD = "geheim"
PER_FILE = 1000
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Case:
    """A backup, and how many messages it holds."""

    name: str
    data: bytes
    messages: int
    password: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of it."""

    kept: int
    exit_code: int
    seconds: float
    peak_mib: float
    told: bool
    """Whether it said, by exit code or on the screen, that something is missing or wrong."""


def rows(count: int) -> Rows:
    """Return received messages with a link in each, as of an inbox."""
    return [
        columns(n, f"【招商银行】第{n}条：您尾号{n % 10000:04}的账单，详见 https://example.com/{n}")
        for n in range(1, count + 1)
    ]


def files(messages: Rows) -> dict[str, bytes]:
    """Return them as the backup agent's files."""
    return telephony_files(
        *(messages[start : start + PER_FILE] for start in range(0, len(messages), PER_FILE))
    )


def cases() -> Iterator[Case]:
    """Yield ten thousand messages, whole and damaged in the ways that people bring."""
    whole = rows(10_000)
    yield Case("whole", android_backup(files(whole)), 10_000)
    yield Case("encrypted", android_backup(files(whole), password=PASSWORD), 10_000, PASSWORD)
    yield Case("wrong password", android_backup(files(whole), password=PASSWORD), 10_000, "wrong")
    for name, change in (
        ("a message without body", {"body": None}),
        ("a message with an empty body", {"body": ""}),
        ("a message without sender", {"address": None}),
        ("a date in the year 300,000,000", {"date": str(9 * 10**18)}),
        ("a date that is no number", {"date": "yesterday"}),
        ("columns that makers added", {"sim_slot": "1", "block_type": "0", "out_time": "x"}),
    ):
        changed = {**whole[5000], **change}
        some = [*whole[:5000], {k: v for k, v in changed.items() if v is not None}, *whole[5001:]]
        yield Case(name, android_backup(files(some)), 10_000)
    torn = files(whole)
    middle = list(torn)[4]
    torn[middle] = torn[middle][: len(torn[middle]) // 2]
    yield Case("one of ten files cut in half", android_backup(torn), 10_000)
    data = android_backup(files(whole), compress=False)
    yield Case("the backup cut in half", data[: len(data) // 2], 10_000)


def run(command: Sequence[str], log: Path) -> tuple[int, float, float]:
    """Run a command and return exit code, seconds and peak MiB."""
    started = time.perf_counter()
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.perf_counter() - started, usage.ru_maxrss / 1024


def mvt(program: str, case: Case, path: Path, folder: Path) -> Outcome:
    """Let MVT read a backup."""
    output = folder / "mvt"
    command = [program, "--disable-update-check", "--disable-indicator-update-check"]
    command += ["check-backup", "--non-interactive", "--output", str(output)]
    command += ["--backup-password", case.password] if case.password else []
    code, seconds, peak = run([*command, str(path)], folder / "log")
    written = output / "sms.json"
    kept = len(json.loads(written.read_text())) if written.exists() else 0
    log = (folder / "log").read_text(errors="replace")
    told = code != 0 or "Traceback" in log
    return Outcome(kept, code, seconds, peak, told)


def ours(case: Case, path: Path, folder: Path) -> Outcome:
    """Read it ourselves."""
    output = folder / "ours.jsonl"
    command = [sys.executable, "-m", "scanner", "pull", "--input", str(path), "-o", str(output)]
    command += ["--password", case.password] if case.password else []
    code, seconds, peak = run(command, folder / "log")
    kept = 0
    if output.exists():
        with output.open(encoding="utf-8") as lines:
            kept = json.loads(lines.readline())["messages"]
    log = (folder / "log").read_text(errors="replace")
    told = code != 0 or "kept all the same" in log or "have no text" in log
    return Outcome(kept, code, seconds, peak, told)


def damage(program: str) -> None:
    """Print how many messages each keeps of each backup."""
    print("| backup of 10,000 messages | MVT keeps | exit | told | ours keeps | exit | told |")
    print("|---|---|---|---|---|---|---|")
    for case in cases():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            path = folder / "backup.ab"
            path.write_bytes(case.data)
            theirs, own = mvt(program, case, path, folder), ours(case, path, folder)
        cells = [
            f"{outcome.kept:,} | {outcome.exit_code} | {'yes' if outcome.told else 'no'}"
            for outcome in (theirs, own)
        ]
        print(f"| {case.name} | {' | '.join(cells)} |", flush=True)


def speed(program: str, count: int) -> None:
    """Print time and memory for a large backup."""
    print(f"\n| {count:,} messages | MVT | ours | ours / MVT |")
    print("|---|---|---|---|")
    messages = files(rows(count))
    for name, password in (("zlib", None), ("zlib, AES-256", PASSWORD)):
        case = Case(name, android_backup(messages, password=password), count, password)
        with tempfile.TemporaryDirectory() as folder_name:
            folder = Path(folder_name)
            path = folder / "backup.ab"
            path.write_bytes(case.data)
            best = [
                min((one() for _ in range(3)), key=lambda outcome: outcome.seconds)
                for one in (
                    lambda: mvt(program, case, path, folder),  # noqa: B023 - used at once
                    lambda: ours(case, path, folder),  # noqa: B023
                )
            ]
        theirs, own = best
        assert own.kept == count
        print(
            f"| {name} | {theirs.seconds:.1f} s, {theirs.peak_mib:.0f} MiB, {theirs.kept:,} kept "
            f"| {own.seconds:.1f} s, {own.peak_mib:.0f} MiB, {own.kept:,} kept "
            f"| {own.seconds / theirs.seconds:.1f} x time, "
            f"{own.peak_mib / theirs.peak_mib:.1f} x memory |",
            flush=True,
        )


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    damage(sys.argv[1])
    speed(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)

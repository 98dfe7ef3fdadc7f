"""One inbox in every form of file that is read, and the damage that people bring."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pandas as pd
from support.backups import android_backup, columns, database, telephony_files

Record = dict[str, object]
Write = Callable[[Path, list[Record]], None]
PASSWORD = "geheim"
START_MS = 1_773_451_800_000


def records(count: int) -> list[Record]:
    """Return received messages in Android's columns."""
    return [
        {
            "_id": n,
            "address": f"1069{n % 7:04}",
            "date": START_MS + n * 60_000,
            "type": 1,
            "read": 1,
            "body": f"【招商银行】第{n}条：请于今日还款",
        }
        for n in range(1, count + 1)
    ]


def _agent(rows: list[Record]) -> dict[str, bytes]:
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return telephony_files(*([_as_text(row) for row in block] for block in blocks))


def _as_text(row: Record) -> dict[str, str]:
    return columns(0, None, **{k: v for k, v in row.items() if k != "body"}) | (
        {} if row["body"] is None else {"body": str(row["body"])}
    )


def _folder(path: Path, rows: list[Record]) -> None:
    for name, content in _agent(rows).items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)


def _xml(path: Path, rows: list[Record]) -> None:
    elements = (
        "<sms {} />".format(
            " ".join(
                f"{k}={quoteattr('null' if v is None else str(v))}"
                for k, v in row.items()
                if k != "_id" and not (k == "body" and v is None)
            )
        )
        for row in rows
    )
    text = "\n".join(["<?xml version='1.0' encoding='UTF-8' ?>", "<smses>", *elements, "</smses>"])
    path.write_text(text, encoding="utf-8")


def _lines(rows: list[Record]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _zip(path: Path, rows: list[Record]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("messages.ndjson", _lines(rows))


def _database(path: Path, rows: list[Record]) -> None:
    makers = {name for row in rows for name in row} - set(rows[0]) - {"type"}
    schema = "CREATE TABLE sms (row INTEGER PRIMARY KEY, " + ", ".join([*rows[0], *makers]) + ")"
    database(path, rows, schema)


def _csv(path: Path, rows: list[Record]) -> None:
    names = {"address": "号码", "body": "内容", "date": "时间"}
    frame = pd.DataFrame(rows, dtype=object).rename(columns=names)
    frame.drop(columns=["_id", "type", "read"]).to_csv(path, index=False, encoding="gb18030")


def _ours(rows: list[Record]) -> list[Record]:
    renamed = {"_id": "message_id", "date": "received_ms"}
    return [{renamed.get(k, k): v for k, v in row.items() if k != "type"} for row in rows]


FORMATS: dict[str, Write] = {
    "adb backup": lambda p, r: _bytes(p, android_backup(_agent(r), compress=False)),
    "adb backup, zlib": lambda p, r: _bytes(p, android_backup(_agent(r))),
    "adb backup, AES": lambda p, r: _bytes(p, android_backup(_agent(r), password=PASSWORD)),
    "telephony folder": _folder,
    "SMS Backup & Restore": _xml,
    "SMS I/E ZIP": _zip,
    "SMS I/E NDJSON": lambda p, r: _bytes(p, _lines(r).encode()),
    "SMS I/E JSON": lambda p, r: _bytes(p, json.dumps(r, ensure_ascii=False).encode()),
    "mmssms.db": _database,
    "CSV, Chinese names, GB 18030": _csv,
    "JSONL, our fields": lambda p, r: _bytes(p, _lines(_ours(r)).encode()),
    "Parquet": lambda p, r: pd.DataFrame(r, dtype=object).astype({"date": str}).to_parquet(p),
}


def _bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _changed(**values: object) -> Callable[[list[Record]], list[Record]]:
    def change(rows: list[Record]) -> list[Record]:
        middle = len(rows) // 2
        return [*rows[:middle], {**rows[middle], **values}, *rows[middle + 1 :]]

    return change


def _repeated(rows: list[Record]) -> list[Record]:
    return [*rows, rows[3]]


DAMAGE: dict[str, Callable[[list[Record]], list[Record]]] = {
    "none": list,
    "a missing body": _changed(body=None),
    "an impossible date": _changed(date=9 * 10**18),
    "a row twice": _repeated,
    "a column more": _changed(sim_slot=1),
}


def cut_in_half(path: Path) -> None:
    """Let a file, or the greatest one in a folder, break off."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    victim = max(files, key=lambda p: p.stat().st_size)
    victim.write_bytes(victim.read_bytes()[: victim.stat().st_size // 2])

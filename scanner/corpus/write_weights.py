"""Writes fitted weights into rule files, and leaves everything else in them as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.ruleset.ruleset import Ruleset


def write_weights(ruleset: Ruleset, weights: Mapping[str, float], today: date) -> list[Path]:
    """Write weights into the files of their rules, each with the next version and today's date.

    The lines are edited in place, so that comments and layout stay. Of a folder with a
    scoring.toml, that file's date is set too: it names the rule set. Returns the changed files.

    Raises:
        InputError: a file cannot be written, or one of its fields does not stand on a line of its
            own; nothing was written then.
    """
    texts: dict[Path, str] = {}
    for rule_id, weight in weights.items():
        rule, path = ruleset.rules[rule_id], ruleset.files[rule_id]
        fields = {
            "weight": repr(float(weight)),
            "version": str(rule.version + 1),
            "updated": today.isoformat(),
        }
        texts[path] = _with_fields(path, fields)
    for scoring in {s for path in texts if (s := _scoring_beside(path)) is not None}:
        texts[scoring] = _with_fields(scoring, {"updated": today.isoformat()})
    for path, text in texts.items():
        _write(path, text)
    return list(texts)


def _with_fields(path: Path, fields: Mapping[str, str]) -> str:
    """Return a file's text with the values of these top-level fields replaced."""
    text = path.read_bytes().decode("utf-8")  # as it is: line ends are part of the layout
    for name, value in fields.items():
        text, count = re.subn(
            rf"(?m)^({name}[ \t]*=[ \t]*)[^\s#]+", rf"\g<1>{value}", text, count=1
        )
        if not count:
            raise InputError(
                N_("{path}: the field {field} does not stand on a line of its own."),
                N_("Write it as `{field} = …` on one line, then fit again. Nothing was changed."),
                path=path,
                field=name,
            )
    return text


def _scoring_beside(path: Path) -> Path | None:
    """Return the scoring.toml of the rule set that a rule file belongs to, if it has one."""
    return next((s for p in path.parents if (s := p / "scoring.toml").is_file()), None)


def _write(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise InputError(
            N_("{path} cannot be written: {reason}."),
            N_("Copy the rules into a folder of your own and name it with --rules."),
            path=path,
            reason=error.strerror,
        ) from error

"""A measurement kept in a file, and what changed since: which rows, and for better or worse.

The file holds ids and answers, never a message's text or what it claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from scanner.corpus.claims import compare_claims
from scanner.corpus.rows import Row
from scanner.corpus.trials import Trial
from scanner.errors import InputError
from scanner.i18n import N_

Aspect = Literal["kind", "verdict", "violations", "claims"]


class Answer(msgspec.Struct, frozen=True):
    """What was said of one row."""

    kind: str
    verdict: str = ""
    violations: tuple[str, ...] = ()
    wrong_claims: tuple[str, ...] = ()
    """Fields of the claims that differ from the labels."""


class Run(msgspec.Struct, frozen=True):
    """What was said of all rows, by which rules."""

    ruleset: str
    answers: dict[str, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that is answered otherwise than before."""

    row_id: str
    aspect: Aspect
    before: str
    after: str
    labelled: str
    """"" = nobody said."""

    @property
    def worth(self) -> int:
        """1 = right now, -1 = was right before, 0 = neither, or nobody said."""
        return (self.after == self.labelled) - (self.before == self.labelled)


def run_of(trials: Iterable[Trial], ruleset_id: str) -> Run:
    """Return what is kept of these trials."""
    return Run(ruleset_id, {t.row.id: _answer(t) for t in trials})


def encode_run(run: Run) -> bytes:
    """Return the run as the text of its file."""
    return msgspec.json.format(msgspec.json.encode(run), indent=1) + b"\n"


def read_run(path: Path) -> Run:
    """Return a run that was kept.

    Raises:
        InputError: the file cannot be read or is not one of these.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Run)
    except (OSError, msgspec.DecodeError) as error:
        raise InputError(
            N_("{path} is not a measurement that can be compared: {reason}."),
            N_("Make one with `sms-scanner rules measure … --output FILE`."),
            path=path,
            reason=getattr(error, "strerror", None) or error,
        ) from error


def changes(before: Run, trials: Sequence[Trial]) -> list[Change]:
    """Return the rows of both runs that are answered otherwise, in order of aspect and row."""
    found = [
        change
        for trial in trials
        if (old := before.answers.get(trial.row.id)) is not None
        for change in _changes(trial.row, _shown(old), _shown(_answer(trial)))
    ]
    return sorted(found, key=lambda c: (_ASPECTS.index(c.aspect), c.worth))


_ASPECTS: tuple[Aspect, ...] = ("kind", "verdict", "violations", "claims")


def _changes(
    row: Row, before: Mapping[Aspect, str], after: Mapping[Aspect, str]
) -> Iterator[Change]:
    labels = _labels(row)
    for aspect in _ASPECTS:
        if before[aspect] != after[aspect]:
            yield Change(
                row_id=row.id,
                aspect=aspect,
                before=before[aspect],
                after=after[aspect],
                labelled=labels.get(aspect, ""),
            )


def _answer(trial: Trial) -> Answer:
    wrong: tuple[str, ...] = ()
    if trial.row.claims is not None:
        compared = compare_claims(trial.row.claims, trial.claims)
        wrong = tuple(name for name, hits in compared.items() if hits.wrong or hits.missed)
    return Answer(trial.kind, trial.verdict or "n/a", tuple(sorted(trial.violations)), wrong)


def _shown(answer: Answer) -> dict[Aspect, str]:
    return {
        "kind": answer.kind,
        "verdict": answer.verdict,
        "violations": ", ".join(answer.violations) or "-",
        "claims": ", ".join(answer.wrong_claims) or "-",
    }


def _labels(row: Row) -> dict[Aspect, str]:
    labels: dict[Aspect, str] = {}
    if row.kind is not None:
        labels["kind"] = row.kind
    if row.verdict is not None or row.kind == "none":
        labels["verdict"] = row.verdict or "n/a"
    if row.violations is not None:
        labels["violations"] = ", ".join(sorted(row.violations)) or "-"
    if row.claims is not None:
        labels["claims"] = "-"
    return labels

"""What a corpus says of the rules: one set of figures for all rows, each language, each source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from scanner.corpus.claims import FIELDS, compare_claims
from scanner.corpus.figures import Confusion, Hits, Share, hits_of
from scanner.corpus.trials import Trial
from scanner.judging.model import VERDICTS, Kind
from scanner.ruleset.model import ViolationId

KINDS: tuple[Kind, ...] = get_args(Kind)
NO_VERDICT = "n/a"
TEXT_VERDICTS = ("genuine_looking", "suspicious", "likely_forged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Figures of some rows. Each counts only the rows whose labels can tell."""

    rows: int
    detection: Hits
    """Is it a collection-style message?"""
    alarm: Hits
    """Is the reader warned (suspicious, likely forged)?"""
    kind: Confusion
    verdict: Confusion
    """Of rows labelled with a verdict: the verdict, or `n/a` where they were passed over."""
    text_verdict: Confusion
    """Of texts judged alone: `unverified` and `consistent` both are `genuine_looking`."""
    claims: dict[str, Hits]
    violations: dict[ViolationId, Hits]
    forged_called_consistent: Share
    consistent_called_forged: Share
    ordinary_detected: Share
    """Messages about no debt, or without labels, that are called collection-style."""
    ordinary_alarmed: Share

    @property
    def all_violations(self) -> Hits:
        """Every violation together."""
        return sum(self.violations.values(), Hits())


def measure(trials: Sequence[Trial]) -> Measurement:
    """Return the figures of these trials."""
    owed = [t for t in trials if t.row.verdict is not None]
    ordinary = [t for t in trials if t.row.kind in (None, "none") and not t.row.is_collection]
    return Measurement(
        rows=len(trials),
        detection=hits_of(
            (t.row.is_collection, t.is_collection)
            for t in trials
            if t.row.is_collection is not None
        ),
        alarm=hits_of((t.row.alarm, t.alarm) for t in trials if t.row.alarm is not None),
        kind=Confusion(((t.row.kind, t.kind) for t in trials if t.row.kind is not None), KINDS),
        verdict=Confusion(
            ((t.row.verdict or NO_VERDICT, t.verdict or NO_VERDICT) for t in owed),
            (*VERDICTS, NO_VERDICT),
        ),
        text_verdict=Confusion(_text_verdicts(trials), (*TEXT_VERDICTS, NO_VERDICT)),
        claims=_claims(trials),
        violations=_violations(trials),
        forged_called_consistent=_called(owed, "likely_forged", "consistent"),
        consistent_called_forged=_called(owed, "consistent", "likely_forged"),
        ordinary_detected=_share(t.is_collection for t in ordinary),
        ordinary_alarmed=_share(t.alarm for t in ordinary),
    )


def measure_by(trials: Iterable[Trial], name_of: Callable[[Trial], str]) -> dict[str, Measurement]:
    """Return the figures of each group of trials, by its name, in order of the names."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[name_of(trial)].append(trial)
    return {name: measure(groups[name]) for name in sorted(groups)}


def _text_verdicts(trials: Iterable[Trial]) -> Iterable[tuple[str, str]]:
    for trial in trials:
        labelled = trial.row.text_verdict
        if labelled in (None, "n/a"):
            continue
        if trial.verdict is None:
            yield labelled, NO_VERDICT
        else:
            yield labelled, trial.verdict if trial.alarm else "genuine_looking"


def _claims(trials: Iterable[Trial]) -> dict[str, Hits]:
    total: dict[str, Hits] = defaultdict(Hits)
    for trial in trials:
        if trial.row.claims is not None:
            for name, hits in compare_claims(trial.row.claims, trial.claims).items():
                total[name] += hits
    return {name: total[name] for name in FIELDS if name in total}


def _violations(trials: Iterable[Trial]) -> dict[ViolationId, Hits]:
    told = [t for t in trials if t.row.violations is not None]
    pairs = {
        name: hits_of((name in (t.row.violations or ()), name in t.violations) for t in told)
        for name in get_args(ViolationId)
    }
    return {name: hits for name, hits in pairs.items() if hits != Hits()}


def _called(trials: Iterable[Trial], labelled: str, judged: str) -> Share:
    return _share(t.verdict == judged for t in trials if t.row.verdict == labelled)


def _share(answers: Iterable[bool]) -> Share:
    every = list(answers)
    return Share(sum(every), len(every))

"""Fits the weights of lists/wordings.tsv to labelled messages.

For each topic a logistic regression over the short runs of words: a weight is the log-odds that the
run speaks for, and counts as so many points beside those of the rules. What the rules say of the
same messages is not heard: they were written with these messages in sight, so they seem surer here
than they are of any other author's, and would leave the wording little to learn.
Runs that too few messages hold are left out, and the penalty on large weights keeps all others
small: a topic rests on many runs, never on one. Nothing is random.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scanner.corpus.rows import Row
from scanner.corpus.trials import try_rows
from scanner.errors import InputError
from scanner.i18n import N_
from scanner.judging.kinds import COLLECTION_AT, DUE_AT
from scanner.judging.model import COLLECTION_KINDS
from scanner.reading.grams import grams
from scanner.reading.views import views_of
from scanner.ruleset.load import parts_of
from scanner.ruleset.model import Rule, Wording, WordingTopic
from scanner.ruleset.ruleset import Ruleset
from scanner.ruleset.wordings import ANY, TOPICS, scale_of

LEAST_MESSAGES = 2
"""Runs that fewer messages hold are left out."""
_LEAST_WEIGHT = 0.15
"""Points below which a run is left out: it would move a text of 36 runs by as much."""
_INVERSE_PENALTY = 2.0
_RECEIVED_COUNT = 8.0
"""A row with a time of receipt counts as so many others: it stands for a message of somebody's
inbox, in whose proportions such sets are written, while the rest are lists of wordings."""
_DECIDED_AT: Mapping[WordingTopic, float] = {
    "past_due": COLLECTION_AT - 2.25,
    "bill": DUE_AT - 0.3,
}
"""Points of rules and wording together at which the odds are even; 0 for other topics. Less than
where the kind is decided, because among a phone's messages few are of either."""


@dataclass(frozen=True, slots=True)
class _Example:
    runs: frozenset[str]
    answer: bool
    counts: float


def without_wordings(ruleset: Ruleset) -> Ruleset:
    """Return the rule set without the rules that weigh the wording."""
    return replace(ruleset, rules={r.id: r for r in ruleset.rules.values() if not _weighs(r)})


def _weighs(rule: Rule) -> bool:
    return any(isinstance(part, Wording) for part in parts_of(rule.match))


def teaching(
    rows: Sequence[Row], ruleset: Ruleset, tell: Callable[[int], None] = lambda _: None
) -> list[Row]:
    """Return the rows to learn from: those with labels, and those that are ordinary messages.

    Collections of ordinary messages hold some about a debt or a bill. Where these rules find one
    in a row without labels, it is left out.

    Args:
        rows: of a corpus.
        ruleset: to judge by, without the rules that weigh the wording.
        tell: hears how many rows are judged.
    """
    unlabelled = [row for row in rows if not row.is_labelled]
    trials = try_rows(unlabelled, ruleset, tell)
    ordinary = {trial.row.id for trial in trials if trial.kind == "none"}
    return [row for row in rows if row.is_labelled or row.id in ordinary]


def learn(
    rows: Sequence[Row], tell: Callable[[int], None] = lambda _: None
) -> dict[str, tuple[float, ...]]:
    """Return the table: run -> weight for each of `TOPICS`, the most telling runs first.

    Args:
        rows: with labels; rows without count as ordinary messages.
        tell: hears how many topics are done.

    Raises:
        InputError: scikit-learn is missing, or the labels do not show both sides of any topic.
    """
    columns: dict[str, list[float]] = {ANY: [0.0] * len(TOPICS)}
    runs = [runs_of(row) for row in rows]
    fitted = 0
    for column, topic in enumerate(TOPICS):
        examples = [
            _Example(held, answer, _RECEIVED_COUNT if row.message.received_ms else 1.0)
            for row, held in zip(rows, runs, strict=True)
            if (answer := _answer(topic, row)) is not None
        ]
        if len({example.answer for example in examples}) == 2:
            fitted += 1
            for run, weight in _fit(examples, _DECIDED_AT.get(topic, 0.0)):
                columns.setdefault(run, [0.0] * len(TOPICS))[column] = weight
        tell(column + 1)
    if not fitted:
        raise InputError(
            N_("The corpus cannot teach anything: no topic has both hits and misses."),
            N_("Label more messages; docs/corpus.md tells how."),
        )
    telling = sorted(columns, key=lambda run: (run != ANY, -max(map(abs, columns[run])), run))
    return {run: tuple(columns[run]) for run in telling}


def runs_of(row: Row) -> frozenset[str]:
    """Return the different runs of a row's text."""
    return frozenset(run for run, _ in grams(views_of(row.message.body).skeleton.text))


def _answer(topic: WordingTopic, row: Row) -> bool | None:  # noqa: PLR0911 - one a topic
    """Return whether a row is of a topic; None where it says nothing of it."""
    if not row.is_labelled:
        return False if topic in ("past_due", "bill") else None
    if row.kind is None:
        return row.is_collection if topic == "past_due" else None
    if topic == "past_due":
        return row.kind in COLLECTION_KINDS
    if topic == "bill":
        return None if row.kind in COLLECTION_KINDS else row.kind == "due_reminder"
    if row.kind not in COLLECTION_KINDS:
        return None
    if topic == "legal":
        return row.kind == "legal_warning"
    if topic == "demand":
        return None if row.kind == "legal_warning" else row.kind == "payment_demand"
    return None if row.violations is None else topic in row.violations


def _fit(examples: Sequence[_Example], decided_at: float) -> Iterable[tuple[str, float]]:
    """Return the bias, as `ANY`, and the weight of each run that has one, in points."""
    linear_model, sparse = _libraries()
    holders = Counter(run for example in examples for run in example.runs)
    known = sorted(run for run, count in holders.items() if count >= LEAST_MESSAGES)
    place = {run: number for number, run in enumerate(known)}
    rows, places, values = [], [], []
    for number, example in enumerate(examples):
        held = sorted(place[run] for run in example.runs if run in place)
        rows += [number] * len(held)
        places += held
        values += [scale_of(len(example.runs))] * len(held)
    matrix = sparse.csr_matrix((values, (rows, places)), shape=(len(examples), len(known)))
    model = linear_model.LogisticRegression(
        C=_INVERSE_PENALTY, class_weight="balanced", max_iter=2000
    ).fit(
        matrix,
        [example.answer for example in examples],
        sample_weight=[example.counts for example in examples],
    )
    yield ANY, round(float(model.intercept_[0]) + decided_at, 2)
    for run, weight in zip(known, model.coef_[0], strict=True):
        if abs(weight) >= _LEAST_WEIGHT:
            yield run, round(float(weight), 2)


def _libraries() -> tuple[Any, Any]:
    try:
        from scipy import sparse
        from sklearn import linear_model
    except ImportError as error:
        raise InputError(
            N_("Learning needs scikit-learn, which is not installed."),
            N_("Install it: pip install 'sms-scanner[learn]'"),
        ) from error
    return linear_model, sparse

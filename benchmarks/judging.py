"""Compare the rules with a keyword list and with TF-IDF and logistic regression, in one table.

Everything is judged on messages that were not seen: the model is trained on the other folds (by
source, or by template where there are too few sources), and the rules are as they are. How fair
that is to the rules depends on who wrote them: on messages that their authors looked at, they look
better than they are. Give corpora that nobody tuned against.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer

from scanner.corpus.figures import Confusion, Share
from scanner.corpus.fit import folds_of
from scanner.corpus.measure import Measurement, measure, measure_by
from scanner.corpus.rows import Row, read_corpus
from scanner.corpus.tasks import task_of
from scanner.corpus.trials import Trial, try_rows
from scanner.judging.model import Kind, Verdict
from scanner.ruleset.load import load_ruleset
from scanner.ruleset.ruleset import Ruleset

KEYWORDS = re.compile(
    r"逾期|欠款|欠费|催收|催款|拖欠|未还|还款|起诉|立案|法院|律师函|失信"
    r"|overdue|past due|outstanding|unpaid|arrears|debt|collection|lawsuit|legal action",
    re.IGNORECASE,
)
"""What a plain filter looks for."""
ALARMING = re.compile(
    r"https?://|www\.|[a-z0-9-]{3,}\.(?:top|xyz|cc|shop|club|vip|com|cn)\b"
    r"|微信|QQ|whats ?app|telegram"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|立即|马上|immediately|urgent",
    re.IGNORECASE,
)
"""… and what it takes for suspicious."""


COLUMNS = (
    "language",
    "system",
    "detection F1",
    "kind right",
    "verdict macro F1",
    "alarm F1",
    "forged called consistent",
    "false finds",
    "false alarms",
)
FEWEST = 20
"""Languages with fewer messages are counted together."""


def main() -> None:
    """Print the table for the corpora that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path, help="labelled JSONL, see docs/corpus.md")
    parser.add_argument(
        "--ordinary",
        nargs="*",
        type=Path,
        default=[],
        help="JSONL of ordinary messages without labels, for false finds",
    )
    arguments = parser.parse_args()
    ruleset = load_ruleset()
    rows = read_corpus(arguments.corpus)
    ordinary = read_corpus(arguments.ordinary) if arguments.ordinary else ()
    ours = list(try_rows([*rows, *ordinary], ruleset))
    systems = {
        "keywords": [by_keywords(t) for t in ours],
        "TF-IDF + log. regression": by_model(ours, ruleset),
        "rules": ours,
    }
    print_tables(systems)


def by_keywords(trial: Trial) -> Trial:
    """Return the row as a plain filter judges it."""
    text = trial.row.message.body
    if not KEYWORDS.search(text):
        return answered(trial, "none", None)
    return answered(
        trial, "payment_demand", "suspicious" if ALARMING.search(text) else "unverified"
    )


def by_model(trials: Sequence[Trial], ruleset: Ruleset) -> list[Trial]:
    """Return the rows as models judge them that were trained on other folds."""
    labelled = [t for t in trials if t.row.kind is not None]
    cases = task_of("kind", labelled, ruleset).cases  # in the order of the trials
    by, folds = folds_of(cases)
    place = {id(case): number for number, case in enumerate(cases)}
    print(f"model: {len(labelled):,} messages in {len(folds)} folds, split by {by}")
    judged: dict[str, Trial] = {}
    for fold in folds:
        held_out = [labelled[place[id(case)]] for case in fold]
        seen = {t.row.id for t in held_out}
        answers = trained([t for t in labelled if t.row.id not in seen], held_out)
        judged |= {t.row.id: t for t in answers}
    rest = [t for t in trials if t.row.id not in judged]
    judged |= {t.row.id: t for t in trained(labelled, rest)} if rest else {}
    return [judged[t.row.id] for t in trials]


def trained(known: Sequence[Trial], asked: Sequence[Trial]) -> list[Trial]:
    """Return rows as judged by two models trained on others: one for kinds, one for verdicts."""
    kinds = classifier().fit([features(t.row) for t in known], [t.row.kind for t in known])
    told = [t for t in known if t.row.verdict is not None]
    texts = [features(t.row) for t in asked]
    verdicts = ["unverified"] * len(asked)
    if len({t.row.verdict for t in told}) > 1:
        model = classifier().fit([features(t.row) for t in told], [t.row.verdict for t in told])
        verdicts = model.predict(texts)
    return [
        answered(t, kind, None if kind == "none" else verdict)
        for t, kind, verdict in zip(asked, kinds.predict(texts), verdicts, strict=True)
    ]


def classifier() -> Pipeline:
    """Return the model: words and character n-grams of the text, and the shape of the sender."""
    vectors = make_union(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
        make_pipeline(
            FunctionTransformer(_words_only),
            TfidfVectorizer(token_pattern=r"\S+", min_df=2, sublinear_tf=True),
        ),
    )
    return make_pipeline(vectors, LogisticRegression(C=20, max_iter=2000, class_weight="balanced"))


def features(row: Row) -> str:
    """Return what the model reads: the sender's shape as a word, then the text."""
    sender = row.message.address or ""
    shape = re.sub(r"\d", "0", re.sub(r"[A-Za-z]+", "a", sender[:6]))
    return f"from_{shape}_{len(sender)} {row.message.body.lower()}"


def _words_only(texts: Sequence[str]) -> list[str]:
    return [" ".join(re.findall(r"[a-z_0-9]+|[\u4e00-\u9fff]{1,2}", text)) for text in texts]


def answered(trial: Trial, kind: Kind, verdict: Verdict | None) -> Trial:
    """Return the row with another system's answer; it reads no claims."""
    return replace(
        trial,
        kind=kind,
        verdict=verdict,
        violations=frozenset(),
        claims={},
        fired=frozenset(),
    )


def print_tables(systems: dict[str, list[Trial]]) -> None:
    """Print all figures, one block a language, one line a system."""
    table = Table(*COLUMNS)
    everything = {name: measure(trials) for name, trials in systems.items()}
    add_rows(table, "all", everything)
    frequent = Counter(t.row.language for t in next(iter(systems.values())))

    def language_of(trial: Trial) -> str:
        return trial.row.language if frequent[trial.row.language] >= FEWEST else "others"

    per_language = {n: measure_by(t, language_of) for n, t in systems.items()}
    for language in next(iter(per_language.values())):
        figures = {name: groups[language] for name, groups in per_language.items()}
        if any(f.detection.right + f.detection.missed for f in figures.values()):
            add_rows(table, f"{language} ({next(iter(figures.values())).rows:,})", figures)
    Console(width=160).print(table)


def add_rows(table: Table, language: str, figures: dict[str, Measurement]) -> None:
    """Add the lines of one language."""
    for name, f in figures.items():
        table.add_row(
            language,
            name,
            f"{f.detection.f1:.3f}",
            f"{f.kind.accuracy.value:.3f}",
            number(f.verdict),
            f"{f.alarm.f1:.3f}",
            counts(f.forged_called_consistent),
            counts(f.ordinary_detected),
            counts(f.ordinary_alarmed),
        )
        language = ""
    table.add_section()


def number(confusion: Confusion) -> str:
    """Return a macro F1; "-" of nothing."""
    return f"{confusion.macro_f1:.3f}" if confusion.counts else "-"


def counts(share: Share) -> str:
    """Return "3 / 120" and, of many, how many in 10,000."""
    per = f" ({10_000 * share.value:.1f} in 10,000)" if share.whole >= 1000 else ""
    return f"{share.part} / {share.whole}{per}" if share.whole else "-"


if __name__ == "__main__":
    main()

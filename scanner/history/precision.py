"""How often each rule was right, on the messages that a person has labelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scanner.corpus.figures import Share
from scanner.history.changes import rules_of
from scanner.history.model import Finding, Review
from scanner.ruleset.model import Direction


@dataclass(frozen=True, slots=True)
class Precision:
    """Labelled messages on which a rule fired and said the truth, or did not."""

    rule: str
    right: int
    wrong: int

    @property
    def share(self) -> Share:
        """Right of all, with its interval: wide where labels are few."""
        return Share(self.right, self.right + self.wrong)


def precision_of_rules(
    labelled: Iterable[tuple[Finding, Review]], directions: Mapping[str, Direction]
) -> list[Precision]:
    """Return the precision of each rule that fired on a labelled message, the worst first.

    A rule that speaks for forgery is right on a forgery, one that speaks for a genuine sender on
    anything else, and one that tells the kind on any message about a debt. Rules that weigh nothing
    and rules of conduct say nothing that such a label could refute, so they are left out; so are
    labels from which the truth does not follow.

    Args:
        labelled: findings with what the person thinks of them.
        directions: of the rules that exist today.
    """
    counts: dict[str, list[int]] = {}
    for finding, review in labelled:
        for rule in rules_of(finding):
            right = _is_right(directions.get(rule), review)
            if right is not None:
                counts.setdefault(rule, [0, 0])[not right] += 1
    found = [Precision(rule, right, wrong) for rule, (right, wrong) in counts.items()]
    return sorted(found, key=lambda p: (p.share.value, -p.share.whole, p.rule))


def _is_right(direction: Direction | None, review: Review) -> bool | None:
    match direction:
        case "forged":
            return review.was_forged
        case "genuine":
            return None if review.was_forged is None else not review.was_forged
        case "kind":
            return review.really != "other" if review.really or review.is_right else None
    return None

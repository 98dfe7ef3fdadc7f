"""Judges messages: what each is about, what speaks for and against its sender, and its conduct."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from scanner.debts import MyDebts
from scanner.judging.checks import CHECKS
from scanner.judging.gate import Gate
from scanner.judging.kinds import decide_kind
from scanner.judging.matching import CompiledRules, Found, compile_rules, evaluate
from scanner.judging.model import COLLECTION_KINDS, Judgement, Kind, Violation
from scanner.judging.verdict import Fired, evidence_of, weigh
from scanner.judging.witness import InboxIndex, Witness
from scanner.message import Message
from scanner.reading.model import Reading
from scanner.reading.reader import Reader
from scanner.ruleset.model import Direction
from scanner.ruleset.ruleset import Ruleset

_ON_THE_SENDER: tuple[Direction, ...] = ("forged", "genuine", "context")


def judge(
    messages: Iterable[Message],
    ruleset: Ruleset,
    debts: MyDebts | None = None,
    *,
    gated: bool = True,
) -> list[Judgement]:
    """Return one judgement a message, in the order given.

    What came earlier in the same inbox (`inbox_id`) is heard as witness; inboxes never mix.

    Args:
        messages: in any order, of any number of inboxes.
        ruleset: to judge by.
        debts: what the reader of these inboxes says of their debts.
        gated: pass over messages that cannot have a kind without reading them. The answers are
            the same without, only later.

    Raises:
        KeyError: a rule names a check that does not exist.
    """
    judge_one = Judge(ruleset, debts)
    every = list(messages)
    inboxes: dict[str, list[Message]] = defaultdict(list)
    for message in every:
        inboxes[message.inbox_id].append(message)
    indexes = {name: judge_one.index(inbox) for name, inbox in inboxes.items()}
    gate = Gate(ruleset)
    return [
        judge_one(message, indexes[message.inbox_id])
        if not gated or gate(message.body)
        else Judgement(message=message)
        for message in every
    ]


class Judge:
    """A rule set made ready; judges one message at a time."""

    def __init__(self, ruleset: Ruleset, debts: MyDebts | None = None) -> None:
        self._ruleset = ruleset
        self._debts = debts
        self.compiled: CompiledRules = compile_rules(ruleset, CHECKS)
        """The rules in force."""
        self._reader = Reader(ruleset.names)

    def index(self, inbox: Sequence[Message]) -> InboxIndex:
        """Return an inbox made ready to bear witness."""
        return InboxIndex(inbox, self._reader, self._ruleset.directory, self._debts)

    def __call__(self, message: Message, index: InboxIndex) -> Judgement:
        """Return the judgement of a message of that inbox."""
        reading = index.read(message)
        kind, reasons = decide_kind(reading, self.compiled)
        if kind == "none":
            return Judgement(message=message)
        witness = index.witness(message)
        weighed = weigh(self._fired(reading, witness, kind, *_ON_THE_SENDER), self._ruleset.scoring)
        return Judgement(
            message=message,
            kind=kind,
            verdict=weighed.verdict,
            score=weighed.score,
            evidence=(*weighed.evidence, *reasons),
            violations=self._violations(reading, witness, kind),
            claims=reading.claims,
            sender=reading.sender,
            region=reading.region,
            decided_by=weighed.decided_by,
        )

    def _fired(
        self, reading: Reading, witness: Witness, kind: Kind, *directions: Direction
    ) -> list[Fired]:
        fired: list[Fired] = []
        for compiled in self.compiled.of(*directions):
            if compiled.rule.kinds and kind not in compiled.rule.kinds:
                continue
            outcome = evaluate(compiled, reading, witness)
            if outcome is not None:
                fired.append(Fired(compiled.rule, outcome))
        return fired

    def _violations(self, reading: Reading, witness: Witness, kind: Kind) -> tuple[Violation, ...]:
        """Return the rules of conduct that a collection-style message breaks, one per id."""
        if kind not in COLLECTION_KINDS:
            return ()
        broken: dict[str, Violation] = {}
        for fired in self._fired(reading, witness, kind, "violation"):
            name = fired.rule.violation
            if name is not None and isinstance(fired.outcome, Found):
                broken.setdefault(name, Violation(id=name, evidence=evidence_of(fired)))
        return tuple(broken[name] for name in sorted(broken))

"""The loaded rule set: everything that judging looks up, in one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.reading.names import NameIndex
from scanner.ruleset.directory import Directory
from scanner.ruleset.houses import Houses
from scanner.ruleset.lists import Advice, Channel, Letter, Norm, Situation, Words
from scanner.ruleset.model import Rule, Scoring, ViolationId
from scanner.ruleset.patterns import Patterns
from scanner.ruleset.wordings import Wordings

if TYPE_CHECKING:
    from scanner.reading.model import Region


@dataclass(frozen=True)
class Ruleset:
    """Rules, scoring and lists, validated.

    `load_ruleset` makes it. Mappings keep the order of their files.
    """

    id: str
    """"<date of the rule set>+<first 12 hex digits of SHA-256 over its files>"."""
    rules: Mapping[str, Rule]
    scoring: Scoring
    word_groups: Mapping[str, Words]
    directory: Directory
    houses: Houses
    channels: Mapping[str, Channel]
    advice: Mapping[str, Advice]
    norms: Mapping[str, Norm]
    patterns: Patterns = field(repr=False)
    files: Mapping[str, Path] = field(repr=False)
    """Rule id, or word group as patterns name it (%{name}) -> the file that it was read from."""
    wordings: Wordings = field(default=Wordings(), repr=False)
    """Weights of the wording as a whole; an empty table says nothing of any text."""
    letters: Mapping[str, Letter] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The `%{name}` groups: name -> words (regular expressions)."""
        return {name: group.words for name, group in self.word_groups.items()}

    @cached_property
    def names(self) -> NameIndex:
        """Every name of the directory, for finding the lender that a text names."""
        return NameIndex(self.directory.aliases)

    def norms_of(self, violation: ViolationId, region: Region | None) -> tuple[Norm, ...]:
        """Return the norms that a violation breaks where the reader lives.

        Those of the region; where none is listed, those that hold everywhere else.
        """
        of_violation = [n for n in self.norms.values() if violation in n.violations]
        regional = tuple(n for n in of_violation if region in n.regions)
        return regional or tuple(n for n in of_violation if not n.regions)

    def advice_for(self, situations: set[Situation], region: Region | None) -> tuple[Advice, ...]:
        """Return the next steps for these situations, in the order of advice.toml."""
        return tuple(
            a
            for a in self.advice.values()
            if situations.intersection(a.situations) and (not a.regions or region in a.regions)
        )

    def channels_for(
        self, situations: set[Situation], region: Region | None
    ) -> tuple[Channel, ...]:
        """Return where to ask or report in these situations, in the order of channels.toml."""
        return tuple(
            c
            for c in self.channels.values()
            if c.region == region and situations.intersection(c.situations)
        )

    def letter_for(self, channel: Channel, situations: set[Situation]) -> Letter | None:
        """Return what to say at a channel in these situations; None = nothing is written for it."""
        return next(
            (
                letter
                for letter in self.letters.values()
                if channel.id in letter.channels
                and (not letter.situations or situations.intersection(letter.situations))
            ),
            None,
        )

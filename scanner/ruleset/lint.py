"""The rule set's rules about rules, beyond what its schema can say.

The schema has been held when this runs: `load_ruleset` refuses what does not fit it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from scanner.reading.characters import is_in, is_simplified_only
from scanner.reading.views import views_of
from scanner.ruleset.explain_error import FileError as LintProblem
from scanner.ruleset.load import parts_of
from scanner.ruleset.lock import read_lock, unnumbered
from scanner.ruleset.model import Check, Phrases, Regex, Rule, SenderIs
from scanner.ruleset.regex_safety import is_unbounded, why_unsafe
from scanner.ruleset.ruleset import Ruleset
from scanner.ruleset.unfolded import unfolded_in_pattern, unfolded_in_text
from scanner.ruleset.words import REFERENCE, expand, named

__all__ = ["LintProblem", "lint"]

_Finding = tuple[str, str, str]
"""Place, what is wrong, what to do."""

_OVERCLAIMS = re.compile(
    r"\b(?:(?<!not )(?<!can )proves?|proven|definitely|certainly|undoubtedly|guaranteed)\b"
    r"|(?<!nearly )(?<!almost )\balways (?:fraud|a scam)\b"
    r"|一定是|肯定是|必定|必然是|绝对是|絕對是|毫无疑问|毫無疑問|百分之百|100%",
    re.IGNORECASE,
)
_NO_LIMITS = re.compile(
    r"\W*(?:none|no limits?|n/?a|nothing|unknown|无|没有|暂无|未知)(?: known)?\W*", re.IGNORECASE
)
_SHORTEST_LIMITS = 6
_WRITTEN = ("zh", "hant", "en")
"""The fields of a `Text`."""
_BOUND_IT = "Bound each repetition: \\w{0,20} instead of \\w*."
_WEIGHTED = ("forged", "genuine")
_UNFOLDED = "Patterns see lower case, simplified, half-width text, so this never matches: {found}."


def lint(ruleset: Ruleset, folder: Path, check_names: Collection[str]) -> list[LintProblem]:
    """Return what is wrong with the rules and word groups that lie under a folder, by file.

    Args:
        ruleset: as loaded, with everything that the rules may refer to.
        folder: the rules folder, or the user's own.
        check_names: the checks that rules may name.

    Raises:
        RulesError: lock.json is damaged.
    """
    rules = [rule for rule in ruleset.rules.values() if folder in ruleset.files[rule.id].parents]

    def file_of(rule: Rule) -> str:
        return ruleset.files[rule.id].relative_to(folder).as_posix()

    problems = [
        LintProblem(file_of(rule), *finding)
        for rule in rules
        for findings in (
            _placement(rule, ruleset.files[rule.id].relative_to(folder)),
            _texts(rule),
            _weight(rule, ruleset),
            _belonging(rule),
            _references(rule, ruleset, check_names),
            _patterns(rule, ruleset),
            _examples(rule),
        )
        for finding in findings
    ]
    problems += [LintProblem(file_of(rule), *finding) for rule, finding in _same_titles(rules)]
    problems += [
        LintProblem(file_of(rule), "$.version", why, "Raise `version` by one.")
        for rule, why in unnumbered(rules, read_lock(folder) or {})
    ]
    if (folder / "lists" / "advice.toml").exists():
        problems += [LintProblem("lists/advice.toml", *finding) for finding in _advice(ruleset)]
    if (folder / "lists" / "houses.toml").exists():
        problems += [LintProblem("lists/houses.toml", *finding) for finding in _houses(ruleset)]
    for group in ruleset.word_groups:
        path = ruleset.files[named(group)]
        if path.is_relative_to(folder):
            file = path.relative_to(folder).as_posix()
            problems += [LintProblem(file, *finding) for finding in _words(group, ruleset)]
    return sorted(set(problems), key=lambda problem: (problem.file, problem.place, problem.what))


def _placement(rule: Rule, path: Path) -> Iterator[_Finding]:
    if path.stem != rule.id:
        yield "$.id", f"The file is called {path.stem}.", f"Rename it {rule.id}.toml."
    if path.parts[0] == "signals" and path.parent.name not in (rule.group, "signals"):
        yield "$.group", f"The folder is called {path.parent.name}.", f"Move it to {rule.group}/."


def _texts(rule: Rule) -> Iterator[_Finding]:
    for name in ("title", "explain"):
        for language in _WRITTEN:
            yield from _overclaims(f"$.{name}.{language}", getattr(getattr(rule, name), language))
    for name in ("title", "explain", "limits"):
        yield from _simplified(f"$.{name}.hant", getattr(rule, name).hant)
    for language in ("zh", "en"):
        limits = getattr(rule.limits, language)
        if _NO_LIMITS.fullmatch(limits) or len(limits) < _SHORTEST_LIMITS:
            yield (
                f"$.limits.{language}",
                "Every rule is wrong sometimes.",
                "Say when a genuine message would fire it, or why a forged one would not.",
            )


def _overclaims(place: str, words: str) -> Iterator[_Finding]:
    if claim := _OVERCLAIMS.search(words):
        what = f"“{claim[0]}” claims more than a message can show."
        yield place, what, "Say what is seen and what it usually means."


def _simplified(place: str, traditional: str) -> Iterator[_Finding]:
    """Refuse characters that only simplified text has: OpenCC changes them, and Big5 lacks them."""
    wrong = "".join(c for c in traditional if is_simplified_only(c) and not is_in(c, "big5"))
    if wrong:
        yield place, f"This is no traditional Chinese: {wrong}.", "Write it so, or leave it out."


def _advice(ruleset: Ruleset) -> Iterator[_Finding]:
    for advice in ruleset.advice.values():
        for language in _WRITTEN:
            yield from _overclaims(f"$.{advice.id}.{language}", getattr(advice.text, language))
        yield from _simplified(f"$.{advice.id}.hant", advice.text.hant)


def _houses(ruleset: Ruleset) -> Iterator[_Finding]:
    for house, owner, name in ruleset.houses.clashes():
        yield f"$.{house.id}", f"{owner.id} has the name “{name}” as well.", "Keep one."


def _weight(rule: Rule, ruleset: Ruleset) -> Iterator[_Finding]:
    if rule.direction in _WEIGHTED:
        least, most = ruleset.scoring.severity[rule.severity]
        if not least <= rule.weight <= most:
            yield (
                "$.weight",
                f"{rule.severity} severity goes with {least:g} to {most:g}, not {rule.weight:g}.",
                "Change the weight or the severity.",
            )
    elif rule.direction in ("context", "violation") and rule.weight:
        yield "$.weight", f"A {rule.direction} rule weighs nothing.", "Set it to 0."
    if rule.group not in ruleset.scoring.group:
        yield "$.group", f"scoring.toml has no group {rule.group}.", "Add it there, with a cap."


def _belonging(rule: Rule) -> Iterator[_Finding]:
    """Hold what belongs together to be together: kind and topic, violation and its id."""
    pairs = (("kind", "topic", rule.topic), ("violation", "violation", rule.violation))
    for direction, name, value in pairs:
        if rule.direction == direction and value is None:
            yield f"$.{name}", f"A {direction} rule needs `{name}`.", f"Add `{name}`."
        if rule.direction != direction and value is not None:
            yield f"$.{name}", f"Only {direction} rules have `{name}`.", "Remove it."
    for direction, group in (("kind", "kind"), ("violation", "conduct")):
        if (rule.direction == direction) != (rule.group == group):
            yield (
                "$.group",
                f"{direction} rules, and only they, are in the group {group}.",
                "Change the group or the direction.",
            )
    if rule.decisive and rule.direction != "forged":
        yield "$.decisive", "Only a forged rule can be decisive.", "Remove it."
    if rule.updated < rule.created:
        yield "$.updated", "It is before `created`.", "Correct the dates."


def _references(rule: Rule, ruleset: Ruleset, check_names: Collection[str]) -> Iterator[_Finding]:
    for part in parts_of(rule.match):
        if isinstance(part, Check) and part.name not in check_names:
            known = ", ".join(sorted(check_names))
            yield "$.match.name", f"There is no check {part.name}.", f"There are: {known}."
    for other in rule.replaces:
        if other == rule.id or other not in ruleset.rules:
            yield "$.replaces", f"There is no other rule {other}.", "Correct the id."
    if rule.status == "deprecated":
        successor = ruleset.rules.get(rule.successor or "")
        if successor is None or successor.status == "deprecated":
            yield (
                "$.successor",
                "A deprecated rule names the rule in force that says it now.",
                "Add `successor`, or delete the rule.",
            )
    elif rule.successor is not None:
        yield "$.successor", "Only a deprecated rule has a successor.", "Remove it."


def _patterns(rule: Rule, ruleset: Ruleset) -> Iterator[_Finding]:
    for part in parts_of(rule.match):
        if isinstance(part, Regex):
            if why := _why_slow(part.pattern, ruleset):
                yield "$.match.pattern", why, _BOUND_IT
            unfolded = unfolded_in_pattern(part.pattern)
        elif isinstance(part, Phrases):
            unfolded = "".join(map(unfolded_in_text, part.any))
        elif isinstance(part, SenderIs) and part.name is not None:
            if why := _why_slow(part.name, ruleset):
                yield "$.match.name", why, _BOUND_IT
            if unfolded := unfolded_in_pattern(part.name):
                yield "$.match.name", _UNFOLDED.format(found=unfolded), "Write it simplified."
            continue
        else:
            continue
        if unfolded and part.on != ("original",):
            yield "$.match", _UNFOLDED.format(found=unfolded), "Write it as the view has it."


def _why_slow(pattern: str, ruleset: Ruleset) -> str | None:
    """Return what makes a pattern slow, unless it is a word group: that is said of the group."""
    groups = REFERENCE.findall(pattern)
    if any(is_unbounded(expand(named(name), ruleset.words)) for name in groups):
        return why_unsafe(REFERENCE.sub("x", pattern))
    return why_unsafe(expand(pattern, ruleset.words))


def _examples(rule: Rule) -> Iterator[_Finding]:
    for name, examples in (("hit", rule.hit), ("miss", rule.miss)):
        different = {(e.text, e.sender, e.received_at, e.earlier) for e in examples}
        if len(different) < len(examples):
            yield f"$.{name}", "Two examples are the same.", "Write a different one."


def _same_titles(rules: Iterable[Rule]) -> Iterator[tuple[Rule, _Finding]]:
    every = list(rules)
    for language in ("zh", "en"):
        count = Counter(getattr(rule.title, language) for rule in every)
        for rule in every:
            title = getattr(rule.title, language)
            if count[title] > 1:
                finding = f"$.title.{language}", f"Two rules are called “{title}”.", "Tell apart."
                yield rule, finding


def _words(name: str, ruleset: Ruleset) -> Iterator[_Finding]:
    group = ruleset.word_groups[name]
    pattern = expand(named(name), ruleset.words)
    unbounded = [word for word in group.words if is_unbounded(word)]
    for word in unbounded:
        yield f"$.{name}.words", f"A repetition has no upper bound in {word!r}.", _BOUND_IT
    if not unbounded and (why := why_unsafe(pattern)):
        yield f"$.{name}.words", why, _BOUND_IT
    if unfolded := "".join(map(unfolded_in_pattern, group.words)):
        yield f"$.{name}.words", _UNFOLDED.format(found=unfolded), "Write it as the view has it."
    for example in group.examples:
        if not re.search(pattern, views_of(example).normalised.text):
            yield (
                f"$.{name}.examples",
                f"The group is not found in “{example}”.",
                "Correct the example or add the word.",
            )

"""Reads a rules folder, and a user's own folder on top of it, into a `Ruleset`.

Every file is read before anything is refused, so that an author sees all mistakes at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli

from scanner.errors import RulesError
from scanner.resources import resource_folder
from scanner.ruleset import explain_error
from scanner.ruleset.directory import Directory, entity_of
from scanner.ruleset.houses import Houses
from scanner.ruleset.lists import (
    Advice,
    AdviceFile,
    Channel,
    ChannelsFile,
    DirectoryFile,
    EntityRow,
    House,
    HousesFile,
    Letter,
    LettersFile,
    Norm,
    NormsFile,
    Words,
)
from scanner.ruleset.model import AllOf, AnyOf, Match, NotAny, Regex, Rule, Scoring, SenderIs
from scanner.ruleset.patterns import Patterns
from scanner.ruleset.ruleset import Ruleset
from scanner.ruleset.wordings import FILE_NAME, Wordings, read_table
from scanner.ruleset.words import UnknownWordsError, expand, named

T = TypeVar("T")
_ELSEWHERE = {"lists/variants.toml"}  # read by scanner.reading, which lies below the rule set


def load_ruleset(folder: Path | None = None, user_folder: Path | None = None) -> Ruleset:
    """Read and validate a rule set.

    Args:
        folder: holds scoring.toml, signals/ and lists/; None = the one of this installation, whose
            patterns are known to be right and are compiled only when they are used.
        user_folder: rules (anywhere in it) and lists/ that add to it, or override it by id.

    Raises:
        RulesError: files that cannot be read or do not hold to their schema; names each file, the
            place in it and what to do.
    """
    if folder is None and user_folder is None:
        return _of_this_installation()
    return _read(folder or resource_folder("rules"), user_folder, check=True)


@cache
def _of_this_installation() -> Ruleset:
    """Return the built-in rules: one process reads them, and compiles a pattern, only once."""
    return _read(resource_folder("rules"), None, check=False)


def _read(base: Path, user_folder: Path | None, *, check: bool) -> Ruleset:
    parts = _Parts()
    for root in (base, user_folder):
        if root is not None:
            parts.add_folder(root)
    parts.check_houses()
    patterns = parts.patterns(check=check)
    if not (base / "scoring.toml").exists():
        parts.errors.append(
            explain_error.FileError("scoring.toml", "", "The file is missing.", f"Folder: {base}")
        )
    if parts.errors or parts.scoring is None:
        raise rules_error(parts.errors)
    digest = parts.digest.hexdigest()[:12]
    directory = Directory({row.id: entity_of(row) for row in parts.entities.values()})
    return Ruleset(
        id=f"{parts.scoring.updated.isoformat()}+{digest}",
        rules={rule_id: parts.rules[rule_id] for rule_id in sorted(parts.rules)},
        scoring=parts.scoring,
        word_groups=parts.words,
        directory=directory,
        houses=Houses(parts.houses, directory),
        channels=parts.channels,
        advice=parts.advice,
        norms=parts.norms,
        letters=parts.letters,
        patterns=patterns,
        wordings=parts.wordings,
        files=parts.files,
    )


def rules_error(errors: Iterable[explain_error.FileError]) -> RulesError:
    """Return one error that lists all mistakes, a line or two each."""
    lines = [str(error) for error in errors]
    return RulesError(
        "The rule set cannot be used; mistakes: {count}\n{errors}",
        "Correct the files named above; `sms-scanner rules lint` checks them again.",
        count=len(lines),
        errors="\n".join(lines),
    )


def rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a folder: every .toml but scoring.toml and the lists."""
    return [
        path
        for path in sorted(folder.rglob("*.toml"))
        if path != folder / "scoring.toml" and path.relative_to(folder).parts[0] != "lists"
    ]


def parts_of(match: Match) -> Iterator[Match]:
    """Yield a match and every part of it, at any depth."""
    yield match
    if isinstance(match, AllOf | AnyOf | NotAny):
        for part in match.of:
            yield from parts_of(part)


@dataclass
class _Parts:
    """What has been read so far, and what was wrong with it."""

    rules: dict[str, Rule] = field(default_factory=dict)
    scoring: Scoring | None = None
    words: dict[str, Words] = field(default_factory=dict)
    entities: dict[str, EntityRow] = field(default_factory=dict)
    houses: dict[str, House] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    advice: dict[str, Advice] = field(default_factory=dict)
    norms: dict[str, Norm] = field(default_factory=dict)
    wordings: Wordings = field(default_factory=Wordings)
    errors: list[explain_error.FileError] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add_folder(self, root: Path) -> None:
        """Read every file of a folder; a later folder overrides an earlier one by id."""
        if not root.is_dir():
            self._refuse(str(root), "", "There is no such folder.", "Check the path.")
            return
        scoring = root / "scoring.toml"
        if scoring.exists():
            self.scoring = self._read(scoring, root, Scoring) or self.scoring
        for path in sorted((root / "lists").rglob("*.toml")):
            self._add_list(path, root)
        self._add_wordings(root / FILE_NAME)
        here: dict[str, str] = {}
        for path in rule_files(root):
            rule = self._read(path, root, Rule)
            if rule is None:
                continue
            name = path.relative_to(root).as_posix()
            if rule.id in here:
                self._refuse(name, "$.id", f"{here[rule.id]} has the same id.", "Rename one rule.")
            here[rule.id] = name
            self.rules[rule.id] = rule
            self.files[rule.id] = path

    def _add_list(self, path: Path, root: Path) -> None:
        name = path.relative_to(root).as_posix()
        if name in _ELSEWHERE:
            self._hash(name, path.read_bytes())
        elif name.startswith("lists/words/"):
            self._add_words(path, root)
        elif name.startswith("lists/directory/"):
            rows = self._read(path, root, DirectoryFile)
            self._merge(name, self.entities, rows.entity if rows else ())
        elif name == "lists/houses.toml":
            houses = self._read(path, root, HousesFile)
            self._merge(name, self.houses, houses.house if houses else ())
        elif name == "lists/channels.toml":
            channels = self._read(path, root, ChannelsFile)
            self._merge(name, self.channels, channels.channel if channels else ())
        elif name == "lists/letters.toml":
            letters = self._read(path, root, LettersFile)
            self._merge(name, self.letters, letters.letter if letters else ())
        elif name == "lists/advice.toml":
            advice = self._read(path, root, AdviceFile)
            self._merge(name, self.advice, advice.advice if advice else ())
        elif name == "lists/norms.toml":
            norms = self._read(path, root, NormsFile)
            self._merge(name, self.norms, norms.norm if norms else ())
        else:
            self._refuse(
                name,
                "",
                "This is not a list that the scanner reads.",
                "Lists: words/*.toml, directory/*.toml, houses.toml, channels.toml, letters.toml, "
                "advice.toml, norms.toml.",
            )

    def _add_words(self, path: Path, root: Path) -> None:
        name = path.relative_to(root).as_posix()
        for group, words in (self._read(path, root, dict[str, Words]) or {}).items():
            other = self.files.get(named(group))
            if other is not None and other.is_relative_to(root):
                where = other.relative_to(root).as_posix()
                self._refuse(name, f"$.{group}", f"The group is in {where} as well.", "Keep one.")
            self.words[group] = words
            self.files[named(group)] = path

    def _add_wordings(self, path: Path) -> None:
        """Read the table of weights; a user's own replaces that of the installation."""
        if not path.exists():
            return
        data = path.read_bytes()
        self._hash(FILE_NAME, data)
        try:
            self.wordings = read_table(data.decode("utf-8"))
        except ValueError as error:
            hint = "Write it with `sms-scanner rules learn`."
            self._refuse(FILE_NAME, "", f"It cannot be read: {error}.", hint)

    def _merge(self, name: str, into: dict[str, T], rows: Iterable[T]) -> None:
        seen: set[str] = set()
        for row in rows:
            row_id: str = row.id  # type: ignore[attr-defined]
            if row_id in seen:
                self._refuse(name, "$", f"The id {row_id} occurs twice.", "Rename one row.")
            seen.add(row_id)
            into[row_id] = row

    def _read(self, path: Path, root: Path, kind: type[T]) -> T | None:
        name = path.relative_to(root).as_posix()
        try:
            data = path.read_bytes()
            self._hash(name, data)
            return msgspec.convert(tomli.loads(data.decode("utf-8")), kind)
        except OSError as error:
            self._refuse(name, "", f"It cannot be read: {error.strerror}.", "Check the file.")
        except UnicodeDecodeError:
            self._refuse(name, "", "It is not UTF-8 text.", "Save it as UTF-8.")
        except tomli.TOMLDecodeError as error:
            self.errors.append(explain_error.of_toml(name, error))
        except msgspec.ValidationError as error:
            self.errors.append(explain_error.of_schema(name, error))
        return None

    def _hash(self, name: str, data: bytes) -> None:
        """Add a file to the rule set's digest; line ends do not count."""
        text = data.replace(b"\r\n", b"\n")
        for part in (name.encode(), text):
            self.digest.update(len(part).to_bytes(8, "big") + part)

    def _refuse(self, file: str, place: str, what: str, hint: str) -> None:
        self.errors.append(explain_error.FileError(file, place, what, hint))

    def check_houses(self) -> None:
        """Refuse houses that the directory does not hold, unless it could not be read itself."""
        if self.errors:
            return
        for house in self.houses.values():
            for entity in (e for e in house.entities if e not in self.entities):
                self._refuse(
                    "lists/houses.toml",
                    f"$.{house.id}.entities",
                    f"lists/directory/ has no entity {entity}.",
                    "Correct the id, or write its names under `text`.",
                )

    def patterns(self, *, check: bool) -> Patterns:
        """Return the patterns of the word groups and rules.

        Args:
            check: compile each, and refuse what is wrong.
        """
        if self.errors and not self.words:  # every group would be missed, wherever it is named
            return Patterns()
        groups = {name: group.words for name, group in self.words.items()}
        places = {
            named(name): (f"lists/words/{self.files[named(name)].name}", f"$.{name}.words")
            for name in groups
        }
        for rule in self.rules.values():
            for part in parts_of(rule.match):
                if isinstance(part, Regex):
                    places.setdefault(part.pattern, (self.files[rule.id].name, "$.match.pattern"))
                elif isinstance(part, SenderIs) and part.name is not None:
                    places.setdefault(part.name, (self.files[rule.id].name, "$.match.name"))
        if check:
            for pattern, place in places.items():
                self._check(pattern, place, groups)
            if self.errors:
                return Patterns()
        return Patterns(places, groups)

    def _check(
        self, pattern: str, place: tuple[str, str], groups: Mapping[str, tuple[str, ...]]
    ) -> None:
        try:
            re.compile(expand(pattern, groups))
        except UnknownWordsError as error:
            self._refuse(*place, f"{str(error).capitalize()}.", "Correct the name.")
        except re.error as error:
            self._refuse(
                *place,
                f"The regular expression cannot be read: {error.msg} at character {error.pos}.",
                r"Write characters such as ( ) [ ] . * + ? with \ before them to mean themselves.",
            )

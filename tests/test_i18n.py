"""Every sentence a person can read exists in every language, with the same fields."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from jinja2 import Environment

from scanner import errors, i18n
from scanner.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(i18n.__file__).parent
LOCALE = resource_folder("reports") / "locale"
TRANSLATED = [tag for tag in i18n.LANGUAGES if tag != "en"]
TEMPLATES = sorted(resource_folder("reports").rglob("*.jinja"))

MARKERS = {"N_", "_", "gettext"}
RAISED = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.ScannerError)
}
PLURALS = {"ngettext", "said_plural"}
RECORDS = {"Notice", "ProofStep", "BadRow"}
SENTENCE_KEYWORDS = {"message", "detail", "reason", "hint"}


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called: "N_" of `i18n.N_(…)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def sentence_nodes(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that give a sentence to a person."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = called_name(call)
        if name in MARKERS:
            yield from call.args[:1]
        elif name in PLURALS:
            yield call.args[-2]  # (one, many, count): Chinese needs only the second
        elif name in RAISED:
            yield from call.args[:2]
            yield from (k.value for k in call.keywords if k.arg in SENTENCE_KEYWORDS)
        elif name in RECORDS:
            yield from (k.value for k in call.keywords if k.arg in SENTENCE_KEYWORDS)


def constants(node: ast.expr) -> Iterator[str]:
    """Yield the literal sentences in an expression, also of its conditional branches."""
    match node:
        case ast.Constant(value=str(value)) if value:
            yield value
        case ast.IfExp(body=first, orelse=second):
            yield from constants(first)
            yield from constants(second)


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the parsed modules of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


def python_sentences() -> Iterator[tuple[str, str]]:
    """Yield (msgid, where) of the Python sources."""
    for path, tree in sources():
        for node in sentence_nodes(tree):
            for sentence in constants(node):
                yield sentence, f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"


def template_sentences() -> Iterator[tuple[str, str]]:
    """Yield (msgid, where) of the report's templates."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        for line, function, message in environment.extract_translations(source):  # type: ignore[attr-defined]
            strings = (message,) if isinstance(message, str) else message or ()
            literal = [s for s in strings if s]  # None: a variable, marked where it was made
            if literal:
                yield literal[1 if function == "ngettext" else 0], f"{path.name}:{line}"


def used_sentences() -> dict[str, str]:
    """Return each msgid in use and the first place that uses it."""
    found: dict[str, str] = {}
    for sentence, place in [*python_sentences(), *template_sentences()]:
        found.setdefault(sentence, place)
    return found


def entries(language: str) -> list[polib.POEntry]:
    """Return the entries of a catalogue."""
    return list(polib.pofile(str(LOCALE / f"{language.replace('-', '_')}.po")))


def catalogue(language: str) -> dict[str, str]:
    """Return a catalogue."""
    return {entry.msgid: entry.msgstr for entry in entries(language)}


def fields_of(sentence: str) -> list[str]:
    """Return the `{name}` fields of a sentence, sorted."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_has_a_translation(language: str) -> None:
    """What is missing is printed as it has to stand in the catalogue."""
    translated = catalogue(language)
    missing = {s: place for s, place in used_sentences().items() if not translated.get(s)}
    stanzas = [f"# {place}\n{polib.POEntry(msgid=s)}" for s, place in missing.items()]
    assert not missing, f"{len(missing)} without {language}:\n" + "\n".join(stanzas)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_outlives_its_sentence(language: str) -> None:
    """A msgid that no source uses is a sentence that was changed without its translation."""
    stale = sorted(set(catalogue(language)) - set(used_sentences()))
    assert not stale, f"{len(stale)} no longer used:\n" + "\n".join(stale)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_has_the_same_fields(language: str) -> None:
    """A field lost in translation would hide a figure; an unknown one would crash."""
    sentences = catalogue(language).items()
    different = [s for s, chinese in sentences if fields_of(s) != fields_of(chinese)]
    assert not different


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_translated_twice(language: str) -> None:
    """Two entries for one msgid: one of them would never be seen."""
    msgids = [entry.msgid for entry in entries(language)]
    assert len(msgids) == len(set(msgids))


def test_no_sentence_is_an_f_string() -> None:
    """An f-string cannot be looked up in a catalogue; fields are filled in afterwards."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path, tree in sources()
        for node in sentence_nodes(tree)
        if isinstance(node, ast.JoinedStr | ast.BinOp)
    ]
    assert not wrong


@pytest.mark.parametrize("language", TRANSLATED)
def test_translator_with_chinese_reads_the_catalogue(language: i18n.Language) -> None:
    """The first entry of the catalogue comes back, and an unknown sentence stays as it is."""
    msgid, chinese = next((k, v) for k, v in catalogue(language).items() if v)
    assert i18n.translator(language)(msgid) == chinese
    assert i18n.translator(language)("not a sentence of ours") == "not a sentence of ours"


def test_translator_with_english_returns_the_sentence_itself() -> None:
    """English is the msgid."""
    sentence = next(iter(used_sentences()))
    assert i18n.translator("en")(sentence) == sentence


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_SG"}, "zh-Hans"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_HK.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_MO.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_Hant_TW"}, "zh-Hant"),
        ({"LANG": "zh-Hant"}, "zh-Hant"),
        ({"LANG": "zh_Hans_HK.UTF-8"}, "zh-Hans"),
        ({"LANG": "Chinese (Traditional)_Taiwan.950"}, "zh-Hant"),
        ({"LANG": "Chinese (Traditional)_Hong Kong SAR"}, "zh-Hant"),
        ({"LANG": "Chinese_Taiwan"}, "zh-Hant"),
        ({"LANG": "Chinese (Simplified)_China.936"}, "zh-Hans"),
        ({"LANG": "en_HK.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh-Hans"),
    ],
)
def test_system_language_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    """LC_ALL comes before LC_MESSAGES, which comes before LANG."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == expected

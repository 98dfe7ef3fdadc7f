"""Three views of one body, with the way back to the original: original, normalised, skeleton.

`normalised` undoes what changes nothing for a reader: invisible characters, compatibility forms,
digit styles, traditional characters, case. `skeleton` also undoes what a reader sees through:
separators inside words, split characters, reviewed look-alike and sound-alike characters.
Each step that could be a disguise is recorded as a `Change`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanner.reading.characters import BIDI, ODD, FoldTable, is_invisible, reading_of
from scanner.reading.model import Change, Span, View, ViewName, Views
from scanner.reading.patterns import words
from scanner.reading.variants import variants

_TABLE = FoldTable()
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff"
_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")
_CLUSTER = re.compile(f"([^{_MARKS}])([{_MARKS}]+)")
_DECORATION = (
    r"[ \t\xa0_*~`'\"^|\\/\-·•‧・∙●○■□◆◇★☆※¦‖+=#@&<>«»…—–°¤§\u2190-\u22ff\u2500-\u27bf"
    "\U0001f000-\U0001faff]"
)
_BETWEEN_HAN = re.compile(f"{_DECORATION}{{1,3}}(?=[{HAN}])")  # 逾/期, 还 款
_IS_HAN = re.compile(f"[{HAN}]")
_RATE = re.compile("[元块角]/[天日月年次期笔]")
_BETWEEN_DIGITS = re.compile(r"[*~`'|·](?<=\d.)(?=\d)")  # 13*8
_SPACED_DIGITS = re.compile(r"(?<![a-z\d.,])\d(?:[ _*~`'|·]\d){2,}(?![a-z\d])")  # 1 8 6 0
_DOTTED = re.compile(f"[{HAN}]\\.(?:[{HAN}]\\.)+(?=[{HAN}\\d])")  # 应.还.款
_SPACED_COUNT = re.compile(f"(?<=[{HAN}] )\\d \\d(?= ?[天元日号期分])")  # 2 1 天
_LEET = re.compile(
    r"(?<![a-z0-9@$._/-])"
    r"(?=[a-z@$]{0,13}[013457@$][a-z0-9@$]{0,13}[a-z]|[a-z]{1,13}[a-z0-9@$]{0,13}[0137@$])"
    r"[a-z0-9@$]{3,14}(?![a-z0-9@$_/-]|\.[a-z])"
)
_LEET_LETTERS = tuple(str.maketrans("013457@$", f"o{one}eastas") for one in "li")
_LEET_WORDS = frozenset(
    words(
        "account accounts acct amount arrears balance bank bill bills card cards contact court "
        "credit customer dear debit debt default due fees final immediately instalment interest "
        "invoice kindly last late lawyer legal loan loans money notice outstanding overdue owe "
        "owed paid past pay payable payment payments penalty police please reminder repay "
        "repayment settle today unpaid urgent warning your"
    )
)
"""Words of a demand; a word with digits in it that reads as one of them was meant to be it."""
_LETTER_IN_SUM = re.compile(
    r"(?<![a-z0-9.])(?=[\dol,.]{0,9}[ol])[1-9l](?:[\dol]{2,6}|[\dol]{0,2}(?:,[\dol]{3}){1,2})"
    r"(?:\.[\dol]{1,2})?(?=\s?[元圆块])"
)
_DIGIT_OF = {"o": "0", "l": "1"}
Edit = tuple[int, int, str]
"""Replace [start, end) of a view by a text."""


def views_of(body: str) -> Views:
    """Return the three views of a body. Never raises; any text goes, lone surrogates included."""
    whole = range(len(body))
    original = View("original", body, whole, range(1, len(body) + 1))
    changes: list[Change] = []
    normalised = _normalise(original, changes)
    skeleton = _skeleton(normalised, changes)
    changes.sort(key=lambda change: change.span)
    return Views(original, normalised, skeleton, tuple(changes))


def _normalise(view: View, changes: list[Change]) -> View:
    body = view.text
    if body.isascii():
        return View("normalised", body.lower(), view.starts, view.ends)
    text = body.translate(_TABLE)
    if ODD not in text:
        if not _TABLE.notable.isdisjoint(body):
            changes += _notable_changes(body)
        return View("normalised", text, view.starts, view.ends)
    edits = list(_odd_edits(body, text, changes))
    return _compose(_apply("normalised", view, edits))


def _notable_changes(body: str) -> list[Change]:
    """Return a change for each run of characters that the same step reads."""
    runs: list[tuple[str, int, int]] = []
    for i, character in enumerate(body):
        if character not in _TABLE.notable:
            continue
        step = reading_of(character)[1]
        if runs and runs[-1][0] == step and runs[-1][2] == i:
            runs[-1] = (step, runs[-1][1], i + 1)
        else:
            runs.append((step, i, i + 1))
    return [
        Change(step, (start, end), "".join(reading_of(c)[0] for c in body[start:end]))
        for step, start, end in runs
    ]


def _odd_edits(body: str, text: str, changes: list[Change]) -> Iterable[Edit]:
    """Yield the edits that turn `body` into its normalised text; `text` is its one-to-one fold."""
    keycaps = {m.start(): m for m in _KEYCAP.finditer(body)}
    i = 0
    while i < len(body):
        character, folded = body[i], text[i]
        if i in keycaps:
            end = keycaps[i].end()
            changes.append(Change("emoji-digit", (i, end), character))
            yield (i, end, character)
            i = end
            continue
        if folded == ODD:
            if is_invisible(character):
                folded = ""
                if step := _step_of_invisible(body, i):
                    changes.append(Change(step, (i, i + 1), ""))
            else:
                folded = reading_of(character)[0]
        if folded != character:
            yield (i, i + 1, folded)
        if character in _TABLE.notable:
            changes.append(Change(reading_of(character)[1], (i, i + 1), folded))
        i += 1


def _step_of_invisible(body: str, i: int) -> str:
    """Name the step, or "" where the character has honest work: in emoji and in Indic scripts."""
    character = body[i]
    if character in BIDI:
        return "bidi"
    before, after = body[i - 1 : i], body[i + 1 : i + 2]
    if "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0020":
        return ""
    if character in "\u200c\u200d" and not _could_be_split(before, after):
        return ""
    return "zero-width" if before.strip() and after.strip() else ""


def _could_be_split(before: str, after: str) -> bool:
    """Tell whether two neighbours belong to a script in which joiners have no business."""
    return bool(re.match(f"[{HAN}a-zA-Z0-9]", before) and re.match(f"[{HAN}a-zA-Z0-9]", after))


def _compose(view: View) -> View:
    """Join letters with their combining marks; drop marks that sit on digits and Han characters."""
    if not re.search(f"[{_MARKS}]", view.text):
        return view
    edits: list[Edit] = []
    for m in _CLUSTER.finditer(view.text):
        base = m[1]
        if base.isdigit() or re.match(f"[{HAN}]", base):
            edits.append((m.start(), m.end(), base))
        else:
            composed = reading_of_cluster(m[0])
            if composed != m[0]:
                edits.append((m.start(), m.end(), composed))
    return _apply("normalised", view, edits)


def reading_of_cluster(cluster: str) -> str:
    """Return a letter and its combining marks in composed, lower-case form."""
    import unicodedata

    composed = unicodedata.normalize("NFC", cluster)
    lowered = composed.lower()
    return lowered if len(lowered) <= len(cluster) else composed


def _skeleton(view: View, changes: list[Change]) -> View:
    known = variants()
    view = _without_leet(view, changes)
    text = view.text
    separators = {m.span() for m in _BETWEEN_DIGITS.finditer(text)}
    if not text.isascii():
        separators |= {
            m.span()
            for m in _BETWEEN_HAN.finditer(text)
            if m.start()
            and _IS_HAN.match(text[m.start() - 1])
            and not _RATE.match(text, m.start() - 1)
        }
    for m in _SPACED_DIGITS.finditer(text):
        separators |= {(i, i + 1) for i in range(m.start() + 1, m.end(), 2)}
    for m in _DOTTED.finditer(text):
        separators |= {(i, i + 1) for i in range(m.start() + 1, m.end(), 2)}
    for m in _SPACED_COUNT.finditer(text):
        separators.add((m.start() + 1, m.start() + 2))
    if separators:
        changes += [
            Change("inserted-separator", view.original_span(*span), "") for span in separators
        ]
        view = _apply("skeleton", view, [(start, end, "") for start, end in sorted(separators)])
        text = view.text
    if text.isascii():
        return View("skeleton", text, view.starts, view.ends)
    edits: list[Edit] = []
    for start, end, read_as, step in known.find(text):
        edits.append((start, end, read_as))
        changes.append(Change(step, view.original_span(start, end), read_as))
    return _apply("skeleton", view, edits)


def _without_leet(view: View, changes: list[Change]) -> View:
    """Read 0verdue as overdue, and 3OOO元 as 3000元."""
    text = view.text
    edits: list[Edit] = []
    for m in _LEET.finditer(text):
        read = next((r for t in _LEET_LETTERS if (r := m[0].translate(t)) in _LEET_WORDS), None)
        if read is not None:
            edits += [(m.start() + i, m.start() + i + 1, c) for i, c in _unlike(m[0], read)]
    for m in _LETTER_IN_SUM.finditer(text):
        read = "".join(_DIGIT_OF.get(c, c) for c in m[0])
        edits += [(m.start() + i, m.start() + i + 1, c) for i, c in _unlike(m[0], read)]
    changes += [Change("leet", view.original_span(*edit[:2]), edit[2]) for edit in edits]
    return _apply(view.name, view, sorted(edits))


def _unlike(seen: str, read: str) -> Iterable[tuple[int, str]]:
    return ((i, r) for i, (s, r) in enumerate(zip(seen, read, strict=True)) if s != r)


def _apply(name: ViewName, view: View, edits: list[Edit]) -> View:
    """Return the view with the edits made: in order, not overlapping.

    Every character of a replacement maps to the whole span that it replaces.
    """
    if not edits:
        return View(name, view.text, view.starts, view.ends)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, replacement in edits:
        pieces += (view.text[done:start], replacement)
        starts += view.starts[done:start]
        ends += view.ends[done:start]
        starts += [view.starts[start]] * len(replacement)
        ends += [view.ends[end - 1]] * len(replacement)
        done = end
    pieces.append(view.text[done:])
    starts += view.starts[done:]
    ends += view.ends[done:]
    return View(name, "".join(pieces), tuple(starts), tuple(ends))


def changes_within(changes: Iterable[Change], span: Span) -> tuple[Change, ...]:
    """Return the changes that touch a span of the original."""
    return tuple(c for c in changes if c.span[0] < span[1] and span[0] < c.span[1])

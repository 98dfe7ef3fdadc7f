"""Evidence marked in the text, also where it overlaps."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from scanner.report.marks import Mark, marked


def mark(number: int, start: int, end: int, style: str = "forged") -> Mark:
    """Return a mark with one span."""
    return Mark(number=number, style=style, spans=((start, end),))


def words(page: str) -> str:
    """Return the text that a person reads, without numbers."""
    bare = re.sub(r"<sup>.*?</sup>|&#8288;", "", page)
    return html.unescape(re.sub(r"<[^>]+>", "", bare))


def test_marked_links_the_piece_to_its_evidence() -> None:
    """The link leads to the entry of the same card; the number stands behind the piece."""
    page = marked("abcdef", [mark(4, 2, 4)], "m9")
    assert page.startswith('ab<a class="mk forged" href="#m9-e4" data-signs="4"><mark>cd</mark>')
    assert "<sup>[4]</sup>" in page
    assert page.endswith("</a>ef")


def test_marked_with_overlapping_marks_cuts_them_at_every_border() -> None:
    """The shared piece names both signs and looks like the stronger one."""
    page = marked("abcdef", [mark(1, 0, 4, "genuine"), mark(2, 2, 6, "forged")], "m1")
    pieces = r'class="mk (\w+)" href="#m1-e(\d)" data-signs="[\d ]+"><mark>(\w+)</mark>'
    assert re.findall(pieces, page) == [
        ("genuine", "1", "ab"),
        ("forged", "2", "cd"),
        ("forged", "2", "ef"),
    ]
    assert re.findall(r"<sup>\[([\d,]+)\]</sup>", page) == ["1", "2"]
    assert re.findall(r'data-signs="([\d ]+)"', page) == ["1", "2 1", "2"]


def test_marked_with_a_span_outside_the_text_marks_what_there_is() -> None:
    """A wrong span can neither crash the report nor lose text."""
    assert words(marked("abc", [mark(1, 1, 99), mark(2, 50, 60), mark(3, -4, 1)], "m1")) == "abc"


def test_marked_with_a_link_split_by_a_border_still_defangs_it() -> None:
    """The dot is found in the whole text, not in the piece."""
    page = marked("a.example", [mark(1, 0, 2)], "m1")
    assert words(page) == "a[.]example"


@given(
    st.text(alphabet="ab短信<&\n", max_size=30),
    st.lists(st.tuples(st.integers(-2, 35), st.integers(-2, 35)), max_size=6),
)
def test_marked_never_changes_the_words(body: str, spans: list[tuple[int, int]]) -> None:
    """Whatever is marked, the text that is read is the message."""
    marks = [mark(number, *span) for number, span in enumerate(spans, start=1)]
    assert words(str(marked(body, marks, "m1"))) == body

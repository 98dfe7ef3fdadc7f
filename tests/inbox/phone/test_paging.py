"""How much is asked for at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scanner.inbox.phone.paging import PageSize

MEGABYTE = 1 << 20


def pages(ids: list[int], rows: int, row_bytes: int) -> tuple[list[int], int, int]:
    """Read ids page by page as `BoxReader` does: ids read, number of pages, most rows of a page."""
    newest, oldest = ids[-1], ids[0]
    size = PageSize(rows, (newest - oldest + 1) / len(ids))
    read: list[int] = []
    below, count, most = newest + 1, 0, 0
    remaining = list(ids)
    while below > oldest:
        floor = size.floor(below, oldest)
        assert oldest <= floor < below
        page = [i for i in reversed(remaining) if floor <= i < below][: size.rows]
        remaining = [i for i in remaining if i < (page[-1] if page else floor)]
        read += page
        most = max(most, len(page))
        reached = page[-1] if len(page) == size.rows else floor
        size.learn(len(page), below - reached, len(page) * row_bytes)
        below = reached
        count += 1
    return read[::-1], count, most


@given(
    st.lists(st.integers(1, 5000), unique=True, min_size=1, max_size=200).map(sorted),
    st.integers(1, 50),
    st.integers(1, MEGABYTE * 2),
)
def test_any_ids_are_read_once_in_any_page_size(ids: list[int], rows: int, row: int) -> None:
    """Dense or sparse, small rows or huge ones."""
    assert pages(ids, rows, row)[0] == ids


def test_pages_grow_to_a_megabyte_and_not_beyond() -> None:
    """Small messages come by the thousand."""
    read, count, most = pages(list(range(1, 20_001)), 200, 500)
    assert len(read) == 20_000
    assert 1600 <= most <= 2000
    assert most * 500 <= MEGABYTE
    assert count < 16


def test_a_wide_gap_is_crossed_in_few_pages() -> None:
    """A phone that once held a hundred thousand messages and keeps the first and the last."""
    ids = [*range(1, 100), *range(10_000_000, 10_000_100)]
    read, count, _ = pages(ids, 20, 500)
    assert read == ids
    assert count < 30


def test_a_page_found_too_big_shrinks_down_to_one_row() -> None:
    """One row is the least; less cannot be asked for."""
    size = PageSize(20, 1.0)
    sizes = [size.rows]
    while size.shrink():
        sizes.append(size.rows)
    assert sizes == [20, 5, 1]

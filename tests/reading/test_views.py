"""The three views: what they read, where it stood, what had to be undone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scanner.reading.views import changes_within, views_of

DISGUISES = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "逾期欠款还款账单帐單還微薇信a1 ①❷３𝟎\u200b\u202e\ufe0f\u20e3\u0301\u0336"
            "⽴⻓・*-/|。，（Ａｂİſß㎡﷽🆔🔟\ufdd0\ud800\x00\n"
        ),
        st.characters(),
    ),
    max_size=60,
)


def steps(text: str) -> dict[str, str]:
    """Return step -> the stretch of the text that it had to undo (the last one of each)."""
    return {c.step: text[c.span[0] : c.span[1]] for c in views_of(text).changes}


@given(DISGUISES)
@example("e\u0301\u200b①３逾/期")
def test_every_view_maps_each_character_into_the_original_in_order(text: str) -> None:
    """Offsets are inside the original, ordered, and as many as there are characters."""
    views = views_of(text)
    for view in (views.original, views.normalised, views.skeleton):
        assert len(view.starts) == len(view.ends) == len(view.text)
        assert all(0 <= s < e <= len(text) for s, e in zip(view.starts, view.ends, strict=True))
        assert list(view.starts) == sorted(view.starts)
        assert list(view.ends) == sorted(view.ends)
    for change in views.changes:
        assert 0 <= change.span[0] < change.span[1] <= len(text)


@given(DISGUISES)
@example("ﾞ")
@example("Ⅷ̈İ")
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    """The normalised view of a normalised text is that text."""
    once = views_of(text).normalised.text
    assert views_of(once).normalised.text == once


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_only_lowered(text: str) -> None:
    """Plain ASCII loses its case and nothing else, and needs no map."""
    views = views_of(text)
    assert views.normalised.text == text.lower()
    assert isinstance(views.normalised.starts, range)


@given(DISGUISES)
def test_a_view_never_grows_beyond_four_characters_for_one(text: str) -> None:
    """A ligature cannot blow a text up."""
    views = views_of(text)
    assert len(views.normalised.text) <= 4 * len(text)
    assert len(views.skeleton.text) <= len(views.normalised.text)


@given(st.text(alphabet="您的信用卡账单已逾期请尽快还款，。：！0123456789", max_size=80))
def test_ordinary_chinese_is_no_disguise(text: str) -> None:
    """Simplified text with full-width punctuation leaves no change and keeps its length."""
    views = views_of(text)
    assert views.changes == ()
    assert len(views.normalised.text) == len(text)
    assert views.skeleton.text == views.normalised.text


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("信用卡帳單已逾期，請繳款", "信用卡账单已逾期,请缴款"),
        ("ＡＰＰ：１２３", "app:123"),
        ("①②③❹⑩", "123410"),
        ("1️⃣3️⃣8️⃣", "138"),
        ("𝟏𝟑𝟖", "138"),
        ("⽴案", "立案"),
        ("⻓期", "长期"),
        ("逾\u200b期", "逾期"),
        ("\u202e逾期\u202c", "逾期"),
        ("帐单", "账单"),
        ("帐単の処理", "账单の处理"),
        ("cafe\u0301", "café"),
        ("欠\u0336款\u0336", "欠款"),
        ("४२ रुपये", "42 रुपये"),
        ("\ud800", "\ud800"),
    ],
)
def test_a_disguise_is_read_as_what_it_stands_for(text: str, normalised: str) -> None:
    """Compatibility forms, digit styles, traditional characters and invisibles are undone."""
    assert views_of(text).normalised.text == normalised


@pytest.mark.parametrize(
    ("text", "skeleton"),
    [
        ("逾/期 未 还", "逾期未还"),
        ("立‖案，起*诉", "立案,起诉"),
        ("金 额 2 6 8 0 元", "金额 2680 元"),
        ("欠💰款", "欠款"),
        ("加薇芯", "加微信"),
        ("歉款己渝期", "欠款已逾期"),
        ("代贝款", "贷款"),
        ("木日内", "本日内"),
        ("违约金5元/天", "违约金5元/天"),
        ("b4 5pm", "b4 5pm"),
        ("抱歉，剩余期限", "抱歉,剩余期限"),
        ("Pay Now - today", "pay now - today"),
    ],
)
def test_the_skeleton_reads_through_separators_and_variants(text: str, skeleton: str) -> None:
    """Separators between Han characters go, listed words are recognised, honest ones stay."""
    assert views_of(text).skeleton.text == skeleton


@pytest.mark.parametrize(
    ("text", "step", "seen"),
    [
        ("逾\u200b期", "zero-width", "\u200b"),
        ("\u202e逾期", "bidi", "\u202e"),
        ("１３８", "full-width", "１３８"),
        ("①３", "circled-digit", "①"),
        ("1️⃣", "emoji-digit", "1️⃣"),
        ("還款", "traditional", "還"),
        ("単", "variant", "単"),
        ("加薇信", "homophone", "薇"),
        ("代贝款", "split-character", "代贝款"),
        ("逾/期", "inserted-separator", "/"),
        ("yu期", "split-character", "yu期"),
        ("应.还.款", "inserted-separator", "."),
        ("y0ur loan", "leet", "0"),
        ("3OOO元", "leet", "O"),
        ("⽴案", "radical", "⽴"),
    ],
)
def test_each_step_is_recorded_where_it_was_needed(text: str, step: str, seen: str) -> None:
    """Needing a step is evidence, so each is named with its place."""
    assert steps(text)[step] == seen


def test_joiners_in_emoji_and_indic_text_are_no_disguise() -> None:
    """A zero-width joiner has honest work in a family emoji and in Hindi."""
    assert "zero-width" not in steps("👨\u200d👩\u200d👧 क\u094d\u200dष")


def test_a_span_of_the_skeleton_marks_what_the_person_sees() -> None:
    """The evidence for 逾期 covers the separator inside it."""
    text = "您已逾/期了"
    skeleton = views_of(text).skeleton
    at = skeleton.text.index("逾期")
    start, end = skeleton.original_span(at, at + 2)
    assert text[start:end] == "逾/期"


def test_changes_within_a_span_are_those_that_touch_it() -> None:
    """A change elsewhere in the message says nothing about this word."""
    text = "加薇信，已逾/期"
    changes = views_of(text).changes
    assert [c.step for c in changes_within(changes, (4, 8))] == ["inserted-separator"]

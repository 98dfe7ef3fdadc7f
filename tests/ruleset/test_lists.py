"""What the shipped lists hold to, so that every fact in a report can be traced."""

from __future__ import annotations

import re
from datetime import date, time

import msgspec
import pytest
from publicsuffixlist import PublicSuffixList

from scanner.ruleset.lists import Letter, QuietHours
from scanner.ruleset.load import load_ruleset

RULESET = load_ruleset()
ENTITIES = RULESET.directory.entities.values()
SHIPPABLE = {
    "official", "regulator_copy", "official_copy", "press", "vendor_code", "community",
    "community_of_regulator_list", "real_inbox",
}  # fmt: skip


def test_directory_holds_all_licensed_consumer_finance_companies() -> None:
    """31 on the regulator's list, each with its licence code."""
    companies = [e for e in ENTITIES if e.kind == "consumer_finance"]
    assert len(companies) == 31
    assert all(
        re.fullmatch(r"X00\d{2}H2\d{8}|X00\d{2}H3\d{8}", e.licence[0].value) for e in companies
    )


def test_numbers_and_domains_come_from_shippable_sources_only() -> None:
    """A string in somebody's code is good for a name, never for a number or a domain."""
    facts = [f for e in ENTITIES for f in (*e.hotlines, *e.senders, *e.port_patterns, *e.domains)]
    assert len(facts) > 350
    assert {f.tier for f in facts} <= SHIPPABLE
    assert all(f.checked >= date(2026, 11, 1) and len(f.url) > 4 for f in facts)


def test_domains_are_registrable_ones() -> None:
    """No scheme, no path, no www; a host of another's domain only where it is the owner's own."""
    psl = PublicSuffixList()
    for entity in ENTITIES:
        for fact in entity.domains:
            if fact.value != "asia.ccb.com":
                assert psl.privatesuffix(fact.value) == fact.value, (entity.id, fact.value)


def test_every_bank_has_a_hotline() -> None:
    """The number that a report gives instead of that in the message."""
    assert [e.id for e in ENTITIES if e.kind in ("bank", "bank_hk") and not e.hotlines] == []


def test_hotlines_are_numbers() -> None:
    """Digits with blanks, hyphens or a country code."""
    for entity in ENTITIES:
        for fact in (*entity.hotlines, *entity.port_patterns):
            assert re.fullmatch(r"\+?[\d *()-]{5,20}", fact.value), (entity.id, fact.value)


def test_no_name_means_two_entities() -> None:
    """An ambiguous name would be left out in silence."""
    for entity in ENTITIES:
        for name in entity.aliases:
            owner = RULESET.directory.by_name(name)
            assert owner, name
            assert owner.may_speak_for(entity), name


@pytest.mark.parametrize("violation", ["quiet_hours", "third_party", "threat", "private_payee"])
@pytest.mark.parametrize("region", ["CN", "HK", "US", "KE", None])
def test_every_violation_has_a_norm_everywhere(violation: str, region: str | None) -> None:
    """A violation without a norm would be an opinion."""
    assert RULESET.norms_of(violation, region)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("region", "quiet", "allowed"),
    [
        ("CN", ["22:00", "23:59", "00:00", "07:59"], ["08:00", "21:59"]),
        ("US", ["21:00", "07:59"], ["08:00", "20:59"]),
        ("GB", ["21:00", "07:59"], ["08:00", "20:59"]),
        ("IN", ["19:00", "07:59"], ["08:00", "18:59"]),
        ("PH", ["22:00", "05:59"], ["06:00", "21:59"]),
        ("ID", ["20:00", "07:59"], ["08:00", "19:59"]),
        ("VN", ["21:00", "06:59"], ["07:00", "20:59"]),
        ("NG", ["21:00", "07:59"], ["08:00", "20:59"]),
    ],
)
def test_quiet_hours_are_those_of_the_region(
    region: str, quiet: list[str], allowed: list[str]
) -> None:
    """From the first minute to the last before the end, over midnight."""
    windows = [n.quiet for n in RULESET.norms_of("quiet_hours", region) if n.quiet]  # type: ignore[arg-type]
    assert windows
    for window in windows:
        assert all(window.contains(time.fromisoformat(moment)) for moment in quiet)
        assert not any(window.contains(time.fromisoformat(moment)) for moment in allowed)


def test_quiet_hours_within_one_day_do_not_wrap() -> None:
    """A window that does not go over midnight."""
    window = QuietHours(start=time(12), end=time(14))
    assert window.contains(time(13))
    assert not window.contains(time(14))
    assert not window.contains(time(23))


@pytest.mark.parametrize("verdict", ["likely_forged", "suspicious", "unverified", "consistent"])
@pytest.mark.parametrize("region", ["CN", "US", None])
def test_every_verdict_has_a_next_step(verdict: str, region: str | None) -> None:
    """In every region, also where none is known."""
    assert RULESET.advice_for({verdict}, region)  # type: ignore[arg-type]


def test_advice_for_china_adds_what_holds_only_there() -> None:
    """The court's own line is of no use elsewhere."""
    in_china = {a.id for a in RULESET.advice_for({"authority_named"}, "CN")}
    elsewhere = {a.id for a in RULESET.advice_for({"authority_named"}, "GB")}
    assert in_china - elsewhere == {"court-named"}


def test_channels_are_those_of_the_region_and_the_situation() -> None:
    """Where to report a forgery in Hong Kong; where to complain of conduct in China."""
    assert [c.id for c in RULESET.channels_for({"likely_forged"}, "HK")] == ["hk-18222"]
    assert "cn-12378" in {c.id for c in RULESET.channels_for({"violation"}, "CN")}


def test_texts_for_people_have_both_languages() -> None:
    """Chinese in Chinese, English without Chinese punctuation."""
    texts = [a.text for a in RULESET.advice.values()]
    texts += [c.purpose for c in RULESET.channels.values()]
    texts += [n.says for n in RULESET.norms.values()]
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert not re.search(r"[，。；：！？]", text.en)


def test_every_channel_has_a_letter_and_every_letter_a_channel() -> None:
    """In each of the channel's situations; a letter never names a channel that is not there."""
    for channel in RULESET.channels.values():
        for situation in channel.situations:
            assert RULESET.letter_for(channel, {situation}), (channel.id, situation)
    named = {channel for letter in RULESET.letters.values() for channel in letter.channels}
    assert named == set(RULESET.channels)


def test_a_letter_with_a_field_that_nothing_fills_in_is_refused() -> None:
    """Else it would reach a complaint desk with a hole in it."""
    text = {"zh": "{texts}", "en": "{texts}"}
    good = {"id": "x-letter", "channels": ["cn-110"], "text": text}
    assert msgspec.convert(good, Letter).channels == ("cn-110",)
    for wrong in ("{name}", "{texts!r}", "{texts:>9}", "{0}"):
        with pytest.raises(msgspec.ValidationError, match="no field of a letter"):
            msgspec.convert({**good, "text": {"zh": wrong, "en": "xx"}}, Letter)
        with pytest.raises(msgspec.ValidationError, match="no field of a letter"):
            msgspec.convert({**good, "text": {**text, "hant": wrong}}, Letter)

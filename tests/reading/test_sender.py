"""Senders by the numbering plan of the reader's region."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.reading.model import Region, SenderClass
from scanner.reading.sender import classify_sender


@pytest.mark.parametrize(
    ("address", "region", "kind"),
    [
        ("95588", "CN", "short_code_95"),
        ("9555801", "CN", "short_code_95"),
        ("02195588", "CN", "short_code_95"),
        ("96110", "CN", "short_code_95"),
        ("12368", "CN", "short_code_12"),
        ("0571012368", "CN", "short_code_12"),
        ("057112368", "CN", "short_code_12"),
        ("110", "CN", "short_code_12"),
        ("10086", "CN", "carrier"),
        ("10001", "CN", "carrier"),
        ("106980095588", "CN", "port_106"),
        ("10690000123456789", "CN", "port_106"),
        ("4006601234", "CN", "hotline_400"),
        ("13800001234", "CN", "mobile"),
        ("+8613800001234", "CN", "mobile"),
        ("+86 138-0000-1234", "CN", "mobile"),
        ("17000001234", "CN", "virtual_operator"),
        ("16200001234", "CN", "virtual_operator"),
        ("+8617100001234", "CN", "virtual_operator"),
        ("01088887777", "CN", "landline"),
        ("057188887777", "CN", "landline"),
        ("+85260001234", "CN", "overseas"),
        ("0063917000041", "CN", "overseas"),
        ("+15550100123", "CN", "overseas"),
        ("+15550100123", "US", "mobile"),
        ("+639170000123", "US", "overseas"),
        ("8885550123", "US", "hotline_400"),
        ("72445", "US", "short_code"),
        ("+447700900123", "GB", "mobile"),
        ("02079460000", "GB", "landline"),
        ("+85260001234", "HK", "mobile"),
        ("+85281001234", "HK", "landline"),
        ("+85285001234", "HK", "mobile"),
        ("23456789", "HK", "landline"),
        ("0912345678", "TW", "mobile"),
        ("+919000012345", "IN", "mobile"),
        ("VM-HDFCBK", "IN", "alphanumeric"),
        ("#HSBC", "HK", "alphanumeric"),
        ("ThistleBank", "GB", "alphanumeric"),
        ("notice@bank.example", None, "email"),
        ("", None, "unknown"),
        (None, None, "unknown"),
        ("***", None, "unknown"),
    ],
)
def test_a_sender_is_classed_by_its_shape(
    address: str | None, region: Region | None, kind: SenderClass
) -> None:
    """Every class of the model, in the plans of several regions."""
    assert classify_sender(address, region).kind == kind


@pytest.mark.parametrize(
    ("address", "header", "region"),
    [("VM-HDFCBK", "HDFCBK", "IN"), ("AX-KOTAKB-S", "KOTAKB", "IN"), ("#HSBC", "HSBC", "HK")],
)
def test_a_header_is_freed_from_its_operator_prefix(
    address: str, header: str, region: Region
) -> None:
    """India's operator prefix and Hong Kong's # are no part of the name."""
    sender = classify_sender(address)
    assert (sender.header, sender.region) == (header, region)


def test_an_invisible_character_in_a_number_does_not_hide_its_class() -> None:
    """A zero-width character must not turn a private mobile into a name."""
    assert classify_sender("138\u200b00001234", "CN").kind == "mobile"


@given(st.text(max_size=40))
def test_any_address_has_a_class(address: str) -> None:
    """Whatever a phone stored, it is classed and kept as stored."""
    assert classify_sender(address).address == address

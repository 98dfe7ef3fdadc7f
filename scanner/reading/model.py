"""The types that reading yields. Offsets are code points of the original body, end exclusive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from scanner.message import Message

Span = tuple[int, int]
ViewName = Literal["original", "normalised", "skeleton"]
Currency = str
"""ISO 4217 code, such as "CNY"."""
AmountRole = Literal["overdue", "total", "instalment", "fee", "minimum"]
Region = Literal[
    "CN", "HK", "MO", "TW", "SG", "MY", "IN", "ID", "PH", "VN", "TH", "US", "GB", "AU", "NZ", "CA",
    "KE", "NG", "GH", "ZA", "UG", "TZ", "MX", "CO", "PE", "ES", "BR",
]  # fmt: skip
SenderClass = Literal[
    "short_code_95",  # 953/955/956 and other 95/96 service codes, with or without an extension
    "short_code_12",  # 12xxx public-service numbers: 12368, 12381, 12378 …; also area code + 12368
    "carrier",  # 10086, 10010, 10000, 10001 … and 10xxx customer lines
    "port_106",  # 106… SMS ports of mainland China
    "hotline_400",  # 400 / 800 numbers
    "mobile",  # a person's number in the reader's own region
    "virtual_operator",  # mainland 162, 165, 167, 170, 171
    "landline",
    "overseas",  # + or 00 of another region than the text's
    "alphanumeric",  # a name instead of a number: VM-HDFCBK, #HSBC, ThistleBank
    "short_code",  # short numeric codes of other regions, such as 72445
    "email",
    "unknown",  # nothing stored, or nothing that can be read
]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a view had to undo, where, and what it read instead."""

    step: str
    """Stable id: "zero-width", "bidi", "full-width", "circled-digit", "emoji-digit",
    "traditional", "variant", "homophone", "split-character", "inserted-separator", …"""
    span: Span
    read_as: str


@dataclass(frozen=True, slots=True)
class View:
    """One way of reading the body, with the way back to it.

    `starts[i]` and `ends[i]` are the original offsets of `text[i]`.
    """

    name: ViewName
    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def original_span(self, start: int, end: int) -> Span:
        """Return the span of the original that `text[start:end]` (not empty) was read from."""
        return (self.starts[start], self.ends[end - 1])


@dataclass(frozen=True, slots=True)
class Views:
    """original -> normalised -> skeleton, and what each step changed."""

    original: View
    normalised: View
    skeleton: View
    changes: tuple[Change, ...] = ()

    def __getitem__(self, name: ViewName) -> View:
        return {
            "original": self.original,
            "normalised": self.normalised,
            "skeleton": self.skeleton,
        }[name]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the phone says wrote, classified by the numbering plan (shape only, no directory)."""

    address: str
    """As stored; "" when unknown."""
    kind: SenderClass
    number: str = ""
    """Digits only, with the country code where one was written; "" for names."""
    header: str = ""
    """The name of an alphanumeric sender, without operator prefix: "HDFCBK" of VM-HDFCBK."""
    region: Region | None = None
    """Region that the number or header belongs to, where it shows."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The 【…】 (or [..] / "Name:") by which a message names its sender."""

    name: str
    span: Span
    style: Literal["bracket", "square", "prefix", "suffix"]


@dataclass(frozen=True, slots=True)
class LenderClaim:
    """Whom the message says the money is owed to."""

    name: str
    """As written in the message, obfuscation undone."""
    span: Span
    entity_id: str | None = None
    """Id in the directory where the name is an exact alias; None when unknown."""
    lookalike_of: str | None = None
    """Id in the directory of the entity that the name resembles without being it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money."""

    value: float
    currency: Currency
    role: AmountRole
    span: Span


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date or moment. `value` is None where the text gives one that cannot be worked out."""

    value: date | datetime | None
    text: str
    span: Span

    @property
    def iso(self) -> str:
        """ISO 8601 without offset ("2026-05-20", "2026-05-20T18:00"), or the words as written."""
        if isinstance(self.value, datetime):
            return self.value.isoformat(timespec="minutes")
        return self.value.isoformat() if self.value else self.text


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number, such as days overdue."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class TextClaim:
    """A piece of text with a meaning: card tail, account, messenger id."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number to call, classed as a sender would be."""

    value: str
    """As written, obfuscation undone: "400-233-0196"."""
    number: str
    """Digits only."""
    kind: SenderClass
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link, with the scheme or without."""

    value: str
    """As written, obfuscation undone, without trailing punctuation."""
    host: str
    domain: str
    """Registrable domain by the public suffix list; the host where there is none (IP address)."""
    span: Span
    obfuscated: bool = False
    """The link had to be put together: blanks, [.], 点, full-width, zero-width …"""


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything a message says that can be checked against something else."""

    signature: Signature | None = None
    lender: LenderClaim | None = None
    amounts: tuple[Amount, ...] = ()
    days_overdue: Count | None = None
    due_date: DateClaim | None = None
    deadline: DateClaim | None = None
    card_tail: TextClaim | None = None
    phones: tuple[Phone, ...] = ()
    urls: tuple[Link, ...] = ()
    account: TextClaim | None = None
    """Where the money should go: a bank account, wallet number, crypto address."""
    messenger: TextClaim | None = None
    """A messenger contact with its service: "微信 hk_01", "WhatsApp 5000 0713"."""


@dataclass(frozen=True)
class Reading:
    """A message as understood."""

    message: Message
    views: Views
    sender: Sender
    language: Literal["zh-Hans", "zh-Hant", "en", "id", "vi", "es", "tl", "hi", "other"]
    region: Region | None
    """Where the reader lives, by sender, currency and language; for law and contacts."""
    work_out_claims: Callable[[], Claims] = field(default=Claims, repr=False, compare=False)

    @cached_property
    def claims(self) -> Claims:
        """What the message says; worked out once, when first asked for.

        Most messages of an inbox are about no debt, and nobody asks what they claim.
        """
        return self.work_out_claims()

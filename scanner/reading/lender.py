"""Whom a message says the money is owed to."""

from __future__ import annotations

import re

from scanner.reading.brands import BUYERS, HAN_BRAND, LATIN_BRAND, UNCERTAIN_BRAND
from scanner.reading.lender_patterns import (
    ACTS_FOR,
    AFTER_A_LATIN_NAME,
    AFTER_THE_NAME,
    CLIENT,
    DEPARTMENT,
    HAN_CLAIMS,
    HAN_UNIT,
    INSIDE_A_NAME,
    LATIN_CLAIMS,
    MANDATE,
    ORIGINAL,
    PERSON_OF,
    PLATFORMS,
    PRODUCT,
    SENT_BY,
    TOOL_AFTER,
    TOOL_BEFORE,
    UNIT_AFTER_A_BRAND,
)
from scanner.reading.model import LenderClaim, Signature, Span
from scanner.reading.name_words import (
    AGENT,
    AUTHORITY,
    COMMON,
    GENERIC,
    HAN_NAME,
    LAWYER,
    LEAD,
    NOT_A_LENDER,
    NOT_IN_A_NAME,
    OFFICE,
    PERSON,
    PLACE,
)
from scanner.reading.names import NameIndex
from scanner.reading.text import Page
from scanner.reading.views import views_of


def find_lender(
    page: Page, text: str, signature: Signature | None, names: NameIndex
) -> LenderClaim | None:
    """Return the creditor that a message names: the original one before its agent.

    Args:
        page: of the view that `text` is of.
        text: its text with links blanked out.
        signature: of the message.
        names: of the directory.
    """
    in_body = _Body(page, text, signature, names)
    if signature is None:
        return in_body.claim()
    if m := ORIGINAL.search(page.shown):
        return _claim(names, m["v"], page.span(*m.span("v")))
    signed = views_of(signature.name).normalised.text
    if behind := in_body.behind(signature, signed):
        return behind
    bare = DEPARTMENT.sub("", signed)
    if bare != signed and (house := names.entity_of(bare)):
        return LenderClaim(DEPARTMENT.sub("", signature.name), signature.span, house)
    is_agent = names.entity_of(signed) is None and bool(
        AGENT.search(signed) or BUYERS.search(signed)
    )
    if is_agent or not _is_a_name(signed):
        found = in_body.claim()
        may_sign = found is None and _is_a_name(signed) and not LAWYER.search(signed)
        return _claim(names, _owner_of(signature), signature.span) if may_sign else found
    is_first_name = signature.style == "suffix" and signed.isalpha()
    return (
        in_body.client()
        or (in_body.brand() if is_first_name else None)
        or _signed(in_body, names, signature)
    )


def _is_a_name(signed: str) -> bool:
    """Tell a house's name from a title, an authority, a person and an office."""
    if GENERIC.match(re.sub(r"\s", "", signed)) or AUTHORITY.search(signed):
        return False
    return not (PERSON.match(signed) or OFFICE.match(signed))


def _signed(body: _Body, names: NameIndex, signature: Signature) -> LenderClaim:
    """Return the owner of a signature: Affinity Bank of "Tunde from Affinity Bank"."""
    if signature.style == "prefix" and (employer := body.employer(signature)):
        return employer
    return _claim(names, _owner_of(signature), signature.span)


def _owner_of(signature: Signature) -> str:
    """Return the name in a signature, without what was put before, behind and into it."""
    name = INSIDE_A_NAME.sub("", AFTER_A_LATIN_NAME.sub("", signature.name))
    if (m := UNIT_AFTER_A_BRAND.search(name)) and LATIN_BRAND.fullmatch(name[: m.start()].lower()):
        return name[: m.start()]
    name = HAN_UNIT.sub("", name)
    return SENT_BY.sub("", AFTER_THE_NAME.sub("", name))


def _claim(names: NameIndex, name: str, span: Span) -> LenderClaim:
    entity = names.entity_of(name) or names.entity_of(PLACE.sub("", name))
    return LenderClaim(name, span, entity, None if entity else names.lookalike_of(name))


class _Body:
    """The text outside the signature, in which a creditor may be named."""

    def __init__(
        self, page: Page, text: str, signature: Signature | None, names: NameIndex
    ) -> None:
        self._page = page
        self._text = text
        self._names = names
        self._signed = signature.span if signature else (-1, -1)

    def employer(self, signature: Signature) -> LenderClaim | None:
        """Return whom a person who signs with their own name writes for."""
        _, end = self._page.positions(signature.span)
        if m := PERSON_OF.match(self._page.shown[end : end + 60]):
            span = self._page.span(end + m.start("v"), end + m.end("v"))
            return _claim(self._names, m["v"], span)
        return None

    def client(self) -> LenderClaim | None:
        """Return by whose mandate the message says that it is written."""
        return self._by_place((MANDATE,), self._text)

    def claim(self) -> LenderClaim | None:
        """Return a named client, a listed name, a name by its ending or by its place."""
        return (
            self._by_place((CLIENT,), self._text)
            or self._listed()
            or self.brand()
            or self._unlisted()
            or self._by_place(HAN_CLAIMS, self._text)
            or self._by_place(LATIN_CLAIMS, self._page.shown)
        )

    def _is_signature(self, span: Span) -> bool:
        return span[0] < self._signed[1] and self._signed[0] < span[1]

    def _listed(self) -> LenderClaim | None:
        for hit in self._names.find(self._text):
            name = self._page.shown[hit.start : hit.end]
            span = self._page.span(hit.start, hit.end)
            if self._is_signature(span) or AUTHORITY.search(name.lower()):
                continue
            if not _is_only_a_tool(self._text, hit.start, hit.end):
                return LenderClaim(name, span, hit.entity_id)
        return None

    def behind(self, signature: Signature, signed: str) -> LenderClaim | None:
        """Return whom a signature names besides its owner, or the loan of a paying service."""
        if m := ACTS_FOR.search(signature.name):
            return _claim(self._names, m["v"], signature.span)
        if signed in PLATFORMS and (m := PRODUCT.search(self._text)):
            return _claim(self._names, m[0], self._page.span(*m.span()))
        return None

    def brand(self) -> LenderClaim | None:
        """Return a house that is known by name, but for the way to pay and the signature."""
        shown = self._page.shown
        found = [
            m.span()
            for pattern, text in (
                (LATIN_BRAND, self._text),
                (HAN_BRAND, self._text),
                (UNCERTAIN_BRAND, shown),
            )
            for m in pattern.finditer(text)
            if not _is_only_a_tool(self._text, *m.span())
            and not self._is_signature(self._page.span(*m.span()))
        ]
        if not found:
            return None
        start, end = min(found)
        return _claim(self._names, shown[start:end], self._page.span(start, end))

    def _unlisted(self) -> LenderClaim | None:
        """Return a name in running text that ends as a lender's does, and is no common noun."""
        for m in HAN_NAME.finditer(self._text):
            lead = LEAD.match(m[0])
            start = m.start() + (lead.end() if lead else 0)
            name = self._text[start : m.end()]
            if len(name) < 3 or "某" in name or COMMON.match(name) or re.search(r"\d{3}", name):
                continue
            span = self._page.span(start, m.end())
            if self._is_signature(span) or AUTHORITY.search(name):
                continue
            if not _is_only_a_tool(self._text, start, m.end()):
                return _claim(self._names, self._page.shown[start : m.end()], span)
        return None

    def _by_place(self, patterns: tuple[re.Pattern[str], ...], text: str) -> LenderClaim | None:
        for pattern in patterns:
            for m in pattern.finditer(text):
                name = self._page.shown[m.start("v") : m.end("v")]
                lowered = name.lower()
                span = self._page.span(m.start("v"), m.end("v"))
                first = re.match(r"[\w&'’]*", lowered)
                if self._is_signature(span) or (first and first[0] in NOT_A_LENDER):
                    continue
                if AUTHORITY.search(lowered) or GENERIC.match(lowered) or OFFICE.match(lowered):
                    continue
                if not NOT_IN_A_NAME.search(lowered):
                    return _claim(self._names, name, span)
        return None


def _is_only_a_tool(text: str, start: int, end: int) -> bool:
    """A name as the way to pay or the card to debit is no creditor: 支付宝账号, 招行尾号6620."""
    if TOOL_AFTER.match(text[end : end + 16]):
        return True
    return TOOL_BEFORE.search(text[max(0, start - 6) : start]) is not None

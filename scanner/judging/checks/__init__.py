"""Tests written in Python that rules name, for what a pattern cannot say.

A check takes (reading, witness, ruleset, params) and answers `Found`, `Unknown` or None. It never
decides what its finding weighs: that is the rule's business.
"""

from __future__ import annotations

from collections.abc import Mapping

from scanner.judging.checks import (
    conduct,
    contact,
    facts,
    houses,
    identity,
    inbox_debt,
    inbox_sender,
    link,
    own_debts,
    sender,
)
from scanner.judging.matching import CheckFunction

CHECKS: Mapping[str, CheckFunction] = {
    **conduct.CHECKS,
    **contact.CHECKS,
    **facts.CHECKS,
    **houses.CHECKS,
    **identity.CHECKS,
    **inbox_debt.CHECKS,
    **inbox_sender.CHECKS,
    **link.CHECKS,
    **own_debts.CHECKS,
    **sender.CHECKS,
}
"""Name -> check."""

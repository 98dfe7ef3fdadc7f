"""What the report calls things: one word or sentence per value of the types it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scanner.i18n import N_

if TYPE_CHECKING:
    from scanner.i18n import Language
    from scanner.judging.model import Kind, Verdict
    from scanner.reading.model import AmountRole, SenderClass
    from scanner.report.pictures import Unit
    from scanner.report.story import Stage
    from scanner.ruleset.model import ViolationId

LANGUAGE: Final[dict[Language, str]] = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "en": "English",
}
"""What each language calls itself."""
VERDICT: Final[dict[Verdict, str]] = {
    "likely_forged": N_("Likely forged"),
    "suspicious": N_("Suspicious"),
    "unverified": N_("Unverified"),
    "consistent": N_("Consistent"),
}
VERDICT_MEANS: Final[dict[Verdict, str]] = {
    "likely_forged": N_("Several independent signs, or one decisive sign, speak for a forgery."),
    "suspicious": N_("There is a real warning sign. Check before you do anything."),
    "unverified": N_("No warning sign, but nothing either that could be checked."),
    "consistent": N_("It agrees with what the sender would really send. That is not a proof."),
}
KIND: Final[dict[Kind, str]] = {
    "none": N_("Other message"),
    "due_reminder": N_("Bill, not yet due"),
    "overdue_reminder": N_("Overdue reminder"),
    "payment_demand": N_("Payment demand"),
    "legal_warning": N_("Legal warning"),
}
STAGE: Final[dict[Stage, str]] = {
    "paid_out": N_("Loan paid out"),
    "bill": N_("Bill"),
    "overdue": N_("Overdue reminder"),
    "demand": N_("Payment demand"),
    "legal": N_("Legal warning"),
    "arranged": N_("Plan agreed"),
    "received": N_("Payment received"),
    "settled": N_("Settled"),
}
UNIT: Final[dict[Unit, str]] = {
    "day": N_("A bar is a day."),
    "week": N_("A bar is a week."),
    "month": N_("A bar is a month."),
    "year": N_("A bar is a year."),
}
VIOLATION: Final[dict[ViolationId, str]] = {
    "quiet_hours": N_("Sent during quiet hours"),
    "third_party": N_("Draws in other people"),
    "threat": N_("Threatens"),
    "impersonates_authority": N_("Poses as an authority"),
    "insult": N_("Insults"),
    "private_payee": N_("Wants payment to a private account"),
    "pushes_new_loan": N_("Pushes a new loan"),
}
SENDER: Final[dict[SenderClass, str]] = {
    "short_code_95": N_("service number, 95 or 96"),
    "short_code_12": N_("public service number, 12…"),
    "carrier": N_("mobile carrier"),
    "port_106": N_("bulk SMS port, 106…"),
    "hotline_400": N_("400/800 number"),
    "mobile": N_("mobile number"),
    "virtual_operator": N_("mobile number of a virtual operator"),
    "landline": N_("landline number"),
    "overseas": N_("number from abroad"),
    "alphanumeric": N_("name instead of a number"),
    "short_code": N_("short number"),
    "email": N_("e-mail address"),
    "unknown": N_("unknown sender"),
}
AMOUNT: Final[dict[AmountRole, str]] = {
    "overdue": N_("overdue"),
    "total": N_("total"),
    "instalment": N_("instalment"),
    "fee": N_("fee"),
    "minimum": N_("minimum payment"),
}
TIER: Final[dict[str, str]] = {
    "official": N_("official source"),
    "regulator_copy": N_("copy of a regulator's text"),
    "official_copy": N_("copy of an official text"),
    "press": N_("press"),
    "vendor_code": N_("a vendor's program code"),
    "community": N_("community list"),
    "community_of_regulator_list": N_("community copy of a regulator's list"),
    "real_inbox": N_("seen in a real inbox"),
    "research_dataset": N_("research data"),
    "code_sample": N_("public code sample"),
    "invented_corpus": N_("labelled messages written for this project"),
}
BINDING: Final[dict[str, str]] = {
    "law": N_("law"),
    "regulation": N_("regulation"),
    "standard": N_("recommended standard"),
    "self_regulation": N_("the industry's own rule"),
    "convention": N_("convention"),
}
SOURCE: Final[dict[str, str]] = {
    "phone": N_("Phone, over ADB"),
    "demo": N_("Built-in demo phone"),
    "file": N_("File"),
}
TRANSPORT: Final[dict[str, str]] = {
    "hex pages": N_("page by page, as hexadecimal digits between random marks"),
    "one column at a time": N_("one column at a time, since the phone takes no expressions"),
}
"""How a phone was read; the forms of files are named as they are."""
DETAIL: Final[dict[str, str]] = {
    "account": N_("account"),
    "amount": N_("amount"),
    "claimed": N_("named"),
    "contact": N_("contact"),
    "domain": N_("site"),
    "lender": N_("on your list"),
    "now": N_("in this message"),
    "owner": N_("institution"),
    "phone": N_("number"),
    "sender": N_("sender"),
    "signature": N_("signature"),
    "tail": N_("ends in"),
    "then": N_("earlier"),
    "time": N_("time"),
    "what": N_("what agrees"),
}
"""Names of the values that evidence shows; what is not listed here is for programs."""
DETAIL_VALUE: Final[dict[str, str]] = {
    "card tail": N_("the card's last digits"),
    "amount": N_("the amount"),
    "due date": N_("the due date"),
    "due day": N_("the day of the month on which it is due"),
    "says_disbursed": N_("a loan was paid out"),
    "says_received": N_("a payment was received"),
    "says_debit_failed": N_("a debit failed"),
    "says_code": N_("the same sender sent a code"),
}
"""Values of `what` in words."""

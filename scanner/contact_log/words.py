"""What the fields of the contact log are called."""

from __future__ import annotations

from typing import Final

from scanner.contact_log.model import Way
from scanner.i18n import N_

WAY: Final[dict[Way, str]] = {
    "they_called": N_("they called"),
    "i_called": N_("I called"),
    "other": N_("otherwise (visit, chat)"),
}
FIELDS: Final[dict[str, str]] = {
    "number": N_("Number called or calling"),
    "staff_name": N_("Staff name"),
    "staff_number": N_("Staff number"),
    "lender": N_("Spoke for"),
    "message_key": N_("About message"),
    "promised": N_("Promised"),
    "note": N_("Note"),
}
"""Field of `Call` -> its name, in the order in which a person asks."""

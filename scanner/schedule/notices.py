"""Notices: on the desktop and pushed to a phone. Counts and urgency only, never what was written.

Both ways are extras: desktop-notifier and Apprise. What fails is returned, never raised.
"""

from __future__ import annotations

import importlib.util
import logging

from scanner.i18n import N_
from scanner.settings import Notices

_TITLE = "sms-scanner"
_DESKTOP_TIMEOUT_S = 10


def problems(notices: Notices) -> list[tuple[str, str]]:
    """Return for each way that is set its name, and what keeps it from working; sends nothing.

    As `send`, as far as that can be told beforehand.
    """
    found = []
    if notices.desktop:
        found.append(("desktop", _lacking("desktop_notifier")))
    if notices.push:
        found.append(("push", _lacking("apprise") or _unknown(notices.push)))
    return found


def _lacking(module: str) -> str:
    if importlib.util.find_spec(module) is not None:
        return ""
    if module == "apprise":
        return N_("Not installed: pip install 'sms-scanner[push]'")
    return N_("Not installed: pip install 'sms-scanner[desktop]'")


def _unknown(addresses: tuple[str, ...]) -> str:
    from apprise import Apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its words hold the addresses
    try:
        known = all(Apprise().add(address) for address in addresses)
    except Exception:  # noqa: BLE001 - whatever an address does, the check goes on
        known = False
    return "" if known else N_("An address under notices.push is not one that Apprise knows.")


def send(notices: Notices, text: str) -> list[tuple[str, str]]:
    """Send a notice every way that is set.

    Args:
        notices: the settings.
        text: one or two sentences, translated.

    Returns:
        For each way, in order: its name, and what went wrong as a gettext msgid; "" = it was sent.
    """
    outcomes = []
    if notices.desktop:
        outcomes.append(("desktop", _desktop(text)))
    if notices.push:
        outcomes.append(("push", _push(notices.push, text)))
    return outcomes


def _desktop(text: str) -> str:
    if lacking := _lacking("desktop_notifier"):
        return lacking
    import asyncio

    from desktop_notifier import DesktopNotifier

    complaints: list[logging.LogRecord] = []  # it logs what goes wrong and raises nothing
    logger = logging.getLogger("desktop_notifier")
    logger.propagate = False
    logger.addHandler(_Listener(complaints))

    async def show() -> None:
        notifier = DesktopNotifier(app_name=_TITLE)
        await asyncio.wait_for(notifier.send(title=_TITLE, message=text), _DESKTOP_TIMEOUT_S)

    try:
        asyncio.run(show())
    except Exception:  # noqa: BLE001 - whatever a desktop does, a scan goes on
        return N_("This desktop takes no notices.")
    return N_("This desktop takes no notices.") if complaints else ""


class _Listener(logging.Handler):
    def __init__(self, heard: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record)


def _push(addresses: tuple[str, ...], text: str) -> str:
    if lacking := _lacking("apprise"):
        return lacking
    from apprise import Apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its words hold the addresses
    sender = Apprise()
    try:
        known = [sender.add(address) for address in addresses]
        sent = sender.notify(body=text, title=_TITLE) if any(known) else False
    except Exception:  # noqa: BLE001 - likewise
        known, sent = [True], False
    if not all(known):
        return N_("An address under notices.push is not one that Apprise knows.")
    return "" if sent else N_("The notice could not be delivered.")

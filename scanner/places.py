"""Where the scanner keeps what it must remember between two runs, and where its settings are."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def state_folder() -> Path:
    """Return the folder for state, such as `~/.local/state/sms-scanner`; it may not exist yet.

    SMS_SCANNER_STATE names another one.
    """
    chosen = os.environ.get("SMS_SCANNER_STATE")
    return Path(chosen) if chosen else platformdirs.user_state_path("sms-scanner", appauthor=False)


def kept_inbox(key: str) -> Path:
    """Return where the inbox of a phone is kept, if it is.

    Args:
        key: of the phone, from `scanner.history.identity.phone_key`.
    """
    return state_folder() / "inboxes" / f"{key}.jsonl"


def settings_file() -> Path:
    """Return the path of the settings, such as `~/.config/sms-scanner/config.toml`.

    It need not exist. SMS_SCANNER_CONFIG names another file.
    """
    chosen = os.environ.get("SMS_SCANNER_CONFIG")
    if chosen:
        return Path(chosen)
    return platformdirs.user_config_path("sms-scanner", appauthor=False) / "config.toml"


def debts_file() -> Path:
    """Return the path of the person's own statement of what they owe, beside the settings.

    It need not exist. SMS_SCANNER_DEBTS names another file.
    """
    chosen = os.environ.get("SMS_SCANNER_DEBTS")
    return Path(chosen) if chosen else settings_file().with_name("my-debts.toml")

"""What can go wrong, as one small tree.

::

    ScannerError            2    anything a person should read as a sentence, not a traceback
    ├── InputError          2    a file, folder or argument that cannot be used
    ├── OutputError         2    a report or export that could not be written
    ├── AcquisitionError    2    the phone answered, but its inbox was not proved whole
    ├── RulesError          4    a rule or list that does not hold to its schema
    └── PhoneNotReady      75    no phone, or one that still needs something from its owner

The number is the exit code (75 is EX_TEMPFAIL of sysexits.h: try again later).
"""

from __future__ import annotations


class ScannerError(Exception):
    """An error for a person to read.

    Attributes:
        message: what happened, one English sentence; a gettext msgid with `{name}` fields.
        hint: what to do next, likewise; empty when there is nothing to add.
        fields: values of the `{name}` fields of both. Never message text of an SMS.
        exit_code: of the process.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "", **fields: object) -> None:
        super().__init__(message.format(**fields) if fields else message)
        self.message = message
        self.hint = hint
        self.fields = fields


class InputError(ScannerError):
    """A file, folder or argument that cannot be used."""


class OutputError(ScannerError):
    """A report or export that could not be written; nothing half-written is left."""


class AcquisitionError(ScannerError):
    """The phone answered, but its inbox was not proved to be read whole."""


class RulesError(ScannerError):
    """A rule or list that does not hold to its schema."""

    exit_code = 4


class PhoneNotReady(ScannerError):  # noqa: N818 - a state of the phone, not a fault
    """No phone, or one that still needs something from its owner."""

    exit_code = 75

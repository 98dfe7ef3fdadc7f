"""What a phone's refusal means, and what its owner can do about it."""

from __future__ import annotations

from scanner.errors import AcquisitionError, PhoneNotReady, ScannerError
from scanner.i18n import N_
from scanner.inbox.acquisition import Device
from scanner.inbox.phone.page import Refusal

_SHELL_READS_SMS_SINCE = 29
"""SDK of Android 10, the first whose `com.android.shell` holds READ_SMS (packages/Shell)."""

_EXPORT = N_(
    "Let the phone make a backup, and read that: sms-scanner scan --backup (it asks for a tap on "
    "the phone). Or export the messages as CSV or JSONL with an app on the phone, and read that "
    "file: sms-scanner scan --input FILE"
)

_LAST_RESORT = N_(
    "Let the phone make a backup, and read that: sms-scanner scan --backup (it asks for a tap on "
    "the phone). Only if that does not work: sms-scanner scan --plain, which reads rows as plain "
    "text; a message can forge those, so they count as unverified."
)


def explain_refusal(kind: Refusal, device: Device) -> ScannerError:
    """Return the error for a phone that answered a query with one of its own."""
    if kind == "locked":
        return PhoneNotReady(
            "The phone {phone} has restarted and was not unlocked since, so its messages are still "
            "encrypted.",
            "Unlock it once with its PIN, pattern or password, and run this again.",
            phone=device.name,
        )
    if kind == "denied":
        return _denied(device)
    if kind == "no-provider":
        return AcquisitionError(
            "The phone {phone} has no SMS store that adb can see.",
            "Unlock the phone and run this again. A tablet without a SIM slot may have none.",
            phone=device.name,
        )
    if kind == "no-command":
        return AcquisitionError(
            "The phone {phone} lacks Android's command `content`, which its SMS are read with.",
            _EXPORT,
            phone=device.name,
        )
    if kind == "expressions":
        return AcquisitionError(
            "The phone {phone} refuses the form of question by which messages cannot be forged, "
            "and lists none in any other. Whether its inbox is empty cannot be told.",
            _LAST_RESORT,
            phone=device.name,
        )
    return AcquisitionError(
        "The phone {phone} answered with an error of its own ({kind}).",
        "Unlock the phone, wait until it has started up fully, and run this again.",
        phone=device.name,
        kind=kind,
    )


def explain_silence(device: Device) -> AcquisitionError:
    """Return the error for a phone that gives neither messages nor a count of none."""
    return AcquisitionError(
        "The phone {phone} withholds its messages: it gave none, and no count either. That is not "
        "an empty inbox.",
        "Unlock the phone. In its privacy or security settings, look for one that keeps SMS from "
        '"Shell" (com.android.shell), such as a blank pass, and allow it. Then run this again. '
        "Or let the phone make a backup, and read that: sms-scanner scan --backup",
        phone=device.name,
    )


def _denied(device: Device) -> AcquisitionError:
    if device.sdk is not None and device.sdk < _SHELL_READS_SMS_SINCE:
        return AcquisitionError(
            "Android {android} on the phone {phone} does not let adb read SMS; Android 10 and "
            "newer do.",
            _EXPORT,
            android=device.android,
            phone=device.name,
        )
    return AcquisitionError(
        "The phone {phone} does not let adb read its SMS (permission denied).",
        "Unlock the phone and run this again. If it still refuses, let it make a backup, and read "
        "that: sms-scanner scan --backup (it asks for a tap on the phone). Or export the messages "
        "as CSV or JSONL with an app on the phone, and read that file: sms-scanner scan --input "
        "FILE",
        phone=device.name,
    )

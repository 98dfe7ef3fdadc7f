"""What is kept of a scan, what counts as news, and what is left after forgetting."""

from pathlib import Path

import pytest
from support.histories import (
    DAY_MS,
    FORGED,
    GREETING,
    NOON_MS,
    forged,
    greeting,
    report_on,
)
from support.judging import sms

from scanner.errors import AcquisitionError, InputError, PhoneNotReady
from scanner.history import queries
from scanner.history.changes import changes
from scanner.history.entry import has_history, missed_scan
from scanner.history.model import Recorded
from scanner.history.store import History
from scanner.inbox.acquisition import Acquisition

BILL = "【招商银行】您尾号1234的信用卡本期账单1280.00元,到期还款日04月20日,请按时还款。"


def all_bytes(history: History) -> bytes:
    """Return everything in the folder of the history."""
    return b"".join(f.read_bytes() for f in history.path.parent.iterdir() if f.is_file())


def test_texts_are_kept_only_where_they_matter(history: History, scan) -> None:  # noqa: ANN001
    """Of a greeting only key, class of sender and time; of bills and demands also the text."""
    bill = sms(BILL, "95555", "2026-04-05T10:00:00+08:00")
    recorded = scan(forged(), bill, greeting())
    kept = {m["message_key"]: m for m in queries.everything(history, 1)["messages"]}
    assert kept[forged().message_key]["body"] == FORGED
    assert kept[bill.message_key]["body"] == BILL
    other = kept[greeting().message_key]
    assert other == {
        "message_key": greeting().message_key,
        "first_scan": recorded.scan_id,
        "last_scan": recorded.scan_id,
        "sender_class": "mobile",
        "received_ms": greeting().received_ms,
        "address": None,
        "body": None,
        "sent_ms": None,
        "utc_offset_min": None,
    }
    assert kept[bill.message_key]["utc_offset_min"] == 480
    assert GREETING.encode() not in all_bytes(history)


def test_neither_the_serial_nor_its_plain_hash_is_written_down(history: History, scan) -> None:  # noqa: ANN001
    """The salt makes the key another one for each computer."""
    scan(forged(), serial="SERIAL-4711")
    assert b"SERIAL-4711" not in all_bytes(history)
    [row] = queries.inboxes(history)
    assert row.name == "Google Pixel 8"


def test_the_same_judgement_again_is_no_news_and_takes_no_room(history: History, scan) -> None:  # noqa: ANN001
    """Twice a day for years must not make the file grow by each finding."""
    first = scan(forged(1))
    assert len(queries.news(history, first.inbox_id, first.scan_id)) == 1
    history.mark_told(first.inbox_id, first.scan_id)
    second = scan(forged(1), forged(2), at_ms=NOON_MS + DAY_MS)
    [new] = queries.news(history, second.inbox_id, second.scan_id)
    assert new.message_key == forged(2).message_key
    assert len(queries.everything(history, 1)["findings"]) == 2
    latest, earlier = queries.scans(history, 1)
    assert [len(queries.findings(history, row)) for row in (earlier, latest)] == [1, 2]


def test_what_nobody_was_told_of_stays_news(history: History, scan) -> None:  # noqa: ANN001
    """A scan that ended before its notice, and one that failed, lose nothing."""
    scan(forged(1))
    error = AcquisitionError("It ended.")
    history.record_missed(missed_scan(error, started_ms=NOON_MS, finished_ms=NOON_MS))
    again = scan(forged(1), at_ms=NOON_MS + DAY_MS)
    assert len(queries.news(history, again.inbox_id, again.scan_id)) == 1


def test_a_message_that_went_and_came_back_is_no_news(history: History, scan) -> None:  # noqa: ANN001
    """Deleted on the phone, restored from a backup."""
    first = scan(forged(1))
    history.mark_told(first.inbox_id, first.scan_id)
    scan(greeting(1))
    third = scan(forged(1))
    assert queries.news(history, third.inbox_id, third.scan_id) == []
    assert [len(queries.findings(history, row)) for row in queries.scans(history)] == [1, 0, 1]


def test_an_honest_bill_is_a_finding_but_no_news(history: History, scan) -> None:  # noqa: ANN001
    """A person who asked for news of collectors is not told of each bill."""
    recorded = scan(sms(BILL, "95555", "2026-04-05T10:00:00+08:00"))
    [row] = queries.scans(history)
    [bill] = queries.findings(history, row)
    assert bill.kind == "due_reminder"
    assert queries.news(history, recorded.inbox_id, recorded.scan_id) == []


def test_a_phone_whose_messages_are_gone_is_noticed(history: History, scan) -> None:  # noqa: ANN001
    """A factory reset; but not a few deleted messages, and not an inbox that was nearly empty."""
    many = [greeting(n) for n in range(1, 13)]
    assert not scan(*many).was_reset
    assert not scan(*many[:8]).was_reset
    assert not scan(*many).was_reset
    assert scan(greeting(20)).was_reset
    assert not scan(greeting(21)).was_reset
    assert not scan(*many, demo=True).was_reset
    assert not scan(demo=True).was_reset


def test_a_clock_that_went_back_is_noticed_and_changes_no_order(history: History, scan) -> None:  # noqa: ANN001
    """The latest scan is the one that was made last, whatever its time."""
    assert not scan(forged(1), at_ms=NOON_MS).clock_went_back
    assert scan(forged(1), forged(2), at_ms=NOON_MS - 900 * DAY_MS).clock_went_back
    [row] = queries.inboxes(history)
    assert row.last_done is not None
    assert row.last_done.started_ms == NOON_MS - 900 * DAY_MS
    assert len(queries.findings(history, row.last_done)) == 2


def test_a_skip_is_kept_with_its_reason_but_not_with_names(history: History) -> None:
    """What is kept is the sentence as it stands in the catalogue."""
    error = PhoneNotReady("The phone {phone} is still connecting.", phone="Pixel 8 (SERIAL-4711)")
    history.record_missed(missed_scan(error, started_ms=1, finished_ms=2))
    [row] = queries.scans(history)
    assert (row.outcome, row.reason) == ("skipped", "phone-not-ready")
    assert row.sentence == "The phone {phone} is still connecting."
    assert b"SERIAL-4711" not in all_bytes(history)


def test_forgetting_a_phone_leaves_no_trace_of_it_in_the_file(history: History, scan) -> None:  # noqa: ANN001
    """Neither text nor sender nor key: the bytes are gone, those of another phone stay."""
    other = sms(FORGED.replace("招商", "东湖"), "16700000001", "2026-04-06T10:00:00+08:00")
    forgotten: Recorded = scan(*(forged(n) for n in range(1, 9)))
    scan(other, serial="ANOTHER")
    key = forged(1).message_key.encode()
    assert FORGED.encode() in all_bytes(history)
    assert key in all_bytes(history)
    history.forget(forgotten.inbox_id)
    for trace in (FORGED.encode(), "招商银行".encode(), b"17000000401", key):
        assert trace not in all_bytes(history)
    assert other.body.encode() in all_bytes(history)
    [row] = queries.inboxes(history)
    assert len(queries.scans(history)) == row.scans == 1
    with pytest.raises(InputError, match="no phone number"):
        queries.inbox(history, forgotten.inbox_id)


def test_demo_scans_go_to_an_inbox_of_their_own_that_says_so(history: History, scan) -> None:  # noqa: ANN001
    """Whatever the serial of the demo phone was."""
    scan(forged(1), demo=True, serial="127.0.0.1:1")
    scan(forged(2), demo=True, serial="127.0.0.1:2")
    scan(forged(3))
    assert [(row.is_demo, row.scans) for row in queries.inboxes(history)] == [(True, 2), (False, 1)]


def test_phones_are_numbered_one_after_the_other_and_keep_their_numbers(
    history: History,
    scan,  # noqa: ANN001
) -> None:
    """However often they are scanned; a number that was forgotten is not given again."""
    for serial in ("A", "A", "A", "B", "A", "C"):
        scan(forged(1), serial=serial)
    assert [(row.id, row.scans) for row in queries.inboxes(history)] == [(1, 4), (2, 1), (3, 1)]
    history.forget(3)
    assert scan(forged(1), serial="D").inbox_id == 4


def test_files_have_no_history(tmp_path: Path) -> None:
    """Nor has a phone that was read into a file: the serial does not stand there."""
    report = report_on(forged(1))
    assert has_history(report.acquisition)
    assert not has_history(report_on(serial="").acquisition)
    assert not has_history(
        Acquisition(source="file", name="x", transport="csv", completeness="unverified", read=0)
    )


def test_changes_tell_new_changed_and_gone_apart(history: History, scan) -> None:  # noqa: ANN001
    """In that order; evidence alone is no change."""
    scan(forged(1), forged(2))
    scan(forged(2), forged(3))
    after, before = (queries.findings(history, row) for row in queries.scans(history))
    new, gone = changes(before, after)
    assert (new.before, new.message_key) == (None, forged(3).message_key)
    assert (gone.after, gone.message_key) == (None, forged(1).message_key)

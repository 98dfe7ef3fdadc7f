"""Old messages judged by new rules: the same by the same rules, otherwise with the reason."""

from dataclasses import replace

from support.histories import DAY_MS, NOON_MS, forged, greeting, report_on
from support.judging import rules

from scanner.demo_phone.inbox import demo_messages
from scanner.history import queries
from scanner.history.changes import RuleHit, changes, reasons
from scanner.history.entry import done_scan
from scanner.history.rejudge import rejudge
from scanner.history.store import History
from scanner.message import Message
from scanner.ruleset.ruleset import Ruleset


def without(*names: str) -> Ruleset:
    """Return the rule set without some of its rules."""
    kept = {name: rule for name, rule in rules().rules.items() if name not in names}
    return replace(rules(), id="newer", rules=kept)


def test_the_same_rules_say_the_same_of_every_kind_of_message(history: History) -> None:
    """The whole demo inbox, from what is kept of it: texts, senders, times, witnesses."""
    messages = [
        Message(
            message_id=str(row.id),
            address=row.address,
            body=row.body or "",
            received_ms=row.date,
            utc_offset_min=480,
        )
        for row in demo_messages(NOON_MS)
    ]
    history.record(done_scan(report_on(*messages, demo=True), folder=history.path.parent))
    outcome = rejudge(history, 1, rules())
    assert outcome.changes == []
    assert outcome.judged > 150
    assert outcome.judged + outcome.unjudged == len({m.message_key for m in messages})


def test_a_rule_that_is_gone_changes_verdicts_and_is_named(history: History, scan) -> None:  # noqa: ANN001
    """Also of a message that was deleted from the phone; nothing is written."""
    scan(forged(1))
    scan(greeting(1), at_ms=NOON_MS + DAY_MS)
    gone = ("link-built-to-pay", "link-lookalike", "asks-code", "sender-virtual-operator")
    outcome = rejudge(history, 1, without(*gone))
    [change] = outcome.changes
    assert change.message_key == forged(1).message_key
    assert change.before is not None
    assert change.after is not None
    assert change.before.verdict == "likely_forged"
    assert change.after.verdict != "likely_forged"
    why = {reason.rule: reason for reason in reasons(change)}
    assert why["link-built-to-pay"].after is None
    version = rules().rules["link-built-to-pay"].version
    assert why["link-built-to-pay"].before == RuleHit(version, 4.0)
    assert reasons(change)[0].rule == "link-built-to-pay"  # the weightiest first
    assert len(queries.scans(history)) == 2
    assert (outcome.judged, outcome.unjudged) == (1, 1)


def test_a_message_that_new_rules_no_longer_take_for_a_demand_is_gone(
    history: History,
    scan,  # noqa: ANN001
) -> None:
    """Without any rule of its kind."""
    scan(forged(1))
    kinds = [rule.id for rule in rules().rules.values() if rule.direction == "kind"]
    [change] = rejudge(history, 1, without(*kinds)).changes
    assert change.after is None
    assert reasons(change) == []


def test_a_new_version_and_other_points_are_reasons_too(history: History, scan) -> None:  # noqa: ANN001
    """The same rules, one of them newer."""
    scan(forged(1))
    [before] = queries.last_findings(history, 1)
    version = rules().rules["zh-past-due"].version
    old = f'"rule": "zh-past-due", "version": {version},'
    newer = before.evidence.replace(old, old.replace(f"{version},", f"{version + 1},"))
    after = replace(before, verdict="suspicious", evidence=newer)
    [change] = changes([before], [after])
    [reason] = reasons(change)
    assert reason.rule == "zh-past-due"
    assert (reason.before, reason.after) == (RuleHit(version, 0.0), RuleHit(version + 1, 0.0))


def test_what_was_written_before_its_offset_was_kept_is_judged_all_the_same(
    history: History,
    scan,  # noqa: ANN001
) -> None:
    """A file of the first version: rules that need the local time cannot tell, the others do."""
    scan(forged(1))
    with history._writing() as connection:
        connection.execute("UPDATE messages SET utc_offset_min = NULL")
    assert rejudge(history, 1, rules()).changes == []

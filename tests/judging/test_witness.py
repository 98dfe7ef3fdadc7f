"""What earlier messages of the same inbox can be asked."""

from __future__ import annotations

from support.judging import rules, sms

from scanner.judging.witness import InboxIndex, Witness, template_of, witness_of
from scanner.message import Message
from scanner.reading.model import Reading
from scanner.reading.reader import Reader


class CountingReader:
    """Reads for real and remembers what it was asked to read."""

    def __init__(self) -> None:
        self.read_ids: list[str] = []
        self._reader = Reader(rules().names)

    def read(self, message: Message) -> Reading:
        """Return the reading, noting which message it was."""
        self.read_ids.append(message.message_id)
        return self._reader.read(message)


def witness_before(message: Message, *earlier: Message) -> Witness:
    """Return the witness of a message."""
    return witness_of(message, earlier, CountingReader(), rules().directory)


def bodies(readings: tuple[Reading, ...]) -> list[str]:
    """Return the texts of readings, in their order."""
    return [r.message.body for r in readings]


NOW = sms("【招商银行】您的账单已逾期。", "95555", "2026-04-14T10:00:00+08:00")


def test_same_sender_is_heard_latest_first() -> None:
    """The last word counts most."""
    first = sms("一", "95555", "2026-04-01T10:00:00+08:00")
    second = sms("二", "95555", "2026-04-02T10:00:00+08:00")
    other = sms("三", "95588", "2026-04-03T10:00:00+08:00")
    assert bodies(witness_before(NOW, first, other, second).from_same_sender()) == ["二", "一"]


def test_later_messages_are_no_witnesses() -> None:
    """Nor the message itself, nor one of the same moment."""
    later = sms("后来", "95555", "2026-04-15T10:00:00+08:00")
    same = sms("同时", "95555", "2026-04-14T10:00:00+08:00", message_id="twin")
    assert witness_before(NOW, later, same).from_same_sender() == ()


def test_testimony_reaches_back_a_good_year() -> None:
    """A yearly bill is heard, one of two years ago is not."""
    year = sms("去年", "95555", "2025-04-10T10:00:00+08:00")
    two = sms("前年", "95555", "2024-04-10T10:00:00+08:00")
    assert bodies(witness_before(NOW, two, year).from_same_sender()) == ["去年"]


def test_operator_prefix_and_country_code_do_not_part_a_sender() -> None:
    """VM- and JD- are the operator's; +86 is the phone's."""
    now = sms("Kestrel Finance: EMI overdue.", "VM-KSTRLF", "2026-04-14T10:00:00+05:30")
    earlier = sms("Kestrel Finance: EMI due.", "JD-KSTRLF", "2026-04-01T10:00:00+05:30")
    assert len(witness_before(now, earlier).from_same_sender()) == 1
    mobile = sms("在吗", "+8613812340000", "2026-04-01T10:00:00+08:00")
    again = sms("还钱", "13812340000")
    assert len(witness_before(again, mobile).from_same_sender()) == 1


def test_lender_is_found_under_any_of_its_names_and_numbers() -> None:
    """By signature, by alias, by a number that the directory gives to it."""
    full = sms("【招商银行信用卡】账单已出。", "10690001111", "2026-04-01T10:00:00+08:00")
    short = sms("您有一笔支出。【招行】", "10690002222", "2026-04-02T10:00:00+08:00")
    number = sms("您的动态密码已发送", "95555", "2026-04-03T10:00:00+08:00")
    other = sms("【工商银行】账单已出。", "95588", "2026-04-04T10:00:00+08:00")
    now = sms("【招商银行】已逾期。", "10690003333")
    heard = witness_before(now, full, short, number, other).about(["招商银行"])
    assert bodies(heard) == [number.body, short.body, full.body]


def test_unknown_lender_is_found_by_its_bare_name() -> None:
    """No directory knows every lender."""
    earlier = sms("Juniper Loans: your loan was paid out.", "JUNIPER", "2026-03-01T10:00:00+00:00")
    now = sms("Juniper Loans: payment overdue.", "70123", "2026-04-14T10:00:00+00:00")
    assert len(witness_before(now, earlier).about(["Juniper Loans"])) == 1


def test_message_without_time_hears_and_is_heard_by_nobody() -> None:
    """Before and after are unknown."""
    undated = Message(message_id="x", address="95555", body="旧")
    assert witness_before(NOW, undated).from_same_sender() == ()
    dated = sms("新", "95555", "2026-04-01T10:00:00+08:00")
    assert witness_before(undated, dated).from_same_sender() == ()


def test_only_what_is_asked_for_is_read_and_only_once() -> None:
    """An inbox of 100,000 messages must not be read for one of them."""
    reader = CountingReader()
    crowd = [sms(f"闲聊{n}", f"138000{n:05d}", "2026-04-01T10:00:00+08:00") for n in range(500)]
    bill = sms("【招商银行】账单", "95555", "2026-04-02T10:00:00+08:00", message_id="bill")
    index = InboxIndex([*crowd, bill, NOW], reader, rules().directory)
    assert reader.read_ids == []
    index.witness(NOW).from_same_sender()
    index.witness(NOW).about(["招商银行"])
    assert reader.read_ids == ["bill"]


def test_template_leaves_out_names_and_figures() -> None:
    """What changes from one recipient to the next."""
    one = "【顺意借】您的账户1234已列入名单，欠款3,000元"
    two = "【恒丰贷】您的账户9876已列入名单，欠款500元"
    assert template_of(one) == template_of(two) != template_of("【顺意借】您的验证码是1234")


def test_same_text_from_the_same_sender_is_no_campaign() -> None:
    """A lender repeats itself."""
    text = "您的账户已被列入重点名单，请在今日联系我们处理欠款。"
    mine = sms(text, "10690001111", "2026-04-01T10:00:00+08:00")
    other = sms(text, "10690002222", "2026-04-02T10:00:00+08:00")
    now = sms(text, "10690001111")
    assert [m.address for m in witness_before(now, mine, other).same_template()] == ["10690002222"]

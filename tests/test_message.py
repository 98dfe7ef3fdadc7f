"""A message and the table of messages say the same thing."""

from hypothesis import given
from hypothesis import strategies as st

from scanner.message import MESSAGE_COLUMNS, Message, from_frame, to_frame

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.none() | st.integers(-(2**62), 2**62)
MESSAGES = st.lists(
    st.builds(
        Message,
        inbox_id=TEXT,
        message_id=TEXT,
        address=st.none() | TEXT,
        body=TEXT,
        received_ms=WHOLE,
        sent_ms=WHOLE,
        utc_offset_min=st.none() | st.integers(-720, 840),
        read=st.none() | st.booleans(),
        subscription_id=WHOLE,
    ),
    max_size=4,
)


@given(MESSAGES)
def test_messages_survive_the_table_unchanged(messages: list[Message]) -> None:
    """64-bit times exactly, the unknown as unknown, the empty as empty."""
    assert list(from_frame(to_frame(messages))) == messages


def test_an_empty_table_has_all_columns() -> None:
    """So that whatever counts or writes it needs no special case."""
    assert list(to_frame([]).columns) == list(MESSAGE_COLUMNS)


def test_the_key_depends_on_sender_time_and_text_and_on_nothing_else() -> None:
    """The same message from a phone and from its backup has one key."""
    message = Message(message_id="1", address="95555", body="x", received_ms=5)
    copy = Message(message_id="9", address="95555", body="x", received_ms=5, read=True, sent_ms=4)
    others = [
        Message(message_id="1", address="95556", body="x", received_ms=5),
        Message(message_id="1", address="95555", body="y", received_ms=5),
        Message(message_id="1", address="95555", body="x", received_ms=6),
        Message(message_id="1", address="9555", body="x", received_ms=55),
    ]
    assert copy.message_key == message.message_key
    assert len({m.message_key for m in (message, *others)}) == 5

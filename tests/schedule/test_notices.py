"""Notices go where they were set to, and what fails is told, not raised."""

import http.server
import json
import threading
from collections.abc import Iterator

import pytest

from scanner.schedule.notices import send
from scanner.settings import Notices


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Return the address of a web service on this computer, and what it was sent."""
    received: list[dict[str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"json://127.0.0.1:{server.server_address[1]}/", received
        server.shutdown()
        thread.join()


def test_a_pushed_notice_arrives(receiver: tuple[str, list[dict[str, str]]]) -> None:
    """Through Apprise itself, to a service on loopback."""
    pytest.importorskip("apprise")
    address, received = receiver
    assert send(Notices(desktop=False, push=(address,)), "2 new") == [("push", "")]
    assert [(note["title"], note["message"]) for note in received] == [("sms-scanner", "2 new")]


def test_a_service_that_does_not_answer_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """And its address, which holds secrets, is not printed."""
    pytest.importorskip("apprise")
    [(way, problem)] = send(Notices(desktop=False, push=("json://127.0.0.1:9/secret",)), "x")
    assert way == "push"
    assert "could not be delivered" in problem
    [(_, problem)] = send(Notices(desktop=False, push=("nonsense://secret",)), "x")
    assert "not one that Apprise knows" in problem
    assert "secret" not in "".join(capfd.readouterr())


def test_a_machine_without_a_desktop_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the extra is installed or not."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    [(way, problem)] = send(Notices(), "x")
    assert way == "desktop"
    assert problem


def test_nothing_is_sent_where_nothing_is_set() -> None:
    """No way, no outcome."""
    assert send(Notices(desktop=False), "x") == []

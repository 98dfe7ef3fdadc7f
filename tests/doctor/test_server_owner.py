"""Who listens on a port."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from scanner.doctor.server_owner import owner_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")


def test_the_owner_of_a_port_is_the_process_that_listens_on_it() -> None:
    """Here: this one."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        owner = owner_of(server.getsockname()[1])
    assert owner is not None
    assert owner.user_id == os.getuid()
    assert Path(owner.program) == Path(sys.executable).resolve()


def test_a_port_where_nobody_listens_has_no_owner() -> None:
    """A connection from such a port does not count."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert owner_of(port) is None

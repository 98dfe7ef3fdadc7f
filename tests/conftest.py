"""What all tests share: programs they need, and a home folder of their own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ours", deadline=None)  # a busy machine is no failure
settings.load_profile("ours")

NEEDED = {"browser": ("chromium", "google-chrome"), "mksh": ("mksh",)}
"""Marker -> programs, one of which such a test needs."""


def pytest_xdist_auto_num_workers() -> int:
    """Run two processes a core: most tests wait for adb, Chromium or a scan that they started."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long; skip tests whose program is absent.

    Unless SMS_SCANNER_REQUIRE says that it must be there.
    """
    items.sort(key=_seconds_allowed, reverse=True)
    required = os.environ.get("SMS_SCANNER_REQUIRE", "")
    for item in items:
        for marker, programs in NEEDED.items():
            if item.get_closest_marker(marker) is None or programs[0] in required:
                continue
            if not any(shutil.which(program) for program in programs):
                item.add_marker(pytest.mark.skip(reason=f"{programs[0]} is not installed"))


def _seconds_allowed(item: pytest.Item) -> float:
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0]) if marker else 0


@pytest.fixture(autouse=True, scope="session")
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep adb's keys and everything else that lands in a home folder out of the person's."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "ANDROID_USER_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home)


@pytest.fixture
def checkout() -> Path:
    """Return the folder of this checkout."""
    return Path(__file__).resolve().parent.parent

"""The schemas that are published in docs/schemas/ are those of the program."""

from pathlib import Path

import pytest
from support.command import Run

from scanner.cli.schema import SCHEMAS


@pytest.mark.parametrize("of", list(SCHEMAS))
def test_a_published_schema_is_what_the_command_prints(run: Run, checkout: Path, of: str) -> None:
    """`sms-scanner schema NAME > docs/schemas/NAME.json` brings it up to date."""
    published = (checkout / "docs/schemas" / f"{of}.json").read_text(encoding="utf-8")
    assert run("schema", of).stdout == published

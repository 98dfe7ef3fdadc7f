"""The settings file: what it may say, and the words for a mistake."""

import re
from pathlib import Path

import msgspec
import pytest

from scanner.errors import InputError
from scanner.settings import Notices, Schedule, Settings, load_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the settings will be."""
    return tmp_path / "config.toml"


def test_without_a_file_the_usual_settings_hold(file: Path) -> None:
    """Nobody needs to write one."""
    assert load_settings(file) == Settings()


def test_the_example_in_the_documentation_is_valid_and_names_every_setting(
    checkout: Path, file: Path
) -> None:
    """So that no setting stays undocumented, and no documented one is refused."""
    documentation = (checkout / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", documentation, re.DOTALL)
    assert example is not None
    file.write_text(example[1], encoding="utf-8")
    load_settings(file)
    for table in (Notices, Schedule):
        for field in msgspec.structs.fields(table):
            assert re.search(rf"^{field.name} = ", example[1], re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("[notices]\ndeskop = true", "notices.deskop"),
        ("[notices]\ndesktop = 'yes'", "notices.desktop"),
        ("[notices]\nat_least = 'urgent'", "notices.at_least"),
        ("[notices]\nremind_after_days = -1", "notices.remind_after_days"),
        ("[notice]\n", "notice"),
    ],
)
def test_a_mistake_is_told_with_file_and_field(file: Path, text: str, field: str) -> None:
    """Exactly that field."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_settings(file)
    assert caught.value.fields["path"] == file
    assert caught.value.fields["field"] == field


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("[notices]\nat_lest = 'suspicious'", "notices.at_least"),
        ("[notice]\ndesktop = true", "notices"),
        ("[schedule]\nreport = 'x'", "schedule.reports"),
        ("[schedule]\nevery = '12h'", ""),
    ],
)
def test_a_typo_is_told_with_what_may_have_been_meant(file: Path, text: str, near: str) -> None:
    """Where something is near enough; else only what is wrong."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_settings(file)
    assert caught.value.fields["near"] == near
    assert ("Did you mean" in str(caught.value)) == bool(near)


@pytest.mark.parametrize("content", [b"[notices", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_told(file: Path, content: bytes) -> None:
    """With its path."""
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"config\.toml"):
        load_settings(file)

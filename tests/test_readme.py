"""The README keeps its word: commands, options, exit codes and links exist."""

import re
from pathlib import Path

import pytest

from scanner import errors
from scanner.cli.main import COMMANDS, INTERRUPTED, main
from scanner.cli.scan import FINDINGS


@pytest.fixture
def readme(checkout: Path) -> str:
    """Return the README."""
    return (checkout / "README.md").read_text(encoding="utf-8")


def test_the_first_lines_are_two_one_line_commands(readme: str) -> None:
    """Set-up and main job, set-up and tests; `.ci/run` runs them word for word."""
    block = re.search(r"```sh\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    first, second = block[1].splitlines()
    assert re.fullmatch(r"python3 -m venv .*/sms-scanner scan --demo", first)
    assert re.fullmatch(r"python3 -m venv .*/pytest", second)
    assert readme[: block.start()].count("\n") < 6


def test_every_command_is_documented_and_every_documented_command_exists(readme: str) -> None:
    """In the table of commands."""
    table = readme.split("## Commands")[1].split("###", maxsplit=1)[0]
    documented = set(re.findall(r"^\| `([a-z]+)", table, re.MULTILINE))
    assert documented == set(COMMANDS)


def test_the_table_of_exit_codes_is_that_of_the_code(readme: str) -> None:
    """One number more or less on either side fails."""
    table = readme.split("### Exit codes")[1].split("###", maxsplit=1)[0]
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    classes = [c for c in vars(errors).values() if isinstance(c, type)]
    raised = {c.exit_code for c in classes if issubclass(c, errors.ScannerError)}
    assert documented == {0, FINDINGS, INTERRUPTED, *raised}


def test_every_option_that_the_readme_names_exists(readme: str) -> None:
    """An option renamed in the code must be renamed here."""
    contexts = [main.make_context("x", [], resilient_parsing=True)]
    commands = [main, *(main.get_command(contexts[0], name) for name in COMMANDS)]
    commands += [sub for c in commands[1:] for sub in getattr(c, "commands", {}).values()]
    known = {o for command in commands if command for p in command.params for o in p.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", readme)) <= known | {"--help"}


def test_every_link_leads_to_a_file(readme: str, checkout: Path) -> None:
    """In the checkout, so that it also works on a code host."""
    targets = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert targets
    assert [t for t in targets if not (checkout / t).exists()] == []


def test_the_chinese_readme_keeps_step(readme: str, checkout: Path) -> None:
    """The same blocks of code, rows of commands and exit codes, in whatever order."""
    chinese = (checkout / "README.zh-CN.md").read_text(encoding="utf-8")
    for pattern in (r"```sh\n.*?```", r"^\| `[^|]+\|", r"^\| \d+ \|"):
        of_both = [
            sorted(found.replace("、", ", ") for found in re.findall(pattern, text, flags))
            for text in (readme.split("### Files", maxsplit=1)[0], chinese)
            for flags in [re.DOTALL | re.MULTILINE]
        ]
        assert of_both[0] == of_both[1]

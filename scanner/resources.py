"""Where the rule set and the report files are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


def resource_folder(name: Literal["rules", "reports"]) -> Path:
    """Return the folder `rules` or `reports` that belongs to this installation.

    A wheel carries both inside the package (`scanner/_data`, see `force-include` in
    pyproject.toml); a checkout has them beside it.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}/ is missing: install sms-scanner again")

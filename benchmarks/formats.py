"""Print how many of 1,000 messages are kept, for each form of file and each kind of damage.

.venv/bin/python benchmarks/formats.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from support.backups import one_password
from support.formats import DAMAGE, FORMATS, PASSWORD, cut_in_half, records

from scanner.errors import InputError
from scanner.inbox.files import read_file

COUNT = 1000
CUT = "cut in half"


def kept(form: str, damage: str) -> str:
    """Return the cell: messages read, and what was told."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in")
        change = DAMAGE.get(damage, list)
        FORMATS[form](path, change(records(COUNT)))
        if damage == CUT:
            cut_in_half(path)
        try:
            acquisition = read_file(path, one_password(PASSWORD)).acquisition
        except InputError:
            return "refused"
    told = {
        "lost": len(acquisition.bad_rows),
        "mended": len(acquisition.mended),
        "left out": acquisition.skipped,
    }
    words = ", ".join(f"{count} {word}" for word, count in told.items() if count)
    return f"{acquisition.read:,}" + (f" ({words})" if words else "")


def main() -> None:
    """Print the table."""
    damage = [*DAMAGE, CUT]
    print("| form | " + " | ".join(damage) + " |")
    print("|---|" + "---|" * len(damage))
    for form in FORMATS:
        print(f"| {form} | " + " | ".join(kept(form, kind) for kind in damage) + " |")


if __name__ == "__main__":
    main()

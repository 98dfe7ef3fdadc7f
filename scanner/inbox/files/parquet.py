"""Parquet, through pyarrow (an extra of the installation)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scanner.errors import InputError
from scanner.i18n import N_
from scanner.inbox.files.columns import Columns
from scanner.inbox.files.item import Items, RowError

MAGIC = b"PAR1"


def pyarrow_for(purpose: str, path: Path | None = None) -> tuple[Any, Any]:
    """Return the modules pyarrow and pyarrow.parquet.

    Args:
        purpose: what they are needed for, a msgid, which may name the {path}.
        path: of the file in question.

    Raises:
        InputError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        hint = N_("Install it: pip install 'sms-scanner[parquet]'")
        raise InputError(purpose, hint, path=path) from error
    return pa, parquet


def read_parquet(path: Path, columns: Columns) -> Items:
    """Yield the items of a Parquet file.

    Raises:
        InputError: pyarrow is not installed, or the file is damaged (Parquet keeps its index at the
            end, so nothing of a file that breaks off can be read), or has no column for the text.
    """
    pa, parquet = pyarrow_for(N_("{path} is a Parquet file, and reading it needs pyarrow."), path)
    try:
        with parquet.ParquetFile(path) as file:
            columns.check(file.schema_arrow.names, path)
            number = 0
            for batch in file.iter_batches():
                for record in batch.to_pylist():
                    number += 1
                    try:
                        yield columns.message_of(record, number)
                    except RowError as error:
                        yield error.at(N_("row {number}"), number=number)
    except pa.ArrowException as error:
        raise InputError(
            N_("{path} is a damaged Parquet file."), N_("Write it again."), path=path
        ) from error

"""Messages from a file: JSONL, CSV and Parquet, told apart by content, not by name."""

from scanner.inbox.files.read import read_file

__all__ = ["read_file"]

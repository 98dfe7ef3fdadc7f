"""Messages from files: tables and backups of many kinds, told apart by content, not by name."""

from scanner.inbox.files.read import read_file, read_files

__all__ = ["read_file", "read_files"]

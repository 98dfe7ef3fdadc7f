"""What was scanned and found before: one SQLite file, and one scan of a phone at a time."""

"""From judgements to files: HTML for people, JSON, JSONL and CSV for programs and tables."""

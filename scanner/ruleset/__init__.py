"""Rules and lists as data: load, validate, look up, lint."""

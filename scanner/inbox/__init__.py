"""Where messages come from: every source yields the same table and says how it was read."""

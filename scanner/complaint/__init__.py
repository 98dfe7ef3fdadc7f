"""A complaint pack: what a bank, a regulator or the police asks for, about chosen messages."""

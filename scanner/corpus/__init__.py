"""Labelled messages: how right the rules are on them, and which weights would fit them best."""

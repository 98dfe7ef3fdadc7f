"""From readings to verdicts: kinds, signals, evidence, corroboration by the rest of the inbox."""

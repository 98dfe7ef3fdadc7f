"""What was said on the phone: who, when, and what was promised. As official sources advise."""

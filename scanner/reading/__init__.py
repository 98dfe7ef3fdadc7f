"""What one text says: its views, its sender, its claims. Pure functions of a message."""

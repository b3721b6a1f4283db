"""What happened, as the rooms tell it."""

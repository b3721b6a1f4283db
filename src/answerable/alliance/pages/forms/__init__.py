"""The forms of this room's desks."""

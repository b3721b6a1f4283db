"""Duties as people read them, and where the alliance writes them."""

"""The map of a network, and what lies below each of its cells."""

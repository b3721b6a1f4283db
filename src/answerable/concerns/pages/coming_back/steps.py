"""The steps of whoever comes back: their names begin with `back`."""

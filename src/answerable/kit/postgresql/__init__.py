"""PostgreSQL as the product uses it: see `base`, where Django looks for it."""

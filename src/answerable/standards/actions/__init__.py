"""What can happen with duties, claims and standing."""

"""What can happen to texts, signatures and local codes."""

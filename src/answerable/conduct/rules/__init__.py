"""What must be true of texts, signatures and local codes."""

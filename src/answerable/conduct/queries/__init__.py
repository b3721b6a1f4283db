"""What is asked of texts, signatures and local codes more than once."""

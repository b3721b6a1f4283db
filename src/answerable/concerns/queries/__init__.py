"""What is asked more than once."""

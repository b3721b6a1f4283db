"""What is asked of rounds more than once."""

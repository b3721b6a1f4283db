"""What is asked of commitments more than once."""

"""What is asked more than once of duties, claims and standing."""

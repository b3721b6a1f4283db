"""What must be true of an alliance, without a database or a clock."""

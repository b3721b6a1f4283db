"""What must be true of commitments."""

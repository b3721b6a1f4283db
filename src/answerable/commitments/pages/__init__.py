"""What people see of commitments."""

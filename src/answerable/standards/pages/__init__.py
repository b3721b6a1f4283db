"""What people see of duties and of how everybody stands."""

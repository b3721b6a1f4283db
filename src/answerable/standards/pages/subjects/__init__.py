"""What people see of one subject: its desk, its duties, what was said of them, help, history."""

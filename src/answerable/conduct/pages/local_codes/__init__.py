"""What people see of a local code: where it is, its clauses, what was said and answered, who was asked, what was decided."""

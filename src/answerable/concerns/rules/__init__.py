"""What must be true of a concern: no framework, no database, no clock. Days are passed in."""

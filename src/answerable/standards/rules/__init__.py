"""What must be true of standing: pure functions of what is asked, what happened and a day."""

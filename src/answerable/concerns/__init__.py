"""Where somebody tells what happened, and comes back to be answered."""

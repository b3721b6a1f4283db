"""What can be asked of the alliance more than once."""

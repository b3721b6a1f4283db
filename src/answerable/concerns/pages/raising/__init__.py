"""The raising door: one address, one title, no account; every step is a post that is answered with the next page."""

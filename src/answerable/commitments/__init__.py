"""Who said they would do what by when, whatever it came from, until it is done or it is said plainly why not.

Words: commitment, owner, owed to (those it was made to), side, step, evidence, turn (a row of its history), release,
“we see it otherwise”, origin.
It must never overwrite what was said before, nor show a private commitment to anybody but its two sides.
"""

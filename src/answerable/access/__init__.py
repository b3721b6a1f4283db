"""How "who may" is asked: accounts, actors with their posts, doors, step-up, refusals.

Words: account, actor, post (an office at a place), door, refusal.
Access knows no organisation and no person: it sees (office, place path) pairs, and no office opens a concern.
"""

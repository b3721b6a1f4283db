"""An organisation's policies: the register, one policy, and what is done with it."""
